/** Less than that is drift, or a page that was held up. */
const leastMs = 60_000;

/** Notices that somebody set the wall clock, by a clock that nobody sets. A phone that slept looks like one set forward. */
export class ClockJumps {
  #wall: number;
  #steady: number;

  /**
   * @param wall milliseconds since 1970
   * @param steady milliseconds since whenever; goes on evenly while the page runs
   */
  constructor(
    private readonly wall: () => number,
    private readonly steady: () => number,
  ) {
    this.#wall = wall();
    this.#steady = steady();
  }

  /** @returns by how many milliseconds the wall clock was set since this was last asked; 0 when it was not */
  since(): number {
    const [wall, steady] = [this.wall(), this.steady()];
    const jumped = wall - this.#wall - (steady - this.#steady);
    this.#wall = wall;
    this.#steady = steady;
    return Math.abs(jumped) < leastMs ? 0 : jumped;
  }
}
