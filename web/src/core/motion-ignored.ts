import { cellsOf } from './blob';
import type { GrayFrame } from './gray';
import { grid } from './motion-light';

/** What moves inside ignored areas. It triggers nothing: it shows whoever draws a mask that the mask does its work. */
export interface IgnoredMovement {
  /** Share of the whole picture, 0–1. */
  readonly share: number;
  /** Indices of the 16 × 9 grid. */
  readonly cells: readonly number[];
}

/** A pixel moves when its level changed by so much within a moment, and by this share of itself: noise does neither. */
const leastStep = 10;
const leastRelativeStep = 0.1;
const leastPixelsOfCell = 6;

/** Compares the ignored pixels of a picture with those a moment ago. */
export function ignoredMovement(frame: GrayFrame, before: Uint8Array, ignored: Uint8Array): IgnoredMovement {
  const { width, height, pixels } = frame;
  const moved = new Int32Array(pixels.length);
  let count = 0;
  for (let i = ignored.indexOf(1); i >= 0; i = ignored.indexOf(1, i + 1)) {
    const step = Math.abs(pixels[i]! - before[i]!);
    if (step >= leastStep && step >= leastRelativeStep * before[i]!) moved[count++] = i;
  }
  const cells = cellsOf(moved.subarray(0, count), { width, height }, grid, leastPixelsOfCell);
  return { share: count / pixels.length, cells };
}
