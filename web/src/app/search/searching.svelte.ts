import type { Api, SearchQuery } from '../../api/api';
import type { SearchItem, SearchResults } from '../../api/shapes';
import type { ListStatus } from '../timeline/timeline.svelte';
import { sentenceFor } from '../words/problem-words';

/** The answer to what is looked for, as far as it was fetched. A newer question ends the one before it. */
export class Searching {
  status = $state.raw<ListStatus>({ kind: 'loading' });
  items = $state.raw<readonly SearchItem[]>([]);
  /** Words that no event has, and what was looked for instead. */
  meant = $state.raw<SearchResults['meant']>([]);
  /** Only words were compared, because the server has no model. */
  modelMissing = $state(false);
  fetchingMore = $state(false);
  /** Why the next page did not come. */
  moreTrouble = $state.raw<string | undefined>();
  #next = $state.raw<string | undefined>();
  #query: SearchQuery = { q: '' };
  #stop = new AbortController();

  constructor(private readonly api: Api) {}

  get hasMore(): boolean {
    return this.#next !== undefined;
  }

  /** Asks, in place of all that was asked before. */
  async ask(query: SearchQuery): Promise<void> {
    this.stop();
    const { signal } = (this.#stop = new AbortController());
    this.#query = query;
    this.#next = undefined;
    this.status = { kind: 'loading' };
    try {
      const results = await this.api.search(query, signal);
      if (signal.aborted) return;
      this.items = results.items;
      this.#take(results);
      this.status = { kind: 'ready' };
    } catch (problem) {
      if (!signal.aborted) this.status = { kind: 'trouble', sentence: sentenceFor(problem) };
    }
  }

  /** Fetches the next page; failing says why and leaves what is shown. */
  async more(): Promise<void> {
    const after = this.#next;
    if (after === undefined || this.fetchingMore) return;
    const { signal } = this.#stop;
    this.fetchingMore = true;
    this.moreTrouble = undefined;
    try {
      const results = await this.api.search({ ...this.#query, after }, signal);
      if (signal.aborted) return;
      this.items = [...this.items, ...results.items];
      this.#take(results);
    } catch (problem) {
      if (!signal.aborted) this.moreTrouble = sentenceFor(problem);
    } finally {
      if (!signal.aborted) this.fetchingMore = false;
    }
  }

  /** Ends what is under way. */
  stop(): void {
    this.#stop.abort();
    this.fetchingMore = false;
    this.moreTrouble = undefined;
  }

  #take(results: SearchResults): void {
    this.meant = results.meant;
    this.modelMissing = results.modelMissing;
    this.#next = results.next;
  }
}
