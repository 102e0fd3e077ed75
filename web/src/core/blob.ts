/** Groups of marked pixels that touch (also over corners). */
export interface Blobs {
  /** Indices of all pixels, blob after blob. */
  readonly pixels: Int32Array;
  /** Where each blob begins in `pixels`; one more at the end. */
  readonly starts: readonly number[];
}

/**
 * The groups of at least `least` marked pixels that touch, also over corners.
 *
 * @param marked 1 for a marked pixel, row by row
 */
export function blobsOf(marked: Uint8Array, width: number, least: number): Blobs {
  const left = marked.slice();
  const pixels = new Int32Array(marked.length);
  const starts: number[] = [];
  let end = 0;
  for (let i = left.indexOf(1); i >= 0; i = left.indexOf(1, i + 1)) {
    const after = takeBlob(left, width, i, pixels, end);
    if (after - end < least) continue;
    starts.push(end);
    end = after;
  }
  return { pixels: pixels.slice(0, end), starts: [...starts, end] };
}

/** Collects the blob around `first` into `pixels` from `start` on, and unmarks it; answers where it ends. */
function takeBlob(marked: Uint8Array, width: number, first: number, pixels: Int32Array, start: number): number {
  let end = start;
  pixels[end++] = first;
  marked[first] = 0;
  for (let next = start; next < end; next++) {
    const pixel = pixels[next]!;
    const x = pixel % width;
    const from = x > 0 ? pixel - 1 : pixel;
    const to = x < width - 1 ? pixel + 1 : pixel;
    for (let row = -width; row <= width; row += width) {
      for (let neighbour = from + row; neighbour <= to + row; neighbour++) {
        if (!marked[neighbour]) continue;
        marked[neighbour] = 0;
        pixels[end++] = neighbour;
      }
    }
  }
  return end;
}

/** The cells of a `columns` × `rows` grid in which at least `least` of the pixels lie, in order. */
export function cellsOf(
  pixels: Int32Array,
  picture: { readonly width: number; readonly height: number },
  grid: { readonly columns: number; readonly rows: number },
  least: number,
): number[] {
  const counts = new Uint32Array(grid.columns * grid.rows);
  for (const pixel of pixels) {
    const column = Math.floor(((pixel % picture.width) * grid.columns) / picture.width);
    const row = Math.floor((Math.floor(pixel / picture.width) * grid.rows) / picture.height);
    counts[row * grid.columns + column]!++;
  }
  return Array.from(counts.keys()).filter((cell) => counts[cell]! >= least);
}
