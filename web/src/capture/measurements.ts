import type { WhyPoint } from '../core/event';
import { curveOf, type Measured } from '../core/why';

/** What was measured in the last so many seconds, for the curves of events. */
export class Measurements {
  readonly #seconds: number;
  #measured: Measured[] = [];

  constructor(seconds: number) {
    this.#seconds = seconds;
  }

  saw(measured: Measured): void {
    this.#measured.push(measured);
    // Now and then rather than each time: the list is long.
    if (this.#measured[0]!.at < measured.at - 1.5 * this.#seconds)
      this.#measured = this.#measured.filter(({ at }) => at >= measured.at - this.#seconds);
  }

  /** From one session time to another. */
  curve(from: number, to: number): WhyPoint[] {
    return curveOf(this.#measured, from, to);
  }
}
