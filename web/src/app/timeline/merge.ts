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
  const known = new Map(events.map((event) => [event.id, event.change]));
  const newer = new Map(
    page.filter(({ id, change }) => change >= (known.get(id) ?? change)).map((event) => [event.id, event]),
  );
  const kept = events.filter(({ id }) => !newer.has(id));
  const came = [...newer.values()].sort(newestFirst);
  const last = kept.at(-1);
  const first = came[0];
  // as a rule a page follows on what is there
  if (!last || !first || newestFirst(last, first) <= 0) return [...kept, ...came];
  return [...kept, ...came].sort(newestFirst);
}

/** The event that comes next in the list from one that may have left it: an older one, or a newer one. */
export function nextFrom(
  events: readonly NightjarEvent[],
  event: NightjarEvent,
  way: 'older' | 'newer',
): NightjarEvent | undefined {
  const place = placeOf(events, event);
  if (way === 'newer') return events[place - 1];
  return events[events[place]?.id === event.id ? place + 1 : place];
}

/** Where an event stands in a list, or would. */
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
