import type { GrayFrame } from './gray';
import type { MotionRules } from './motion-rules';

/** Mean levels of the cells of a 16 × 9 grid, −1 where all of a cell is ignored. */
export type CellLevels = Float32Array;

export const grid = { columns: 16, rows: 9 } as const;
const cellCount = grid.columns * grid.rows;
/** Dark cells are mostly noise: it keeps their relative change from exploding. */
const darkLevel = 6;

/** The mean level of each cell. */
export function cellLevels({ width, height, pixels }: GrayFrame, ignored?: Uint8Array): CellLevels {
  const levels = new Float32Array(cellCount);
  for (let row = 0, cell = 0; row < grid.rows; row++) {
    const [top, bottom] = [edge(row, grid.rows, height), edge(row + 1, grid.rows, height)];
    for (let column = 0; column < grid.columns; column++, cell++) {
      const [left, right] = [edge(column, grid.columns, width), edge(column + 1, grid.columns, width)];
      let sum = 0;
      let count = 0;
      for (let y = top; y < bottom; y++) {
        for (let i = y * width + left; i < y * width + right; i++) {
          if (ignored && ignored[i]) continue;
          sum += pixels[i]!;
          count++;
        }
      }
      levels[cell] = count ? sum / count : -1;
    }
  }
  return levels;
}

/** How many marked pixels lie in each cell. */
function cellCounts(marked: Uint8Array, width: number): Uint32Array {
  const counts = new Uint32Array(cellCount);
  const height = marked.length / width;
  for (let i = marked.indexOf(1); i >= 0; i = marked.indexOf(1, i + 1)) {
    const row = Math.floor((Math.floor(i / width) * grid.rows) / height);
    counts[row * grid.columns + Math.floor(((i % width) * grid.columns) / width)]!++;
  }
  return counts;
}

/** The first pixel of a row or column of the grid. */
function edge(index: number, count: number, pixels: number): number {
  return Math.ceil((index * pixels) / count);
}

/** What the light of each cell is usually, was about a second ago, and was a moment ago. */
export interface Light {
  readonly usual: CellLevels;
  readonly second: CellLevels;
  readonly moment: CellLevels;
}

const secondSeconds = 0.7;
const momentSeconds = 0.2;

export function firstLight(levels: CellLevels): Light {
  return { usual: levels, second: levels, moment: levels };
}

/** @param usualSeconds how fast the usual light follows @param elapsed seconds since the last check */
export function followLight(light: Light, now: CellLevels, usualSeconds: number, elapsed: number): Light {
  const follow = (levels: CellLevels, seconds: number) => {
    const share = 1 - Math.exp(-elapsed / seconds);
    return levels.map((level, cell) => level + share * (now[cell]! - level));
  };
  return {
    usual: follow(light.usual, usualSeconds),
    second: follow(light.second, secondSeconds),
    moment: follow(light.moment, momentSeconds),
  };
}

/**
 * How much lighter the picture as a whole is, as a logarithm (0 the same, 0.1 about a tenth lighter): the middle one of
 * all cells, so that a thing that covers less than half of the picture does not count, however light or dark it is.
 */
export function lightStep(now: CellLevels, before: CellLevels): number {
  return middle(lightening(now, before));
}

/** Cells that became lighter or darker within the last second other than the whole did, with their structure unchanged. */
export function litCells(
  now: CellLevels,
  light: Light,
  changed: Uint8Array,
  width: number,
  rules: MotionRules,
): number[] {
  const lighter = lightening(now, light.second);
  const all = middle(lighter);
  const structure = cellCounts(changed, width);
  const lit: number[] = [];
  for (let cell = 0; cell < cellCount; cell++)
    if (Math.abs(lighter[cell]! - all) > rules.litStep && structure[cell]! < leastStructure) lit.push(cell);
  return lit;
}

/** Cells with fewer changed pixels show the structure that they showed before. */
const leastStructure = 4;

function lightening(now: CellLevels, before: CellLevels): Float32Array {
  return now.map((level, cell) =>
    level < 0 || before[cell]! < 0 ? NaN : Math.log((level + darkLevel) / (before[cell]! + darkLevel)),
  );
}

function middle(values: Float32Array): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return sorted.length === 0 ? 0 : sorted[sorted.length >> 1]!;
}
