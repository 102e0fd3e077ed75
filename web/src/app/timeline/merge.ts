import type { NightjarEvent } from '../../api/shapes';

/** The list, newest first, with this event in its place; an older version of a known event changes nothing. */
export function withEvent(events: readonly NightjarEvent[], event: NightjarEvent): readonly NightjarEvent[] {
  const known = events.find((other) => other.id === event.id);
  if (known && known.change > event.change) return events;
  return [...events.filter((other) => other.id !== event.id), event].sort(newestFirst);
}

/** The list with the events of a further page behind it. */
export function withPage(events: readonly NightjarEvent[], page: readonly NightjarEvent[]): readonly NightjarEvent[] {
  return page.reduce(withEvent, events);
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
