/** Gives `count` random bytes; `crypto.getRandomValues` in browsers. */
export type RandomBytes = (count: number) => Uint8Array;

/**
 * A UUID of version 7 (RFC 9562): sorts by the time it was made.
 *
 * @param nowMs wall time in milliseconds since 1970
 * @throws RangeError when the time does not fit 48 bits
 */
export function uuidv7(nowMs: number, random: RandomBytes): string {
  const time = Math.floor(nowMs);
  if (!(time >= 0 && time < 2 ** 48)) throw new RangeError(`nowMs must be a time since 1970, got ${nowMs}`);
  const tail = hex(random(10));
  const variant = ((Number.parseInt(tail.charAt(4), 16) & 0x3) | 0x8).toString(16);
  const head = time.toString(16).padStart(12, '0');
  return [
    head.slice(0, 8),
    head.slice(8),
    `7${tail.slice(0, 3)}`,
    `${variant}${tail.slice(5, 8)}`,
    tail.slice(8, 20),
  ].join('-');
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
