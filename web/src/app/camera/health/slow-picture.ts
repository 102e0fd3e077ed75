/** Fewer frames a second than this show little of what moves; a camera that was asked for few may give half of them. */
const fewFrames = 6;
/** A camera stutters when it opens or adapts to the light. */
const lastingMs = 10_000;

/** Notices when a camera gives too few frames for a while. */
export class SlowPicture {
  #since: number | undefined;

  /**
   * @param framesPerSecond as counted; 0 while there are too few to count
   * @param asked frames a second that the camera promised
   * @param at milliseconds of any clock
   */
  isSlow(framesPerSecond: number, asked: number, at: number): boolean {
    if (framesPerSecond <= 0 || framesPerSecond >= Math.min(fewFrames, asked / 2)) {
      this.#since = undefined;
      return false;
    }
    this.#since ??= at;
    return at - this.#since >= lastingMs;
  }
}
