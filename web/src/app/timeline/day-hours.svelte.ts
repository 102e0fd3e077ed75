import type { Api } from '../../api/api';
import { ApiProblem } from '../../api/problem';
import { type Narrowing, timelinePath } from '../routing/routes';
import { type HourCount, summed } from './hour-counts';
import { filterOf } from './narrowed.svelte';

/** More days than this are not kept. */
const mostDays = 60;

/** How much happened by hour on days whose events were not all fetched, as the server counts it. */
export class DayHours {
  #counted = $state.raw<ReadonlyMap<string, readonly HourCount[]>>(new Map());
  readonly #asked = new Set<string>();

  constructor(private readonly api: Pick<Api, 'hours'>) {}

  /** What is known of the day that begins then, in the order of time. */
  of(start: Date, by: Narrowing): readonly HourCount[] | undefined {
    return this.#counted.get(keyOf(start, by));
  }

  /** Asks for a day, once. Failing leaves it unknown; whoever wants it again has it asked for again. */
  async want(start: Date, by: Narrowing): Promise<void> {
    const key = keyOf(start, by);
    if (this.#counted.has(key) || this.#asked.has(key)) return;
    this.#asked.add(key);
    try {
      const end = new Date(start.getFullYear(), start.getMonth(), start.getDate() + 1);
      const { items } = await this.api.hours(start.toISOString(), end.toISOString(), filterOf(by));
      const counts = summed(items.map(({ at, ...counts }) => ({ hour: new Date(at).getHours(), ...counts })));
      this.#counted = new Map(
        [...this.#counted, [key, by.onlyNew ? onlyNew(counts) : counts] as const].slice(-mostDays),
      );
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
    } finally {
      this.#asked.delete(key);
    }
  }
}

function onlyNew(counts: readonly HourCount[]): HourCount[] {
  return counts.filter(({ newEvents }) => newEvents > 0).map((count) => ({ ...count, events: count.newEvents }));
}

function keyOf(start: Date, by: Narrowing): string {
  return `${start.getTime()} ${timelinePath(by)}`;
}
