/** A repeatable source of chance. */
export interface Random {
  /** Even between two bounds. */
  between(least: number, most: number): number;
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Normal with deviation 1. */
  normal(): number;
}

const normals = tableOfNormals();

/** The same seed always gives the same numbers (mulberry32). */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    between: (least, most) => least + (most - least) * next(),
    chance: (share) => next() < share,
    pick: (from) => from[Math.floor(next() * from.length)]!,
    normal: () => normals[Math.floor(next() * normals.length)]!,
  };
}

/** Drawing from a table is several times faster than computing each number. */
function tableOfNormals(): Float32Array {
  let state = 12345;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 1) / (2 ** 32 + 1);
  };
  return Float32Array.from(
    { length: 1 << 16 },
    () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next()),
  );
}
