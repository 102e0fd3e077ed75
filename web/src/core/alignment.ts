/** Where a recording's time zero lies on the camera's clock. */
export interface Alignment {
  /** Camera time = recording time + offset, in seconds. */
  readonly offset: number;
  /** How wrong the offset may be, in seconds. */
  readonly uncertainty: number;
  /** It fits at this place and no other; otherwise more packets may tell. */
  readonly isCertain: boolean;
}

/** The recorder begins with the next frame it is given; a busy one lets a few pass. */
const searchSeconds = 1.5;
/** Frames and packets of the same picture carry the same time, but for rounding. */
const sameSeconds = 0.001;
/** A repeated frame carries the very time of the start, as far as two clocks agree on it. */
const sameStartSeconds = 0.01;
/** So many pictures tell one offset from its neighbours. */
const leastPackets = 20;
/** The first pictures may be a repeated frame, which carries the time of the repetition. */
const skipped = 2;
/** A wrong offset must be so many times worse than the right one, and by so many seconds. */
const clearlyWorse = 3;
const clearlyWorseSeconds = 0.0003;
/** A frame that was missed must not count more than this. */
const mostDistance = 0.005;

/**
 * Finds out which camera frame a recording began with. Frames never come quite evenly, so the spaces between packets
 * fit the spaces between frames at one place only; where they are too even to tell, the place is taken at which the
 * recording begins next after the recorder's start.
 *
 * @param frames times of all frames, on the camera's clock
 * @param packets times of the recording's first pictures, on its own clock
 * @param startedAt when the recorder was started, on the camera's clock
 * @returns undefined while there are too few packets to say
 */
export function align(frames: readonly number[], packets: readonly number[], startedAt: number): Alignment | undefined {
  const first = packets[0];
  const told = packets.slice(skipped);
  const anchor = told[0];
  if (first === undefined || anchor === undefined || packets.length < leastPackets) return undefined;
  const offsets = frames.map((frame) => frame - anchor);
  const nearest = offsets.find((offset) => offset + first >= startedAt - sameStartSeconds) ?? startedAt - first;
  const fits = offsets
    .filter((offset) => Math.abs(offset + first - startedAt) < searchSeconds)
    .map((offset) => ({ offset, misfit: misfit(frames, told, offset) }))
    .sort((one, other) => one.misfit - other.misfit);
  const [best, second] = fits;
  const isClear = best && best.misfit < sameSeconds && (!second || isWorse(second.misfit, best.misfit));
  return isClear
    ? { offset: best.offset, uncertainty: sameSeconds, isCertain: true }
    : { offset: nearest, uncertainty: medianGap(frames), isCertain: false };
}

function isWorse(one: number, other: number): boolean {
  return one > clearlyWorse * other && one > other + clearlyWorseSeconds;
}

/** How far packets lie from their nearest frames, on average. */
function misfit(frames: readonly number[], packets: readonly number[], offset: number): number {
  const distances = packets.map((packet) => Math.min(mostDistance, distanceToNearest(frames, packet + offset)));
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
}

function distanceToNearest(sorted: readonly number[], value: number): number {
  const after = sorted.findIndex((candidate) => candidate >= value);
  const right = after < 0 ? Infinity : sorted[after]! - value;
  const left = after === 0 ? Infinity : value - (after < 0 ? sorted.at(-1)! : sorted[after - 1]!);
  return Math.min(left, right);
}

function medianGap(frames: readonly number[]): number {
  return frames.length < 2 ? 0.1 : median(frames.slice(1).map((frame, i) => frame - frames[i]!));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Infinity;
}
