import { blobsOf, cellsOf } from './blob';
import { grid } from './motion-light';
import type { MotionRules } from './motion-rules';
import type { Scene } from './motion-scene';

/** A group of changed pixels, and what speaks for or against a thing that moves. */
export interface Candidate {
  /** Share of the picture that it covers, 0–1. */
  readonly share: number;
  /** Share of its pixels that moved within the last moment, 0–1. */
  readonly moving: number;
  /** How much of what changed has edges rather than being soft, 0–1: things are sharp, most light is soft. */
  readonly sharpness: number;
  /** How much the edges in it are those of the empty scene, −1 to 1: light keeps them, a thing covers them. */
  readonly kinship: number;
  /** Cells beside it that became lighter or darker without a change of structure, for each cell of its own. */
  readonly litShare: number;
  /** Indices of the 16 × 9 grid. */
  readonly cells: readonly number[];
  /** Share of its pixels that had not changed when the suspicion began, 0–1. */
  readonly renewed: number;
  /** Too soft for a thing, or with the edges of the empty scene. */
  readonly isLight: boolean;
  /** A thing that moves on its own, rather than light. */
  readonly moves: boolean;
}

const leastPixelsOfCell = 4;

/** How far apart pixels are compared to tell an edge from something soft. */
const edgeReach = 3;

/** What was seen at one check, beside its changed pixels. */
export interface Look {
  readonly width: number;
  readonly contrast: Float32Array;
  /** The contrast a moment ago. */
  readonly recent: Float32Array;
  readonly background: Float32Array;
  readonly scene: Scene;
  /** Cells that became lighter or darker without a change of structure. */
  readonly lit: readonly number[];
  readonly noiseFactor: number;
  /** What had changed when the suspicion began. */
  readonly onset?: Uint8Array;
}

/** All groups of changed pixels that cover at least `leastShare` of the picture, largest first. */
export function candidatesOf(changed: Uint8Array, look: Look, leastShare: number, rules: MotionRules): Candidate[] {
  const size = changed.length;
  const picture = { width: look.width, height: size / look.width };
  const { pixels, starts } = blobsOf(changed, look.width, leastShare * size);
  const candidates = starts.slice(0, -1).map((start, index) => {
    const blob = pixels.subarray(start, starts[index + 1]);
    const cells = cellsOf(blob, picture, grid, leastPixelsOfCell);
    const litShare = look.lit.filter((cell) => !cells.includes(cell)).length / Math.max(1, cells.length);
    const moving = movingShare(blob, look);
    const { sharpness, kinship } = edgesOf(blob, look);
    const isSoft = sharpness < rules.leastSharpness + rules.litWeight * Math.min(2, litShare);
    const isLight = isSoft || kinship > rules.mostKinship;
    const renewed = look.onset ? renewedShare(blob, look.onset) : 1;
    return {
      share: blob.length / size,
      moving,
      sharpness,
      kinship,
      litShare,
      renewed,
      cells,
      isLight,
      moves: !isLight && moving >= rules.leastMoving,
    };
  });
  return candidates.sort((a, b) => b.share - a.share);
}

function movingShare(blob: Int32Array, { contrast, recent, scene, noiseFactor }: Look): number {
  let moved = 0;
  for (const i of blob)
    if (Math.abs(contrast[i]! - recent[i]!) > 0.8 * noiseFactor * Math.max(0.8, scene.noise[i]!)) moved++;
  return moved / blob.length;
}

function renewedShare(blob: Int32Array, onset: Uint8Array): number {
  let renewed = 0;
  for (const i of blob) renewed += 1 - onset[i]!;
  return renewed / blob.length;
}

function edgesOf(blob: Int32Array, { contrast, background, width }: Look): { sharpness: number; kinship: number } {
  const size = contrast.length;
  const up = edgeReach * width;
  let [all, sharp, nowEnergy, thenEnergy, shared] = [0, 0, 0, 0, 0];
  for (const i of blob) {
    if (i < up || i >= size - up - edgeReach) continue;
    const [left, right, above, below] = [i - edgeReach, i + edgeReach, i - up, i + up];
    const now = contrast[i]! - (contrast[left]! + contrast[right]! + contrast[above]! + contrast[below]!) / 4;
    const then =
      background[i]! - (background[left]! + background[right]! + background[above]! + background[below]!) / 4;
    all += Math.abs(contrast[i]! - background[i]!);
    sharp += Math.abs(now - then);
    nowEnergy += now * now;
    thenEnergy += then * then;
    shared += now * then;
  }
  const energy = Math.sqrt(nowEnergy * thenEnergy);
  return { sharpness: all === 0 ? 0 : sharp / all, kinship: energy === 0 ? 0 : shared / energy };
}
