import type { NightjarEvent } from '../../api/shapes';

/** The event that leads its group with a large picture: the newest new one of concern; most groups have none. */
export function leadOf(events: readonly NightjarEvent[], isNew: (event: NightjarEvent) => boolean): string | undefined {
  return events.find((event) => event.poster && (event.findings?.concern ?? 0) >= 1 && isNew(event))?.id;
}
