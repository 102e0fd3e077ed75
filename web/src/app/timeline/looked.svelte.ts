import type { NightjarEvent } from '../../api/shapes';

/** A person who comes back within this time still sees what was new before. */
const sameVisitMs = 5 * 60_000;

/** Remembers, on this device, when a person last looked at the timeline; what came later is new. */
export class Looked {
  /** What is younger than this is new; undefined on the first visit, when everything is. */
  since = $state.raw<Date | undefined>();
  readonly #key: string;
  #left: number | undefined;

  constructor(
    accountId: string,
    private readonly storage: Storage,
  ) {
    this.#key = `nightjar.looked.${accountId}`;
    this.since = this.#stored();
  }

  /** Whether this event came after the last look; what was dismissed is no news. */
  isNew(event: NightjarEvent): boolean {
    return (
      !event.reviewed && event.state !== 'dismissed' && (!this.since || Date.parse(event.at) > this.since.getTime())
    );
  }

  /** The timeline went out of sight. */
  leave(now: Date): void {
    this.#left = now.getTime();
    this.#store(now);
  }

  /** The timeline is in sight again; after a longer absence a new visit begins. */
  comeBack(now: Date): void {
    if (this.#left !== undefined && now.getTime() - this.#left > sameVisitMs) this.since = this.#stored();
  }

  /** Everything until now counts as seen. */
  markAll(now: Date): void {
    this.#store(now);
    this.since = now;
  }

  #stored(): Date | undefined {
    const at = Date.parse(this.storage.getItem(this.#key) ?? '');
    return Number.isNaN(at) ? undefined : new Date(at);
  }

  #store(now: Date): void {
    this.storage.setItem(this.#key, now.toISOString());
  }
}
