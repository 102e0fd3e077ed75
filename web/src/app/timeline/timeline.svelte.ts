import type { Api } from '../../api/api';
import { ApiProblem } from '../../api/problem';
import { pictureAddress } from '../event/picture';
import type { Feedback, NightjarEvent, Why } from '../../api/shapes';
import { sentenceFor } from '../words/problem-words';
import { withEvent, withoutEvent, withPage } from './merge';

/** How a list stands. `trouble` says in a sentence what is wrong. */
export type ListStatus =
  { readonly kind: 'loading' } | { readonly kind: 'ready' } | { readonly kind: 'trouble'; readonly sentence: string };

const pageSize = 50;
/** More changes at once than this are fetched as a page instead of one by one. */
const mostSingleFetches = 20;
const mostApart = 50;

/** The events of an account, newest first, as far as they were fetched; kept true by the changes it is told. */
export class Timeline {
  #fetched = $state.raw<readonly NightjarEvent[]>([]);
  status = $state.raw<ListStatus>({ kind: 'loading' });
  /** How many pages were fetched. */
  pages = $state(0);
  /** A further page is on its way. */
  fetchingMore = $state(false);
  /** Ids that the server does not know (any longer). */
  missing = $state.raw<ReadonlySet<string>>(new Set());
  /** Events that some page needs and that are older than what was fetched of the list. */
  #apart = $state.raw<readonly NightjarEvent[]>([]);
  #next = $state.raw<string | undefined>();
  readonly #byId: ReadonlyMap<string, NightjarEvent> = $derived(
    new Map([...this.#apart, ...this.#fetched].map((event) => [event.id, event])),
  );
  readonly #changed = new Set<string>();
  #refreshing = false;

  /** @param hidden events that are not to be shown */
  constructor(
    private readonly api: Api,
    private readonly hidden: () => ReadonlySet<string> = () => new Set(),
  ) {}

  /** Newest first. */
  get events(): readonly NightjarEvent[] {
    const hidden = this.hidden();
    return hidden.size ? this.#fetched.filter(({ id }) => !hidden.has(id)) : this.#fetched;
  }

  /** Whether older events can be fetched. */
  get hasMore(): boolean {
    return this.#next !== undefined;
  }

  /** The event of this id, if it was fetched. */
  find(id: string): NightjarEvent | undefined {
    return this.hidden().has(id) ? undefined : this.#byId.get(id);
  }

  /** The newest picture of a camera, among the events that were fetched. */
  newestPicture(deviceId: string): string | undefined {
    for (const event of this.events) {
      const address = event.deviceId === deviceId ? pictureAddress(event) : undefined;
      if (address) return address;
    }
    return undefined;
  }

  /** Fetches the newest page in place of all that is shown. */
  async load(): Promise<void> {
    try {
      const page = await this.api.events({ limit: pageSize });
      this.#fetched = withPage([], page.items);
      this.#next = page.next;
      this.pages += 1;
      this.status = { kind: 'ready' };
    } catch (problem) {
      if (this.status.kind !== 'ready') this.status = { kind: 'trouble', sentence: sentenceFor(problem) };
    }
  }

  /** Fetches the next older page. Failing leaves what is shown; the next scroll tries again. */
  async loadMore(): Promise<void> {
    if (this.fetchingMore || this.#next === undefined) return;
    this.fetchingMore = true;
    try {
      const page = await this.api.events({ limit: pageSize, before: this.#next });
      this.#fetched = withPage(this.#fetched, page.items);
      this.#next = page.next;
      this.pages += 1;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
    } finally {
      this.fetchingMore = false;
    }
  }

  /** Fetches what changed. What cannot be reached now is fetched with the next change or by {@link catchUp}. */
  changed(ids: Iterable<string>): void {
    for (const id of ids) this.#changed.add(id);
    this.catchUp();
  }

  /** Fetches an event that some page needs, unless it is there or known to be gone. */
  want(id: string): void {
    if (!this.find(id) && !this.missing.has(id)) this.changed([id]);
  }

  /** Fetches what changed and could not be reached. */
  catchUp(): void {
    if (!this.#refreshing && this.#changed.size) void this.#refresh();
  }

  /** Has an event analysed again. Throws what the server says against it. */
  async analyseAgain(id: string): Promise<void> {
    this.#put(await this.api.analyseAgain(id));
  }

  /** Asks for the clip of a dismissed event after all. Throws what the server says against it. */
  async restore(id: string): Promise<void> {
    this.#put(await this.api.restoreEvent(id));
  }

  /** Says something of an event, or with `null` nothing any more. Throws what the server says against it. */
  async giveFeedback(id: string, said: Feedback | null): Promise<void> {
    this.#put(await this.api.giveFeedback(id, said));
  }

  /** Why an event fired; undefined when its camera did not tell. Throws when the server cannot be asked. */
  async why(id: string): Promise<Why | undefined> {
    try {
      return await this.api.eventWhy(id);
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.status === 404) return undefined;
      throw problem;
    }
  }

  /** This person has looked at an event, or takes that back. Throws what the server says against it. */
  async review(id: string, reviewed: boolean): Promise<void> {
    await (reviewed ? this.api.reviewEvent(id) : this.api.unreviewEvent(id));
    const event = this.find(id);
    if (event) this.#put({ ...event, reviewed });
    else this.want(id);
  }

  /** Leaves out an event that the server does not have any more. */
  drop(id: string): void {
    this.#fetched = withoutEvent(this.#fetched, id);
    this.#apart = withoutEvent(this.#apart, id);
    this.missing = new Set([...this.missing, id]);
  }

  async #refresh(): Promise<void> {
    this.#refreshing = true;
    try {
      if (this.#changed.size > mostSingleFetches) {
        this.#changed.clear();
        await this.load();
      }
      for (const id of this.#changed) {
        this.#changed.delete(id);
        if (!(await this.#fetch(id))) return;
      }
    } finally {
      this.#refreshing = false;
    }
  }

  /** False when the server could not be reached; the id is then kept for later. */
  async #fetch(id: string): Promise<boolean> {
    try {
      this.#put(await this.api.event(id));
      return true;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      // A malformed id is refused with 400: there is no such event either.
      if (problem.status !== 404 && problem.status !== 400) {
        this.#changed.add(id);
        return false;
      }
      this.drop(id);
      return true;
    }
  }

  #put(event: NightjarEvent): void {
    const oldest = this.#fetched.at(-1);
    const belongs = this.status.kind === 'ready' && (!this.hasMore || !oldest || event.at >= oldest.at);
    if (belongs) this.#fetched = withEvent(this.#fetched, event);
    else this.#apart = withEvent(this.#apart, event).slice(0, mostApart);
  }
}
