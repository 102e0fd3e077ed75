import type { NightjarEvent } from '../../api/shapes';
import { clockTime, dayKey, dayName, fullDay } from '../words/time';

/** Events less than this apart belong together. */
const groupGapMs = 10 * 60_000;

/** Events that followed each other closely, newest first. */
export interface Group {
  readonly key: string;
  readonly title: string;
  readonly events: readonly NightjarEvent[];
}

/** One local day of the timeline, its groups newest first. */
export interface Day {
  readonly key: string;
  /** "Today", "Yesterday", "Saturday", "12 November". */
  readonly name: string;
  readonly date: string;
  readonly start: Date;
  readonly events: readonly NightjarEvent[];
  readonly groups: readonly Group[];
}

/** Puts events, newest first, into days and groups as of now. */
export function daysOf(events: readonly NightjarEvent[], now: Date): Day[] {
  const byDay = new Map<string, NightjarEvent[]>();
  for (const event of events) {
    const key = dayKey(new Date(event.at));
    byDay.set(key, [...(byDay.get(key) ?? []), event]);
  }
  return [...byDay].map(([key, ofDay]) => day(key, ofDay, now));
}

function day(key: string, events: readonly NightjarEvent[], now: Date): Day {
  const any = events[0] ? new Date(events[0].at) : now;
  return {
    key,
    name: dayName(any, now),
    date: fullDay(any),
    start: new Date(any.getFullYear(), any.getMonth(), any.getDate()),
    events,
    groups: groupsOf(events, now),
  };
}

function groupsOf(events: readonly NightjarEvent[], now: Date): Group[] {
  const groups: NightjarEvent[][] = [];
  let earlier = Number.POSITIVE_INFINITY;
  for (const event of events) {
    const at = Date.parse(event.at);
    const last = groups.at(-1);
    if (last && earlier - at < groupGapMs) last.push(event);
    else groups.push([event]);
    earlier = at;
  }
  return groups.map((group) => ({ key: group.at(-1)?.id ?? '', title: titleOf(group, now), events: group }));
}

function titleOf(group: readonly NightjarEvent[], now: Date): string {
  const newest = group[0];
  const oldest = group.at(-1);
  if (!newest || !oldest) return '';
  const from = clockTime(new Date(oldest.at));
  if (group.length > 1 && isGoingOn(newest, now)) return `${from} to now`;
  const to = clockTime(new Date(newest.at));
  return from === to ? from : `${from} to ${to}`;
}

function isGoingOn(event: NightjarEvent, now: Date): boolean {
  const unfinished = event.state === 'announced' || event.state === 'uploading' || event.state === 'processing';
  return unfinished && now.getTime() - Date.parse(event.at) < groupGapMs;
}
