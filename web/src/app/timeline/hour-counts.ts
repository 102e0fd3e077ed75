import type { NightjarEvent } from '../../api/shapes';

/** What happened in one hour of a local day; what was dismissed counts as nothing. */
export interface HourCount {
  /** 0 to 23. */
  readonly hour: number;
  readonly events: number;
  /** How many of them are new to the person. */
  readonly newEvents: number;
}

/** What happened by hour on one day, of its events. */
export function countHours(
  events: readonly NightjarEvent[],
  isNew: (event: NightjarEvent) => boolean,
): readonly HourCount[] {
  return summed(
    events.map((event) => ({ hour: new Date(event.at).getHours(), events: 1, newEvents: isNew(event) ? 1 : 0 })),
  );
}

/** The hours of a day of which the events from a time on were fetched: until within that hour as they were counted. */
export function joinHours(
  fetched: readonly HourCount[],
  counted: readonly HourCount[],
  knownFrom: Date,
): readonly HourCount[] {
  const first = knownFrom.getHours();
  return [...counted.filter(({ hour }) => hour <= first), ...fetched.filter(({ hour }) => hour > first)];
}

/** Hours that a person has looked at since they were counted hold nothing new. */
export function lookedThrough(
  counted: readonly HourCount[],
  start: Date,
  since: Date | undefined,
): readonly HourCount[] {
  const passed = since ? (since.getTime() - start.getTime()) / 3_600_000 : 0;
  return counted.map((count) => (count.hour + 1 <= passed ? { ...count, newEvents: 0 } : count));
}

/** Counts of the same hour added up, in the order of time. */
export function summed(counts: readonly HourCount[]): HourCount[] {
  const hours = new Map<number, HourCount>();
  for (const { hour, events, newEvents } of counts) {
    const known = hours.get(hour);
    hours.set(hour, {
      hour,
      events: events + (known?.events ?? 0),
      newEvents: newEvents + (known?.newEvents ?? 0),
    });
  }
  return [...hours.values()].sort((one, other) => one.hour - other.hour);
}
