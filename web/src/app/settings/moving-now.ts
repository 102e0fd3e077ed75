import { cellsInMask } from '../../core/mask';
import type { Area } from './area';

/** What moves while areas are drawn, or moved when an event began. Cells are indices of a 16 × 9 grid. */
export interface MovingNow {
  readonly cells: readonly number[];
  readonly ignoredCells: readonly number[];
  /** Share of the picture, 0–1. */
  readonly share: number;
  readonly ignoredShare: number;
  /** The share from which on it counts. */
  readonly threshold?: number;
}

/** What moves, divided by the areas as they are drawn now. */
export function divided(moving: MovingNow, areas: readonly Area[], isChanged: boolean): MovingNow & { about: boolean } {
  const all = [...new Set([...moving.cells, ...moving.ignoredCells])];
  if (!isChanged || all.length === 0) return { ...moving, about: false };
  const covered = new Set(cellsInMask(areas));
  const ignoredCells = all.filter((cell) => covered.has(cell));
  const cells = all.filter((cell) => !ignoredCells.includes(cell));
  // The phone measures by the areas that are saved; until then the cells tell how the whole would be divided.
  const whole = moving.share + moving.ignoredShare;
  const ignoredShare = (whole * ignoredCells.length) / all.length;
  return { ...moving, cells, ignoredCells, share: whole - ignoredShare, ignoredShare, about: true };
}

/** The share of the picture at which a meter is full; its scale is a square root, so that small shares are told apart. */
const fullShare = 0.2;

/** How long a meter's bar is, 0–1. */
export function barOf(share: number): number {
  return Math.min(1, Math.sqrt(Math.max(0, share) / fullShare));
}
