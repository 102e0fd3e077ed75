import type { NightjarEvent } from '../../api/shapes';
import { clockTime, inWords } from './time';

/** A phone keeps the clip of a dismissed event for so long. */
const keptMs = 24 * 3_600_000;

/** Whether the clip of a dismissed event may still be on its phone. */
export function isRestorable({ state, at }: NightjarEvent, now: Date): boolean {
  return state === 'dismissed' && now.getTime() - Date.parse(at) < keptMs;
}

/** What was let go, in one line. */
export function dismissedWords(events: readonly NightjarEvent[]): string {
  const newest = events[0];
  const oldest = events.at(-1);
  if (!newest || !oldest) return '';
  const [from, to] = [clockTime(new Date(oldest.at)), clockTime(new Date(newest.at))];
  const isLight = events.every(({ trigger }) => trigger.doubt);
  if (events.length === 1) return `${isLight ? 'The light changed' : 'A small change'} at ${to}. No clip was sent.`;
  const count = inWords(events.length);
  const what = `${count.charAt(0).toUpperCase()}${count.slice(1)} ${isLight ? 'changes of light' : 'small changes'}`;
  return `${what}, ${from === to ? to : `${from} to ${to}`}. No clip was sent.`;
}
