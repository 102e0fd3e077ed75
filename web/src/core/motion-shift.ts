/** How far a picture is displaced against another one, in pixels: what was at (x, y) is now at (x − dx, y − dy). */
export interface Shift {
  readonly dx: number;
  readonly dy: number;
}

export const noShift: Shift = { dx: 0, dy: 0 };

export function isShifted({ dx, dy }: Shift): boolean {
  return dx !== 0 || dy !== 0;
}

/** Every so many pixels, both ways, are enough to find a displacement of the whole picture. */
const spacing = 2;
/** Larger differences come from things, not from a displacement: they count no more than this (per cent of contrast). */
const mostDifference = 20;
/** Only a displacement that explains this share of all differences is believed. */
const leastExplained = 0.25;
const leastPixels = 0.08;
const mostPixels = 4;
const rounds = 3;

/**
 * The displacement of the whole picture against the background, found by Lucas and Kanade's method on contrast, so that
 * light does not matter. None when no displacement explains the differences well.
 */
export function shiftOf(now: Float32Array, background: Float32Array, width: number, height: number): Shift {
  const margin = mostPixels + 2;
  let shift = noShift;
  const before = differences(now, background, width, height, noShift);
  for (let round = 0; round < rounds; round++) {
    const step = solve(now, background, width, height, shift, margin);
    if (!step) return noShift;
    shift = { dx: clamp(shift.dx + step.dx), dy: clamp(shift.dy + step.dy) };
    if (Math.hypot(step.dx, step.dy) < 0.05) break;
  }
  if (Math.hypot(shift.dx, shift.dy) < leastPixels) return noShift;
  const left = differences(now, background, width, height, shift);
  return left < (1 - leastExplained) * before ? shift : noShift;
}

function clamp(pixels: number): number {
  return Math.max(-mostPixels, Math.min(mostPixels, pixels));
}

/** The background as the displaced camera would see it. */
export function shifted(background: Float32Array, width: number, height: number, { dx, dy }: Shift): Float32Array {
  const out = new Float32Array(background.length);
  for (let y = 0; y < height; y++) {
    const sy = Math.min(height - 1.001, Math.max(0, y + dy));
    const iy = Math.floor(sy);
    const fy = sy - iy;
    for (let x = 0; x < width; x++) {
      const sx = Math.min(width - 1.001, Math.max(0, x + dx));
      const ix = Math.floor(sx);
      const fx = sx - ix;
      const i = iy * width + ix;
      const upper = background[i]! + fx * (background[i + 1]! - background[i]!);
      const lower = background[i + width]! + fx * (background[i + width + 1]! - background[i + width]!);
      out[y * width + x] = upper + fy * (lower - upper);
    }
  }
  return out;
}

function solve(
  now: Float32Array,
  background: Float32Array,
  width: number,
  height: number,
  { dx, dy }: Shift,
  margin: number,
): Shift | undefined {
  let [xx, xy, yy, xt, yt] = [0, 0, 0, 0, 0];
  for (let y = margin; y < height - margin; y += spacing) {
    const sy = y + dy;
    const iy = Math.floor(sy);
    const fy = sy - iy;
    for (let x = margin; x < width - margin; x += spacing) {
      const sx = x + dx;
      const ix = Math.floor(sx);
      const i = iy * width + ix;
      const gx = (background[i + 1]! - background[i - 1]!) / 2;
      const gy = (background[i + width]! - background[i - width]!) / 2;
      const fx = sx - ix;
      const upper = background[i]! + fx * (background[i + 1]! - background[i]!);
      const lower = background[i + width]! + fx * (background[i + width + 1]! - background[i + width]!);
      const difference = now[y * width + x]! - (upper + fy * (lower - upper));
      if (difference > mostDifference || difference < -mostDifference) continue;
      xx += gx * gx;
      xy += gx * gy;
      yy += gy * gy;
      xt += gx * difference;
      yt += gy * difference;
    }
  }
  const determinant = xx * yy - xy * xy;
  // A picture without edges in both directions tells nothing about a displacement.
  if (determinant < 1e-3 * (xx + yy) ** 2 || xx + yy < 1) return undefined;
  return { dx: (yy * xt - xy * yt) / determinant, dy: (xx * yt - xy * xt) / determinant };
}

function differences(
  now: Float32Array,
  background: Float32Array,
  width: number,
  height: number,
  { dx, dy }: Shift,
): number {
  const margin = mostPixels + 2;
  let sum = 0;
  for (let y = margin; y < height - margin; y += spacing) {
    const sy = y + dy;
    const iy = Math.floor(sy);
    const fy = sy - iy;
    for (let x = margin; x < width - margin; x += spacing) {
      const sx = x + dx;
      const ix = Math.floor(sx);
      const fx = sx - ix;
      const i = iy * width + ix;
      const upper = background[i]! + fx * (background[i + 1]! - background[i]!);
      const lower = background[i + width]! + fx * (background[i + width + 1]! - background[i + width]!);
      const difference = Math.abs(now[y * width + x]! - (upper + fy * (lower - upper)));
      sum += Math.min(mostDifference, difference) ** 2;
    }
  }
  return sum;
}
