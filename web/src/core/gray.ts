/** One small gray picture, row by row from the top left, 0 black to 255 white. */
export interface GrayFrame {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A part of the picture as shares of its width and height: x, y, width, height. */
export type Rectangle = readonly [number, number, number, number];

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
