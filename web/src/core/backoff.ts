/** How long to wait after failures in a row, in milliseconds. */
export interface Backoff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/**
 * Milliseconds to wait after `failures` (1 or more) failures in a row: doubling up to the longest, and the upper half of
 * it by chance, so that many phones do not come back at once.
 *
 * @param random in [0, 1)
 */
export function backoffMs(failures: number, random: number, { firstMs, longestMs }: Backoff): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(Math.max(failures - 1, 0), 20));
  return full / 2 + (full / 2) * random;
}
