import type { NightjarEvent } from '../../api/shapes';
import type { Day } from './days';

/** A block of the day's drawing: one event, or more where an hour is crowded. Units: 240 wide (10 an hour), 48 high. */
export interface PerchBlock {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly isNew: boolean;
}

/** The drawing of one day: what was seen in each hour sits on the line as blocks. */
export interface DayPerch {
  readonly blocks: readonly PerchBlock[];
  /** Time without sight. */
  readonly hatches: readonly { readonly x: number; readonly width: number }[];
  /** Where "now" stands, on the present day only. */
  readonly now?: number;
  /** Up to here the day is not fetched yet. */
  readonly unknownTo: number;
}

const foot = 46;
const room = 40;

/** Draws a day. `isNew` marks what was not looked at yet; `knownFrom` is the oldest event fetched while there are more. */
export function dayPerch(
  day: Pick<Day, 'start' | 'events' | 'unseen'>,
  isNew: (event: NightjarEvent) => boolean,
  now: Date,
  knownFrom?: Date,
): DayPerch {
  const hours = new Map<number, NightjarEvent[]>();
  for (const event of day.events) {
    const hour = new Date(event.at).getHours();
    const ofHour = hours.get(hour);
    if (ofHour) ofHour.push(event);
    else hours.set(hour, [event]);
  }
  const blocks = [...hours].flatMap(([hour, events]) => stack(hour, events.toReversed().map(isNew)));
  const nowX = xOf(now, day.start);
  return {
    blocks,
    hatches: day.unseen.map(({ from, until }) => hatch(xOf(from, day.start), xOf(until, day.start))),
    ...(nowX >= 0 && nowX <= 240 && { now: nowX }),
    unknownTo: knownFrom ? Math.min(240, Math.max(0, xOf(knownFrom, day.start))) : 0,
  };
}

/** Too narrow a stretch would not be seen. */
const leastHatch = 1.6;

function hatch(from: number, until: number): { readonly x: number; readonly width: number } {
  const x = Math.max(0, Math.min(from, 240 - leastHatch));
  return { x, width: Math.max(leastHatch, Math.min(until, 240) - x) };
}

function xOf(at: Date, start: Date): number {
  return ((at.getTime() - start.getTime()) / 3_600_000) * 10;
}

/** One block an event, new ones taller; a crowded hour shrinks its blocks so that they fit. */
function stack(hour: number, news: readonly boolean[]): PerchBlock[] {
  const natural = news.reduce((sum, isNew) => sum + (isNew ? 9 : 6), 0);
  const scale = Math.min(1, room / natural);
  let y = foot;
  return news.map((isNew) => {
    const height = (isNew ? 7 : 4) * scale;
    y -= height;
    const block = { x: hour * 10 + 2, y, height, isNew };
    y -= 2 * scale;
    return block;
  });
}

/** The day in words, for those who do not see the drawing: "two events at 11, one at 14". */
export function dayInWords(events: readonly NightjarEvent[]): string {
  const hours = new Map<number, number>();
  for (const event of [...events].reverse()) {
    const hour = new Date(event.at).getHours();
    hours.set(hour, (hours.get(hour) ?? 0) + 1);
  }
  return [...hours].map(([hour, count]) => `${count} ${count === 1 ? 'event' : 'events'} at ${hour}`).join(', ');
}
