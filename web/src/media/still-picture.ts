/** A picture that is shown, of a known size in pixels: a VideoFrame, or what a page plays. */
export interface Shown {
  readonly picture: CanvasImageSource;
  readonly width: number;
  readonly height: number;
}

/** The longer side of a still, and the most bytes that it may have. */
const longSide = 640;
const mostBytes = 100_000;
/** Tried one after the other until the still is small enough. */
const qualities = [0.75, 0.5, 0.25];

/**
 * A small JPEG picture of what is shown.
 *
 * @returns undefined when there is nothing to see, or no way to make it small enough
 */
export async function stillOf({ picture, width, height }: Shown): Promise<Blob | undefined> {
  if (width < 1 || height < 1) return undefined;
  const scale = Math.min(1, longSide / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) return undefined;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  for (const quality of qualities) {
    const still = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (still.type === 'image/jpeg' && still.size <= mostBytes) return still;
  }
  return undefined;
}
