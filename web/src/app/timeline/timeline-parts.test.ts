import { expect, test } from 'vitest';
import { anEvent, idOf, minutesBefore } from '../../../testing/app/builders';
import type { NightjarEvent } from '../../api/shapes';
import { dayInWords, dayPerch } from './day-perch';
import { type Day, daysOf } from './days';
import { countHours, joinHours, lookedThrough } from './hour-counts';
import { leadOf } from './lead';
import { neighboursOf, nextFrom, withEvent, withPage } from './merge';

const now = new Date(2026, 10, 22, 15, 56);
const ago = (number: number, minutes: number) => anEvent(number, minutesBefore(now, minutes));
const groupsOf = (day: Day | undefined) => day?.rows.filter((row) => row.kind === 'group') ?? [];

test('events less than ten minutes apart are one group', () => {
  const [today] = daysOf([ago(4, 5), ago(3, 14), ago(2, 24.5), ago(1, 60)], now);
  expect(groupsOf(today).map((group) => group.events.map((event) => event.id))).toEqual([
    [idOf('event', 4), idOf('event', 3)],
    [idOf('event', 2)],
    [idOf('event', 1)],
  ]);
});

test('a group that still goes on ends now', () => {
  const going = { ...ago(2, 1), state: 'uploading' as const };
  expect(groupsOf(daysOf([going, ago(1, 4)], now)[0])[0]?.title).toBe('15:52 to now');
  expect(groupsOf(daysOf([ago(2, 1), ago(1, 4)], now)[0])[0]?.title).toBe('15:52 to 15:55');
});

test('midnight divides days, and groups with them', () => {
  const night = new Date(2026, 10, 22, 0, 3);
  const days = daysOf([anEvent(2, minutesBefore(night, 1)), anEvent(1, minutesBefore(night, 5))], night);
  expect(days.map((day) => day.name)).toEqual(['Today', 'Yesterday']);
});

test('a later version of an event takes its place, an earlier one does not', () => {
  const first = { ...ago(1, 5), change: 3 };
  const later = { ...first, change: 4, state: 'processing' as const };
  expect(withEvent([first], later)).toEqual([later]);
  expect(withEvent([later], first)).toEqual([later]);
});

test('pages join without doubles, newest first', () => {
  const events = withPage([ago(3, 1), ago(2, 2)], [ago(2, 2), ago(1, 3)]);
  expect(events.map((event) => event.id)).toEqual([idOf('event', 3), idOf('event', 2), idOf('event', 1)]);
  expect(neighboursOf(events, idOf('event', 2))).toEqual({ newer: idOf('event', 3), older: idOf('event', 1) });
});

test('ten thousand events join page by page and by single changes, each in its place, and are of their days', () => {
  const all = Array.from({ length: 10_000 }, (_, index) => ago(10_000 - index, index * 3));
  let events: readonly NightjarEvent[] = [];
  for (let from = 0; from < all.length; from += 200) events = withPage(events, all.slice(from, from + 200));
  expect(events).toEqual(all);
  const inTheMiddle = all[5_000];
  if (!inTheMiddle) throw new Error('There are ten thousand');
  expect(withEvent([...all.slice(0, 5_000), ...all.slice(5_001)], inTheMiddle)).toEqual(all);
  const days = daysOf(events, now);
  expect(days.flatMap((day) => day.events)).toEqual(all);
  expect(new Set(days.map(({ key }) => key)).size).toBe(days.length);
});

test('of two versions in two pages the newer stays, wherever it came', () => {
  const older = { ...ago(1, 5), change: 3 };
  const newer = { ...older, change: 4, state: 'processing' as const };
  expect(withPage([newer], [older])).toEqual([newer]);
  expect(withPage([older], [newer])).toEqual([newer]);
  expect(withPage([newer], [newer])).toEqual([newer]);
});

test('the way through a list goes on from an event that left it', () => {
  const [newest, middle, oldest] = [ago(3, 1), ago(2, 2), ago(1, 3)];
  for (const list of [
    [newest, middle, oldest],
    [newest, oldest],
  ]) {
    expect(nextFrom(list, middle, 'older')).toBe(oldest);
    expect(nextFrom(list, middle, 'newer')).toBe(newest);
  }
  expect(nextFrom([newest, middle], middle, 'older')).toBeUndefined();
  expect(nextFrom([newest], newest, 'newer')).toBeUndefined();
});

test('each event is a block over its hour, new ones taller and on top', () => {
  const hours = countHours([ago(3, 10), ago(2, 56), ago(1, 116)], (event) => event.id === idOf('event', 2));
  const perch = dayPerch({ start: new Date(2026, 10, 22), unseen: [] }, hours, now);
  expect(perch.blocks).toEqual([
    { x: 142, y: 42, height: 4, isNew: false },
    { x: 152, y: 42, height: 4, isNew: false },
    { x: 152, y: 33, height: 7, isNew: true },
  ]);
  expect(perch.now).toBeCloseTo(159.3, 1);
  expect(dayInWords(hours)).toBe('1 event at 14, 2 events at 15');
});

test('a crowded hour shrinks its blocks so that they stay in the drawing', () => {
  const perch = dayPerch({ start: new Date(2026, 10, 22), unseen: [] }, [{ hour: 14, events: 40, newEvents: 40 }], now);
  expect(Math.min(...perch.blocks.map((block) => block.y))).toBeGreaterThanOrEqual(0);
  expect(perch.blocks).toHaveLength(40);
});

test('of a day that was fetched in part, the server counts the hours until then', () => {
  const counted = [
    { hour: 8, events: 3, newEvents: 1 },
    { hour: 14, events: 2, newEvents: 2 },
    { hour: 15, events: 9, newEvents: 9 },
  ];
  const fetched = countHours([ago(2, 56), ago(1, 116)], () => true);
  expect(joinHours(fetched, counted, new Date(2026, 10, 22, 14, 30))).toEqual([
    { hour: 8, events: 3, newEvents: 1 },
    { hour: 14, events: 2, newEvents: 2 },
    { hour: 15, events: 1, newEvents: 1 },
  ]);
  const marked = lookedThrough(counted, new Date(2026, 10, 22), new Date(2026, 10, 22, 15, 0));
  expect(marked.map(({ newEvents }) => newEvents)).toEqual([0, 0, 9]);
});

test('an event that was asked for leads too', () => {
  const event = ago(1, 5);
  const instructions = { matched: 'yes' as const, why: 'One person.', asked: ['Tell me if anyone comes'] };
  const asked = { ...event, ...(event.findings && { findings: { ...event.findings, instructions } }) };
  expect(leadOf([ago(2, 4), asked], () => true)).toBe(asked.id);
});

test('the newest new event of concern leads, and no other', () => {
  const concern = (number: number, level: number) => {
    const event = ago(number, 5);
    return { ...event, ...(event.findings && { findings: { ...event.findings, concern: level } }) };
  };
  expect(leadOf([concern(2, 0), concern(1, 1)], () => true)).toBe(idOf('event', 1));
  expect(leadOf([concern(1, 1)], () => false)).toBeUndefined();
});
