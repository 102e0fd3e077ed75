import type { NightjarEvent } from '../../api/shapes';

const weekMs = 7 * 86_400_000;

/** The cells that moved in each of a camera's events of the last week, as far as they are fetched. */
export function cellsOfTheWeek(events: readonly NightjarEvent[], deviceId: string, now: Date): (readonly number[])[] {
  const since = now.getTime() - weekMs;
  return events
    .filter((event) => event.deviceId === deviceId && event.trigger.type === 'motion' && Date.parse(event.at) >= since)
    .map(({ trigger }) => trigger.cells ?? []);
}
