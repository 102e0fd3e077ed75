/** How long the earliest arrival counts: clocks drift apart slowly. */
const rememberedSeconds = 10;

/** How late things of one clock arrive at the earliest: what a clock's zero means here. All in seconds. */
export class ArrivalOffset {
  #since: number | undefined;
  #before = Infinity;
  #newest = Infinity;

  /** Something of this time has arrived. */
  saw(time: number, arrivedAt: number): void {
    this.#since ??= arrivedAt;
    if (arrivedAt - this.#since >= rememberedSeconds) {
      this.#before = this.#newest;
      this.#newest = Infinity;
      this.#since = arrivedAt;
    }
    this.#newest = Math.min(this.#newest, arrivedAt - time);
  }

  /** Here = there + this; undefined while nothing has arrived. */
  get seconds(): number | undefined {
    const earliest = Math.min(this.#before, this.#newest);
    return Number.isFinite(earliest) ? earliest : undefined;
  }
}

/** What to do with a piece of sound. */
export type Placing =
  /** Not to be used: too early to say where it belongs, or there already is sound at its place. */
  | { readonly kind: 'drop' }
  /** To follow what was used before, after so much silence. */
  | { readonly kind: 'use'; readonly silenceSeconds: number }
  /** The line begins here, on the camera's clock. What was used before has ended. */
  | { readonly kind: 'begin'; readonly at: number };

/** The first sounds carry times that can be wrong by seconds. */
const discardedSeconds = 0.5;
/** So long it listens how late sounds arrive before it says where they belong. */
const measuredSeconds = 0.5;
/** Sound that lies further from its place than this is moved there. */
const mostOffSeconds = 0.03;
/** A longer pause is no longer filled with silence. */
const longestSilenceSeconds = 5;

/**
 * Puts pieces of sound in one line on the camera's clock. Encoders count samples and ignore times, so pauses must be
 * filled, and what overlaps must be dropped.
 */
export class SoundLine {
  readonly #pictures: ArrivalOffset;
  readonly #sounds = new ArrivalOffset();
  #firstArrival: number | undefined;
  #end: number | undefined;

  /** @param pictures how late frames arrive, by the same clock of arrivals */
  constructor(pictures: ArrivalOffset) {
    this.#pictures = pictures;
  }

  /** Takes a piece of sound's time and length, on the sound's clock, and when it arrived. */
  place(timestamp: number, duration: number, arrivedAt: number): Placing {
    this.#firstArrival ??= arrivedAt;
    const age = arrivedAt - this.#firstArrival;
    if (age < discardedSeconds) return { kind: 'drop' };
    // A piece is complete only when its last sample is.
    this.#sounds.saw(timestamp + duration, arrivedAt);
    const [sounds, pictures] = [this.#sounds.seconds, this.#pictures.seconds];
    if (age < discardedSeconds + measuredSeconds || sounds === undefined || pictures === undefined)
      return { kind: 'drop' };
    return this.#placeAt(timestamp + sounds - pictures, duration);
  }

  #placeAt(at: number, duration: number): Placing {
    const gap = this.#end === undefined ? Infinity : at - this.#end;
    if (gap < -mostOffSeconds) return { kind: 'drop' };
    if (gap > longestSilenceSeconds) {
      this.#end = at + duration;
      return { kind: 'begin', at };
    }
    const silenceSeconds = gap > mostOffSeconds ? gap : 0;
    this.#end = this.#end! + silenceSeconds + duration;
    return { kind: 'use', silenceSeconds };
  }
}
