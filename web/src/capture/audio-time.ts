import type { HeardLevels } from '../media/levels';

/** A report that comes late tells little of the time; how much later the clocks are taken to be, for each second. */
const driftPerSecond = 0.002;

/** Brings times of an audio context onto wall time: the report that came fastest tells how far they are apart. */
export class AudioTime {
  #offsetMs: number | undefined;
  #lastAt = 0;

  /** The context stood still, or began: what was known of its clock holds no more. */
  reset(): void {
    this.#offsetMs = undefined;
  }

  /**
   * The same levels with `at` as wall time in milliseconds.
   *
   * @param heard oldest first, as one report brought them; not empty
   * @param nowMs wall time at which the report came
   */
  toWall(heard: readonly HeardLevels[], nowMs: number): HeardLevels[] {
    const at = heard.at(-1)?.at ?? this.#lastAt;
    const told = nowMs - at * 1_000;
    const relaxed = (this.#offsetMs ?? told) + driftPerSecond * 1_000 * Math.max(0, at - this.#lastAt);
    const offset = Math.min(told, relaxed);
    this.#offsetMs = offset;
    this.#lastAt = at;
    return heard.map((one) => ({ ...one, at: offset + one.at * 1_000 }));
  }
}
