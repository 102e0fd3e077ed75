import type { NightjarEvent } from '../../api/shapes';

/** The list, newest first, with this event in its place; an older version of a known event changes nothing. */
export function withEvent(events: readonly NightjarEvent[], event: NightjarEvent): readonly NightjarEvent[] {
  const known = events.findIndex(({ id }) => id === event.id);
  const before = events[known];
  if (before && before.change > event.change) return events;
  if (before?.at === event.at) return events.with(known, event);
  const others = before ? events.toSpliced(known, 1) : events;
  return others.toSpliced(placeOf(others, event), 0, event);
}

/** The list with the events of a further page, which is newest first as well; of two versions of one event the newer stays. */
export function withPage(events: readonly NightjarEvent[], page: readonly NightjarEvent[]): readonly NightjarEvent[] {
  const newest = new Map(page.map((event) => [event.id, event]));
  for (const event of events) {
    const other = newest.get(event.id);
    if (other && other.change >= event.change) continue;
    newest.set(event.id, event);
  }
  const kept = events.filter((event) => newest.get(event.id) === event);
  const came = [...page].filter((event) => newest.get(event.id) === event).sort(newestFirst);
  const last = kept.at(-1);
  const first = came[0];
  // as a rule a page follows on what is there
  if (!last || !first || newestFirst(last, first) <= 0) return [...kept, ...came];
  return [...kept, ...came].sort(newestFirst);
}

/** Where an event belongs in a list without it. */
function placeOf(events: readonly NightjarEvent[], event: NightjarEvent): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = events[middle];
    if (other && newestFirst(other, event) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The list without one event. */
export function withoutEvent(events: readonly NightjarEvent[], id: string): readonly NightjarEvent[] {
  return events.filter((event) => event.id !== id);
}

/** The events right before and after one in the list. */
export function neighboursOf(
  events: readonly NightjarEvent[],
  id: string,
): { readonly newer?: string; readonly older?: string } {
  const index = events.findIndex((event) => event.id === id);
  if (index < 0) return {};
  const newer = events[index - 1]?.id;
  const older = events[index + 1]?.id;
  return { ...(newer && { newer }), ...(older && { older }) };
}

function newestFirst(a: NightjarEvent, b: NightjarEvent): number {
  return b.at.localeCompare(a.at) || b.id.localeCompare(a.id);
}
