import type { NightjarEvent } from '../../api/shapes';
import { clockTime, dayKey, dayName, fullDay } from '../words/time';
import { type UnseenRow, unseenRows, type UnseenStretch, unseenWithin } from './unseen';

/** Events less than this apart belong together. */
const groupGapMs = 10 * 60_000;

/** Events that followed each other closely, newest first. */
export interface Group {
  readonly key: string;
  readonly title: string;
  readonly events: readonly NightjarEvent[];
}

/** What stands in a day, from top to bottom: events, time without sight, and what was let go. */
export type DayRow =
  | ({ readonly kind: 'group' } & Group)
  | { readonly kind: 'unseen'; readonly key: string; readonly unseen: UnseenRow }
  | { readonly kind: 'dismissed'; readonly key: string; readonly events: readonly NightjarEvent[] };

/** One local day of the timeline, newest first. */
export interface Day {
  readonly key: string;
  /** "Today", "Yesterday", "Saturday", "12 November". */
  readonly name: string;
  readonly date: string;
  readonly start: Date;
  /** Those that were not dismissed. */
  readonly events: readonly NightjarEvent[];
  /** Every stretch without sight, however short. */
  readonly unseen: readonly UnseenStretch[];
  readonly rows: readonly DayRow[];
}

/** Puts events, newest first, and time without sight into days as of now. Dismissed events stand apart. */
export function daysOf(events: readonly NightjarEvent[], now: Date, unseen: readonly UnseenStretch[] = []): Day[] {
  const byDay = new Map<number, NightjarEvent[]>();
  for (const start of unseen.flatMap(startsOf)) byDay.set(start.getTime(), []);
  let [start, end] = [Number.NaN, Number.NaN];
  for (const event of events) {
    const at = Date.parse(event.at);
    // the calendar is asked once a day, not once an event
    if (!(at >= start && at < end)) {
      const first = startOf(new Date(at));
      [start, end] = [first.getTime(), nextDay(first).getTime()];
    }
    const ofDay = byDay.get(start);
    if (ofDay) ofDay.push(event);
    else byDay.set(start, [event]);
  }
  return [...byDay]
    .sort(([one], [other]) => other - one)
    .map(([time, ofDay]) => {
      const start = new Date(time);
      return day(start, ofDay, unseenWithin(unseen, start, nextDay(start)), now);
    });
}

function startOf(at: Date): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate());
}

function nextDay(start: Date): Date {
  return new Date(start.getFullYear(), start.getMonth(), start.getDate() + 1);
}

/** The days that a stretch lies in. */
function startsOf({ from, until }: UnseenStretch): Date[] {
  const starts: Date[] = [];
  for (let start = startOf(from); start < until; start = nextDay(start)) starts.push(start);
  return starts;
}

function day(start: Date, all: readonly NightjarEvent[], unseen: readonly UnseenStretch[], now: Date): Day {
  const events = all.filter(({ state }) => state !== 'dismissed');
  return {
    key: dayKey(start),
    name: dayName(start, now),
    date: fullDay(start),
    start,
    events,
    unseen,
    rows: rowsOf(all, events, unseenRows(unseen), now),
  };
}

function rowsOf(
  all: readonly NightjarEvent[],
  events: readonly NightjarEvent[],
  unseen: readonly UnseenRow[],
  now: Date,
): DayRow[] {
  const groups = groupsOf(events, unseen, now).map((group) => ({
    at: Date.parse(group.events[0]?.at ?? ''),
    row: { kind: 'group' as const, ...group },
  }));
  const blind = unseen.map((row) => ({
    at: row.until.getTime(),
    row: { kind: 'unseen' as const, key: row.key, unseen: row },
  }));
  const rows: Placed[] = [...groups, ...blind].sort((one, other) => other.at - one.at);
  for (const event of all) if (event.state === 'dismissed') place(rows, event);
  return rows.map(({ row }) => row);
}

interface Placed {
  readonly at: number;
  readonly row: DayRow;
}

/** Puts a dismissed event below all that began later, and beside those that were dismissed around it. */
function place(rows: Placed[], event: NightjarEvent): void {
  const at = Date.parse(event.at);
  const below = rows.findIndex((placed) => placed.at < at);
  const index = below < 0 ? rows.length : below;
  const above = rows[index - 1];
  if (above?.row.kind === 'dismissed')
    rows[index - 1] = { at, row: { ...above.row, events: [...above.row.events, event] } };
  else rows.splice(index, 0, { at, row: { kind: 'dismissed', key: `dismissed ${event.id}`, events: [event] } });
}

/** Groups end where time without sight ends, so that its row can stand between them. */
function groupsOf(events: readonly NightjarEvent[], unseen: readonly UnseenRow[], now: Date): Group[] {
  const groups: NightjarEvent[][] = [];
  let earlier = Number.POSITIVE_INFINITY;
  for (const event of events) {
    const at = Date.parse(event.at);
    const last = groups.at(-1);
    const isCut = unseen.some(({ until }) => until.getTime() >= at && until.getTime() < earlier);
    if (last && earlier - at < groupGapMs && !isCut) last.push(event);
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
