import type { Api } from '../api/api';
import { ApiProblem } from '../api/problem';
import { sentenceFor } from './words/problem-words';

/** How long a deletion can be undone. */
const undoMs = 8_000;

/** What deletions are told to; {@link Api} of the page. */
export type Deleting = Pick<Api, 'deleteEvent'>;

/**
 * Deletes events for everyone, but a moment after they went out of sight here, so that it can be undone. Several within
 * that moment are undone together.
 */
export class Deletions {
  /** Events that are not shown any more, though the server may still have them. */
  hidden = $state.raw<ReadonlySet<string>>(new Set());
  /** Those of them that can be brought back, in the order of their deletion. */
  waiting = $state.raw<readonly string[]>([]);
  /** Why events are shown again that were to be deleted. */
  trouble = $state.raw<string | undefined>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param deleted hears of each event that the server has deleted
   * @param waitMs how long a deletion can be undone
   */
  constructor(
    private readonly api: Deleting,
    private readonly deleted: (id: string) => void,
    private readonly waitMs = undoMs,
  ) {}

  /** Takes an event out of sight; it is deleted soon. */
  add(id: string): void {
    this.trouble = undefined;
    this.hidden = new Set([...this.hidden, id]);
    this.waiting = [...this.waiting.filter((other) => other !== id), id];
    this.goOn();
  }

  /** Brings back what is not deleted yet. */
  undo(): void {
    clearTimeout(this.#timer);
    this.#show(this.waiting);
    this.waiting = [];
  }

  /** Lets the moment last while somebody is at the notice. */
  hold(): void {
    clearTimeout(this.#timer);
  }

  /** Begins the moment anew. */
  goOn(): void {
    clearTimeout(this.#timer);
    if (this.waiting.length) this.#timer = setTimeout(() => void this.send(), this.waitMs);
  }

  /** What went wrong was read. */
  settle(): void {
    this.trouble = undefined;
  }

  /**
   * Deletes now what waits; what the server refuses is shown again.
   * @param keepalive whether the page is about to go
   */
  async send(keepalive = false): Promise<void> {
    clearTimeout(this.#timer);
    const ids = this.waiting;
    this.waiting = [];
    await Promise.all(ids.map((id) => this.#delete(id, keepalive)));
  }

  async #delete(id: string, keepalive: boolean): Promise<void> {
    try {
      await this.api.deleteEvent(id, undefined, keepalive);
    } catch (problem) {
      // Somebody else was faster: it is gone as well.
      if (!(problem instanceof ApiProblem && problem.status === 404)) {
        this.trouble = `The event was not deleted, and is back in the timeline. ${sentenceFor(problem)}`;
        this.#show([id]);
        return;
      }
    }
    this.deleted(id);
    this.#show([id]);
  }

  #show(ids: readonly string[]): void {
    this.hidden = new Set([...this.hidden].filter((id) => !ids.includes(id)));
  }
}
