import { expect, test } from 'vitest';
import type { AlertRule } from '../../api/shapes';
import { camerasWord, hoursOf, kinds, oftenWord, scheduleWord, sentenceOf, spoken } from './rule-words';

const rule: AlertRule = {
  id: 'r1',
  enabled: true,
  what: { labels: ['person'] },
  channels: ['telegram'],
  when: 'atOnce',
  cooldownSeconds: 300,
  perHour: 12,
};
const said = (change: Partial<AlertRule>, cameras = 'any camera') =>
  spoken(sentenceOf({ ...rule, ...change }, cameras));

test('a rule reads as a sentence', () => {
  expect(said({ schedule: { from: '22:00', to: '07:00' } })).toBe(
    'Tell me at once by Telegram when a person is seen by any camera, 22:00 to 07:00, at most once in 5 minutes.',
  );
});

test('a blind camera has a sentence of its own', () => {
  expect(said({ what: { cameraTrouble: true }, channels: ['telegram', 'push'] })).toBe(
    'Tell me at once by push and Telegram when a camera goes blind, always.',
  );
  expect(said({ what: { cameraTrouble: true }, deviceIds: ['d1'] }, 'Street')).toBe(
    'Tell me at once by Telegram when Street goes blind, always.',
  );
});

test('a summary says at what time', () => {
  expect(said({ when: 'summary', at: '19:00', what: { everythingElse: true }, channels: ['push'] })).toBe(
    'Tell me in one summary at 19:00 by push about everything else at any camera.',
  );
});

test('what a rule is about may be several things', () => {
  expect(said({ what: { labels: ['person'], instructions: true, concern: 1 } })).toContain(
    'when a person is seen, what you asked for is seen or something is worth a look at any camera, always,',
  );
  expect(said({ what: { labels: ['dog', 'car'] } })).toContain('when an animal or a vehicle is seen by any camera');
  expect(said({ what: { sound: true } })).toContain('when a sound is heard at any camera');
  expect(said({ what: { instructions: true } })).toContain('when what you asked for is seen at any camera');
});

test('without a channel it is told on the page', () => {
  expect(said({ channels: [] })).toContain('Tell me at once on this page only when');
});

test.each([
  [0, 'as often as it happens'],
  [30, 'once in 30 seconds'],
  [60, 'once a minute'],
  [300, 'once in 5 minutes'],
  [3_600, 'once an hour'],
  [10_800, 'once in three hours'],
])('at most: %i s', (seconds, words) => expect(oftenWord(seconds)).toBe(words));

test('schedules name their days', () => {
  expect(scheduleWord(undefined)).toBe('always');
  expect(scheduleWord({ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '16:00' })).toBe(
    'Monday to Friday, 08:00 to 16:00',
  );
  expect(scheduleWord({ days: ['sun', 'sat'] })).toBe('Saturday and Sunday');
});

test('hours over midnight are two parts of the day', () => {
  expect(hoursOf({ from: '06:00', to: '12:00' })).toEqual([{ from: 0.25, to: 0.5 }]);
  expect(hoursOf({ from: '18:00', to: '06:00' })).toEqual([
    { from: 0, to: 0.25 },
    { from: 0.75, to: 1 },
  ]);
  expect(hoursOf(undefined)).toEqual([]);
});

test('cameras are named', () => {
  expect([undefined, ['Street'], ['Street', 'Hallway'], []].map(camerasWord)).toEqual([
    'any camera',
    'Street',
    'Street or Hallway',
    'no camera',
  ]);
});

test('all kinds together fit into one rule', () => {
  expect(kinds.flatMap(({ labels }) => labels)).toHaveLength(20);
});
