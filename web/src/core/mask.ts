import type { IgnoredArea, MaskPoint } from './event';

/** So many lines are looked at for each row of pixels: an area that reaches a little into a row takes all of it. */
const linesPerRow = 4;
/** Shares are rounded: what lies this close to a pixel's edge (in pixels) is on it. */
const rounding = 1e-6;

/** Each mask is drawn once for each size; the pixels go with the list of areas that they came from. */
const drawn = new WeakMap<readonly IgnoredArea[], Map<string, Uint8Array>>();

/**
 * The pixels of a picture that a mask ignores: 1 for every pixel that an area touches, 0 elsewhere. An area may cross
 * itself: what it encloses counts as inside. One of fewer than three points, or without a surface, ignores nothing; what
 * lies outside of the picture is cut off.
 *
 * @returns the same array each time for the same list of areas: only to be read
 */
export function maskPixels(mask: readonly IgnoredArea[], width: number, height: number): Uint8Array {
  const bySize = drawn.get(mask) ?? new Map<string, Uint8Array>();
  drawn.set(mask, bySize);
  const size = `${width}x${height}`;
  const known = bySize.get(size);
  if (known) return known;
  const pixels = new Uint8Array(width * height);
  for (const { points } of mask) if (points.every(isPoint)) fill(pixels, points, width, height);
  bySize.set(size, pixels);
  return pixels;
}

/** The share of the picture that a mask ignores, 0–1. */
export function maskShare(mask: readonly IgnoredArea[]): number {
  const pixels = maskPixels(mask, 160, 90);
  return pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;
}

/** The cells of the 16 × 9 grid of which a mask ignores at least half, in order. */
export function cellsInMask(mask: readonly IgnoredArea[]): number[] {
  const [columns, rows, side] = [16, 9, 10];
  const pixels = maskPixels(mask, columns * side, rows * side);
  const counts = new Uint32Array(columns * rows);
  pixels.forEach((pixel, i) => {
    const column = Math.floor((i % (columns * side)) / side);
    counts[Math.floor(i / (columns * side * side)) * columns + column]! += pixel;
  });
  return Array.from(counts.keys()).filter((cell) => counts[cell]! >= (side * side) / 2);
}

/** An area with right angles: x, y, width and height in shares of the picture. */
export function rectangle([x, y, width, height]: Rectangle): IgnoredArea {
  const [right, bottom] = [x + width, y + height];
  return {
    points: [
      { x, y },
      { x: right, y },
      { x: right, y: bottom },
      { x, y: bottom },
    ],
  };
}

/** x, y, width, height. */
export type Rectangle = readonly [number, number, number, number];

function isPoint({ x, y }: MaskPoint): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}

function fill(pixels: Uint8Array, points: readonly MaskPoint[], width: number, height: number): void {
  if (points.length < 3) return;
  for (let line = 0; line < height * linesPerRow; line++) {
    const row = Math.floor(line / linesPerRow) * width;
    for (const [from, to] of stretches(points, (line + 0.5) / (height * linesPerRow))) {
      if ((to - from) * width < rounding) continue;
      const left = Math.min(width, Math.max(0, Math.floor(from * width + rounding)));
      const right = Math.max(left, Math.min(width, Math.ceil(to * width - rounding)));
      pixels.fill(1, row + left, row + right);
    }
  }
}

/** Where a horizontal line runs inside of a polygon, as pairs of x. */
function stretches(points: readonly MaskPoint[], y: number): (readonly [number, number])[] {
  const crossings = points.flatMap((from, i) => crossing(from, points[(i + 1) % points.length]!, y));
  crossings.sort((a, b) => a.x - b.x);
  const inside: (readonly [number, number])[] = [];
  let winding = 0;
  crossings.forEach(({ x, direction }, i) => {
    winding += direction;
    const next = crossings[i + 1];
    if (winding !== 0 && next) inside.push([x, next.x]);
  });
  return inside;
}

function crossing(from: MaskPoint, to: MaskPoint, y: number): { readonly x: number; readonly direction: 1 | -1 }[] {
  if (from.y <= y === to.y <= y) return [];
  const x = from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x);
  return [{ x, direction: to.y > from.y ? 1 : -1 }];
}
