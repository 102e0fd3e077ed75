/** One small gray picture, row by row from the top left, 0 black to 255 white. */
export interface GrayFrame {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A part of the picture as shares of its width and height: x, y, width, height. */
export type Rectangle = readonly [number, number, number, number];

/** Pixels whose level is this low are mostly noise: it keeps their relative contrast from exploding. */
const darkLevel = 16;

/** Mean level of the pixels that are not ignored. */
export function brightness(frame: GrayFrame, ignored?: Uint8Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < frame.pixels.length; i++) {
    if (ignored?.[i]) continue;
    sum += frame.pixels[i]!;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

/** 1 for every pixel that lies in one of the rectangles, 0 elsewhere. */
export function ignoredPixels(rectangles: readonly Rectangle[], width: number, height: number): Uint8Array {
  const ignored = new Uint8Array(width * height);
  for (const [x, y, w, h] of rectangles) {
    const left = Math.max(0, Math.floor(x * width));
    const right = Math.min(width, Math.ceil((x + w) * width));
    const bottom = Math.min(height, Math.ceil((y + h) * height));
    for (let row = Math.max(0, Math.floor(y * height)); row < bottom; row++)
      ignored.fill(1, row * width + left, row * width + right);
  }
  return ignored;
}

/**
 * How much each pixel differs from its surroundings, in per cent of their level. A change of light scales a pixel and
 * its surroundings alike, so it nearly vanishes here; a thing that comes into the picture does not.
 */
export function localContrast(frame: GrayFrame, radius: number): Float32Array {
  const { width, height } = frame;
  const sums = integral(frame);
  const contrast = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const near = boxMean(sums, width, height, x, y, 1);
      const around = boxMean(sums, width, height, x, y, radius);
      contrast[y * width + x] = (100 * (near - around)) / (around + darkLevel);
    }
  }
  return contrast;
}

/** Sums over all pixels above and left of each one, with a first row and column of zeros. */
function integral({ width, height, pixels }: GrayFrame): Uint32Array {
  const stride = width + 1;
  const sums = new Uint32Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += pixels[y * width + x]!;
      sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1]! + row;
    }
  }
  return sums;
}

function boxMean(sums: Uint32Array, width: number, height: number, x: number, y: number, radius: number): number {
  const left = Math.max(0, x - radius);
  const top = Math.max(0, y - radius);
  const right = Math.min(width, x + radius + 1);
  const bottom = Math.min(height, y + radius + 1);
  const stride = width + 1;
  const sum =
    sums[bottom * stride + right]! -
    sums[top * stride + right]! -
    sums[bottom * stride + left]! +
    sums[top * stride + left]!;
  return sum / ((right - left) * (bottom - top));
}
