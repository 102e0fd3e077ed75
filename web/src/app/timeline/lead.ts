import type { NightjarEvent } from '../../api/shapes';
import { standsOut } from '../words/findings-words';

/** The event that leads its group with a large picture: the newest new one that was asked for or is of concern, if any. */
export function leadOf(events: readonly NightjarEvent[], isNew: (event: NightjarEvent) => boolean): string | undefined {
  return events.find((event) => event.poster && standsOut(event) && isNew(event))?.id;
}
