/**
 * The largest group of marked pixels that touch (also over corners).
 *
 * @param marked 1 for a marked pixel, row by row
 * @returns the indices of its pixels; empty when nothing is marked
 */
export function largestBlob(marked: Uint8Array, width: number): readonly number[] {
  const left = marked.slice();
  let largest: number[] = [];
  for (let i = 0; i < left.length; i++) {
    if (!left[i]) continue;
    const blob = takeBlob(left, width, i);
    if (blob.length > largest.length) largest = blob;
  }
  return largest;
}

/** Collects the blob around `start`, and unmarks it. */
function takeBlob(marked: Uint8Array, width: number, start: number): number[] {
  const blob = [start];
  marked[start] = 0;
  for (let next = 0; next < blob.length; next++) {
    const pixel = blob[next]!;
    const x = pixel % width;
    for (let dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx++) {
      for (const neighbour of [pixel - width + dx, pixel + dx, pixel + width + dx]) {
        if (!marked[neighbour]) continue;
        marked[neighbour] = 0;
        blob.push(neighbour);
      }
    }
  }
  return blob;
}

/** The cells of a `columns` × `rows` grid in which at least `least` of the pixels lie, in order. */
export function cellsOf(
  pixels: readonly number[],
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
