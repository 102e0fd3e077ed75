import type { GrayFrame } from '../core/gray';
import type { FrameCopy } from './frame-copies';

/** Pixels of the longer side of a small picture; the other one is 9/16 of it. */
const longSide = 160;
const shortSide = 90;

/** 160 × 90 (90 × 160 of an upright frame) mean levels of a copied frame. */
export function grayOf({ bytes, layout, width, height, format }: FrameCopy): GrayFrame {
  const { offset = 0, stride = width } = layout[0] ?? {};
  return shrink({ bytes: bytes.subarray(offset), stride, width, height, step: format === 'RGBA' ? 4 : 1 });
}

/** Pixels of one plane, or RGBA when `step` is 4. */
export interface Pixels {
  readonly bytes: Uint8Array | Uint8ClampedArray;
  /** Bytes from one row to the next. */
  readonly stride: number;
  readonly width: number;
  readonly height: number;
  readonly step: 1 | 4;
}

/** Means over blocks of pixels: a small gray picture. */
export function shrink(pixels: Pixels): GrayFrame {
  const upright = pixels.height > pixels.width;
  const width = upright ? shortSide : longSide;
  const height = upright ? longSide : shortSide;
  const small = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const top = Math.floor((y * pixels.height) / height);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * pixels.height) / height));
    for (let x = 0; x < width; x++) {
      const left = Math.floor((x * pixels.width) / width);
      const right = Math.max(left + 1, Math.floor(((x + 1) * pixels.width) / width));
      small[y * width + x] = blockMean(pixels, left, top, right, bottom);
    }
  }
  return { width, height, pixels: small };
}

function blockMean({ bytes, stride, step }: Pixels, left: number, top: number, right: number, bottom: number): number {
  let sum = 0;
  for (let y = top; y < bottom; y++) {
    const row = y * stride;
    for (let x = left; x < right; x++) sum += step === 1 ? bytes[row + x]! : luma(bytes, row + x * 4);
  }
  return sum / ((right - left) * (bottom - top));
}

/** Brightness of an RGBA pixel (BT.601). */
function luma(bytes: Pixels['bytes'], i: number): number {
  return 0.299 * bytes[i]! + 0.587 * bytes[i + 1]! + 0.114 * bytes[i + 2]!;
}
