/** One small gray picture, row by row from the top left, 0 black to 255 white. */
export interface GrayFrame {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}
