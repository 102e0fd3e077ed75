import type { Api, EventFilter, EventQuery } from '../../api/api';
import { ApiProblem } from '../../api/problem';
import type { NightjarEvent } from '../../api/shapes';
import type { Narrowing } from '../routing/routes';
import { labelsOf } from '../words/labels';
import { withPage } from './merge';

/** What a list is narrowed from. */
export interface NarrowedFrom {
  /** Those that were fetched of all, newest first, and are kept true. */
  readonly events: readonly NightjarEvent[];
  /** Whether an event is not to be shown, or is gone. */
  readonly isOut: (id: string) => boolean;
  /** What is known of an event, whether or not it is in the list. */
  readonly find: (id: string) => NightjarEvent | undefined;
  readonly isNew: (event: NightjarEvent) => boolean;
}

const pageSize = 50;

/** Whether anything is left out. */
export function isNarrow({ camera, session, label, onlyNew }: Narrowing): boolean {
  return [camera, session, label].some((part) => part !== undefined) || onlyNew === true;
}

/** What the server is asked for, apart from what is new. */
export function filterOf({ camera, session, label }: Narrowing): EventFilter {
  return {
    ...(camera !== undefined && { deviceId: camera }),
    ...(session !== undefined && { sessionId: session }),
    ...(label !== undefined && { label: [label] }),
  };
}

/** Whether an event is among those that are shown. */
export function passes(event: NightjarEvent, by: Narrowing, isNew: (event: NightjarEvent) => boolean): boolean {
  if (by.camera !== undefined && event.deviceId !== by.camera) return false;
  if (by.session !== undefined && event.sessionId !== by.session) return false;
  if (by.label !== undefined && !labelsOf(event).some(({ name }) => name === by.label)) return false;
  return !by.onlyNew || isNew(event);
}

/** The events that pass a narrowing, newest first: those at hand at once, and further pages of them from the server. */
export class Narrowed {
  /** A further page is on its way. */
  fetchingMore = $state(false);
  hasMore = $state(true);
  /** How many pages were fetched. */
  pages = $state(0);
  #fetched = $state.raw<readonly NightjarEvent[]>([]);
  #next: string | undefined;
  #stopped = false;

  constructor(
    private readonly api: Pick<Api, 'events'>,
    private readonly by: Narrowing,
    private readonly from: () => NarrowedFrom,
  ) {}

  readonly events: readonly NightjarEvent[] = $derived.by(() => {
    const { events, isOut, find, isNew } = this.from();
    const own = this.#fetched.filter(({ id }) => !isOut(id)).map((event) => newer(event, find(event.id)));
    return withPage(events, own).filter((event) => passes(event, this.by, isNew));
  });

  /** Fetches the next page. Failing leaves what is shown; the next scroll tries again. */
  async loadMore(): Promise<void> {
    if (this.fetchingMore || !this.hasMore) return;
    this.fetchingMore = true;
    try {
      const page = await this.api.events(this.#query());
      if (this.#stopped) return;
      this.#fetched = withPage(this.#fetched, page.items);
      this.#next = page.next;
      this.hasMore = page.next !== undefined;
      this.pages += 1;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
    } finally {
      this.fetchingMore = false;
    }
  }

  /** Nobody looks any more. */
  stop(): void {
    this.#stopped = true;
  }

  #query(): EventQuery {
    return {
      limit: pageSize,
      ...(this.#next !== undefined && { before: this.#next }),
      ...filterOf(this.by),
      ...(this.by.onlyNew && { onlyNew: true }),
    };
  }
}

/** What was told of an event since it was fetched, unless that is an older version. */
function newer(event: NightjarEvent, told: NightjarEvent | undefined): NightjarEvent {
  return told && told.change >= event.change ? told : event;
}
