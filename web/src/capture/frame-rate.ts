/** How many of the last frames are counted. */
const counted = 50;

/** Counts how many frames a camera gives each second. */
export class FrameRate {
  #times: number[] = [];

  /** Times of new frames, in seconds. */
  sawFrames(times: readonly number[]): void {
    this.#times = [...this.#times, ...times].slice(-counted);
  }

  /** Over the last frames; 0 while there are too few to say. */
  get framesPerSecond(): number {
    const first = this.#times[0] ?? 0;
    const last = this.#times.at(-1) ?? 0;
    return last > first ? (this.#times.length - 1) / (last - first) : 0;
  }
}
