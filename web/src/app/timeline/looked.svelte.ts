import type { Api } from '../../api/api';
import { ApiProblem } from '../../api/problem';
import type { Look, NightjarEvent } from '../../api/shapes';

/** A person who comes back within this time still sees what was new before. */
const sameVisitMs = 5 * 60_000;

/** Up to when a person has looked at the timeline, as the server keeps it for all their devices; what came later is new. */
export class Looked {
  /** What is younger than this is new; undefined on the first visit, when everything is. */
  since = $state.raw<Date | undefined>();
  /** Whether it is known what is new; until then nothing is called so. */
  isKnown = $state(false);
  /** How many events were new when the server was last asked, however few of them were fetched. */
  newEvents = $state(0);
  /** Up to when the person had looked before all was marked; `undefined` within is never. */
  #before = $state.raw<{ readonly since: Date | undefined } | undefined>();
  #left: number | undefined;

  constructor(private readonly api: Pick<Api, 'look' | 'setLook'>) {}

  /** Whether all was marked as seen on this visit, and can be taken back. */
  get canUndo(): boolean {
    return this.#before !== undefined;
  }

  /** Asks the server, once for each visit. Where it cannot be asked, nothing is new until it can. */
  async load(): Promise<void> {
    if (this.isKnown) return;
    try {
      this.#take(await this.api.look());
      this.isKnown = true;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
    }
  }

  /** Whether this event came after the last look; what was dismissed is no news. */
  isNew(event: NightjarEvent): boolean {
    if (!this.isKnown || event.reviewed || event.state === 'dismissed') return false;
    return !this.since || Date.parse(event.at) > this.since.getTime();
  }

  /** The timeline went out of sight. */
  leave(now: Date): void {
    if (!this.isKnown) return;
    this.#left = now.getTime();
    void this.#send(now);
  }

  /** The timeline is in sight again; after a longer absence a new visit begins. */
  comeBack(now: Date): void {
    if (this.#left === undefined || now.getTime() - this.#left <= sameVisitMs) return;
    this.#before = undefined;
    this.isKnown = false;
    void this.load();
  }

  /** Everything until now counts as seen. */
  markAll(now: Date): void {
    this.#before = { since: this.since };
    this.since = now;
    void this.#send(now);
  }

  /** Takes back that everything counts as seen. */
  undo(): void {
    if (!this.#before) return;
    this.since = this.#before.since;
    this.#before = undefined;
    void this.#send(this.since, true);
  }

  /** What cannot be reached is sent with the next look; until then the person sees as new what is not. */
  async #send(at: Date | undefined, back = false): Promise<void> {
    try {
      const { newEvents } = await this.api.setLook(at?.toISOString(), back);
      this.newEvents = newEvents;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
    }
  }

  #take({ lookedAt, newEvents }: Look): void {
    this.since = lookedAt === undefined ? undefined : new Date(lookedAt);
    this.newEvents = newEvents;
  }
}
