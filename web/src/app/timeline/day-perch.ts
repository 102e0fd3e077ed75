import type { Day } from './days';
import type { HourCount } from './hour-counts';

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

/**
 * Draws a day.
 *
 * @param hours what happened, in the order of time
 * @param knownFrom before this nothing is known of the day
 */
export function dayPerch(
  day: Pick<Day, 'start' | 'unseen'>,
  hours: readonly HourCount[],
  now: Date,
  knownFrom?: Date,
): DayPerch {
  const blocks = hours.flatMap(stack);
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

/** One block an event, what is new on top and taller; a crowded hour shrinks its blocks so that they fit. */
function stack({ hour, events, newEvents }: HourCount): PerchBlock[] {
  const seen = events - newEvents;
  const scale = Math.min(1, room / (newEvents * 9 + seen * 6));
  let y = foot;
  return Array.from({ length: events }, (_, index) => {
    const isNew = index >= seen;
    const height = (isNew ? 7 : 4) * scale;
    y -= height;
    const block = { x: hour * 10 + 2, y, height, isNew };
    y -= 2 * scale;
    return block;
  });
}

/** The day in words, for those who do not see the drawing: "2 events at 11, 1 event at 14". */
export function dayInWords(hours: readonly HourCount[]): string {
  return hours.map(({ hour, events }) => `${events} ${events === 1 ? 'event' : 'events'} at ${hour}`).join(', ');
}
