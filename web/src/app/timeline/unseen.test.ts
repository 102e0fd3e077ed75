import { expect, test } from 'vitest';
import { aDevice, anEvent, idOf, minutesBefore } from '../../../testing/app/builders';
import type { DeviceCoverage, NightjarEvent } from '../../api/shapes';
import { unseenDigest } from '../words/digest';
import { dismissedWords, isRestorable } from '../words/dismissed-words';
import { unseenWords } from '../words/blind-words';
import { dayPerch } from './day-perch';
import { type Day, daysOf } from './days';
import { unseenOf, unseenRows, unseenWithin } from './unseen';

const now = new Date(2026, 10, 22, 15, 56);
const hallway = idOf('device', 1);

type Piece = readonly [state: 'watching' | 'blind' | 'silent', from: number, until: number, reason?: string];

/** Coverage of the hallway, in minutes before now. */
function coverage(...pieces: readonly Piece[]): DeviceCoverage[] {
  const stretches = pieces.map(([state, from, until, reason]) => ({
    state,
    from: minutesBefore(now, from),
    until: minutesBefore(now, until),
    ...(reason && { reason }),
  }));
  return [{ deviceId: hallway, stretches }];
}

const seenBy = (...pieces: readonly Piece[]) => unseenOf(coverage(...pieces), [aDevice(1, 'Hallway')], now);
const sentences = (rows: ReturnType<typeof unseenRows>) => rows.map((row) => Object.values(unseenWords(row)).join(' '));

const dismissed = (number: number, minutes: number, doubt = true): NightjarEvent => ({
  ...anEvent(number, minutesBefore(now, minutes)),
  state: 'dismissed',
  trigger: { type: 'motion', score: 0.1, doubt },
});
const kinds = (day: Day | undefined) => day?.rows.map(({ kind }) => kind);

test('time without sight is told with its length, its times and its cause', () => {
  const rows = unseenRows(seenBy(['watching', 300, 206], ['blind', 206, 168, 'cameraTaken'], ['watching', 168, 0]));
  expect(sentences(rows)).toEqual(['was blind for 38 minutes, 12:30 to 13:08. Another app took the camera.']);
});

test('time in which a camera was not asked to watch is no time without sight', () => {
  expect(seenBy(['watching', 300, 200])).toEqual([]);
});

test('what still goes on says since when', () => {
  const pieces = coverage(['watching', 60, 12], ['silent', 12, 0]);
  const rows = unseenRows(unseenOf(pieces, [aDevice(1, 'Hallway', { state: 'silent' })], now));
  expect(sentences(rows)[0]).toMatch(/^has been silent for 12 minutes, since 15:44\. Nothing is heard of it\./);
});

test('a camera that goes blind over and over is told of once', () => {
  const rows = unseenRows(seenBy(['blind', 60, 58, 'frozen'], ['watching', 58, 55], ['blind', 55, 54, 'frozen']));
  expect(sentences(rows)).toEqual(['was blind 2 times, 3 minutes in all, 14:56 to 15:02. The picture stood still.']);
  expect(unseenRows(seenBy(['blind', 60, 58, 'frozen'], ['blind', 40, 39, 'frozen']))).toHaveLength(2);
});

test('a camera that was only opened anew is no news, but is drawn', () => {
  const stretches = seenBy(['blind', 60, 59.97]);
  expect(unseenRows(stretches)).toEqual([]);
  const [day] = daysOf([], now, stretches);
  expect(day && dayPerch(day, [], now).hatches[0]?.width).toBeGreaterThan(1);
});

test('time without sight stands between groups, never inside one', () => {
  const events = [anEvent(2, minutesBefore(now, 30)), anEvent(1, minutesBefore(now, 38))];
  expect(kinds(daysOf(events, now)[0])).toEqual(['group']);
  expect(kinds(daysOf(events, now, seenBy(['blind', 36, 33]))[0])).toEqual(['group', 'unseen', 'group']);
});

test('a night without sight stands in both of its days, each with its part', () => {
  const days = daysOf([], now, seenBy(['blind', 16 * 60, 10 * 60]));
  expect(days.map(({ name }) => name)).toEqual(['Today', 'Yesterday']);
  const told = days.map((day) => sentences(unseenRows(day.unseen))[0]);
  expect(told).toEqual(['was blind for 6 hours, 00:00 to 05:56.', 'was blind for 4 minutes, 23:56 to midnight.']);
  const [today] = days;
  expect(today && dayPerch(today, [], now).hatches[0]).toMatchObject({ x: 0 });
});

test('what was let go is folded, below what began later', () => {
  const events = [
    anEvent(5, minutesBefore(now, 10)),
    dismissed(4, 30),
    dismissed(3, 90),
    anEvent(2, minutesBefore(now, 120)),
    dismissed(1, 125),
  ];
  const [day] = daysOf(events, now);
  expect(kinds(day)).toEqual(['group', 'dismissed', 'group', 'dismissed']);
  expect(day?.events).toHaveLength(2);
});

test('what was let go is said in one line', () => {
  expect(dismissedWords([dismissed(2, 30), dismissed(1, 90)])).toBe(
    'Two changes of light, 14:26 to 15:26. No clip was sent.',
  );
  expect(dismissedWords([dismissed(1, 90, false)])).toBe('A small change at 14:26. No clip was sent.');
});

test('a dismissed clip can be had for a day', () => {
  expect(isRestorable(dismissed(1, 23 * 60), now)).toBe(true);
  expect(isRestorable(dismissed(1, 25 * 60), now)).toBe(false);
  expect(isRestorable(anEvent(1, minutesBefore(now, 5)), now)).toBe(false);
});

test('the paragraph since the last look tells of what was not seen', () => {
  const since = new Date(now.getTime() - 30 * 60_000);
  const rows = unseenRows(unseenWithin(seenBy(['blind', 60, 20]), since, now));
  const text = unseenDigest(rows, () => 'Hallway').map((part) => part.text);
  expect(text.join('')).toBe('Hallway was blind for 10 minutes. ');
});
