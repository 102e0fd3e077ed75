import { expect, test } from 'vitest';
import { anEvent, idOf } from '../../../testing/app/builders';
import type { NightjarEvent } from '../../api/shapes';
import { daysOf } from './days';
import { isShifted, listRows, rowOf } from './rows';

const now = new Date(2026, 10, 22, 15, 56);
const at = (number: number, hour: number, minute: number): NightjarEvent =>
  anEvent(number, new Date(2026, 10, 22, hour, minute).toISOString());
const rowsOf = (events: readonly NightjarEvent[]) => listRows(daysOf(events, now));
const long = [at(6, 12, 14), at(5, 12, 11), at(4, 12, 8), at(3, 12, 4), at(2, 12, 3), at(1, 12, 1)];

test('a long group is drawn in pieces of five minutes of the clock, and begins and ends once', () => {
  const pieces = rowsOf(long).filter((row) => row.kind === 'piece');
  expect(pieces.map(({ events }) => events.map(({ id }) => id))).toEqual([
    [idOf('event', 6), idOf('event', 5)],
    [idOf('event', 4)],
    [idOf('event', 3), idOf('event', 2), idOf('event', 1)],
  ]);
  expect(pieces.map(({ isFirst, isLast }) => [isFirst, isLast])).toEqual([
    [true, false],
    [false, false],
    [false, true],
  ]);
  expect(new Set(pieces.map(({ group }) => group.title))).toEqual(new Set(['12:01 to 12:14']));
});

test('events that come before or after leave the keys of what is drawn as they were', () => {
  const keys = rowsOf(long.slice(1, -1)).map(({ key }) => key);
  const more = rowsOf([...long, at(7, 11, 30)]).map(({ key }) => key);
  expect(more).toEqual(expect.arrayContaining(keys.slice(0, -1)));
});

test('rows that come on top shift the others; rows that follow below do not', () => {
  const before = rowsOf(long.slice(1));
  expect(isShifted(before, rowsOf([at(8, 14, 0), ...long.slice(1)]))).toBe(true);
  expect(isShifted(before, rowsOf([...long.slice(1), at(9, 9, 0)]))).toBe(false);
  expect(isShifted(before, before)).toBe(false);
});

test('the row of an event is found also where it was dismissed', () => {
  const rows = rowsOf([at(3, 12, 0), { ...at(2, 11, 0), state: 'dismissed' }, at(1, 10, 0)]);
  expect(rows.map(({ kind }) => kind)).toEqual(['day', 'piece', 'dismissed', 'piece']);
  expect([3, 2, 1, 9].map((number) => rowOf(rows, idOf('event', number)))).toEqual([1, 2, 3, -1]);
});
