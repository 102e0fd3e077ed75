/** Frames come a little unevenly: one that is this much of a frame early still counts. */
const earlyShare = 0.4;

/** Lets through as many frames as were asked for, evenly, where a camera gives more; never two in one place. */
export class FramePacing {
  readonly #everySeconds: number;
  #due = -Infinity;
  #last = -Infinity;

  /** @throws RangeError when no frame could pass */
  constructor(framesPerSecond: number) {
    if (!(framesPerSecond > 0)) throw new RangeError(`framesPerSecond must be positive, got ${framesPerSecond}`);
    this.#everySeconds = 1 / framesPerSecond;
  }

  /** Whether the frame of this time, in seconds, is to be used. */
  takes(timestamp: number): boolean {
    const every = this.#everySeconds;
    if (timestamp <= this.#last || timestamp < this.#due - earlyShare * every) return false;
    this.#last = timestamp;
    // After a pause the places are counted from the frame that ended it.
    this.#due = timestamp - this.#due > every ? timestamp + every : this.#due + every;
    return true;
  }
}
