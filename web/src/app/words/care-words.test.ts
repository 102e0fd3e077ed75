import { expect, test } from 'vitest';
import { noLosses, type OutboxStatus } from '../../outbox/status';
import { careNotice, type CareFacts } from './care-words';

const status: OutboxStatus = { items: [], storage: 'persistent', losses: noLosses, camera: 'paired' };
const well: CareFacts = { status, batteryLevel: 1, charging: true, screenKept: true };
const sentence = (facts: Partial<CareFacts>) => careNotice({ ...well, ...facts })?.sentence;

test('a phone that fares well says nothing', () => {
  expect(careNotice(well)).toBeUndefined();
});

test('a low battery that is not charging is trouble, a full one only a hint', () => {
  expect(careNotice({ ...well, batteryLevel: 0.14, charging: false })).toEqual({
    kind: 'battery',
    sentence: '14 % of the battery left, and not charging. Plug the phone in.',
    isTrouble: true,
  });
  expect(careNotice({ ...well, batteryLevel: 0.64, charging: false })).toMatchObject({ kind: 'unplugged', isTrouble: false }); // prettier-ignore
  expect(careNotice({ ...well, batteryLevel: 0.05, charging: true })).toBeUndefined();
});

test('one thing is said at a time, and first what costs events', () => {
  const all: Partial<CareFacts> = { batteryLevel: 0.1, charging: false, screenKept: false, fewFrames: 3 };
  expect(careNotice({ ...well, ...all, storeTrouble: 'No room.' })?.kind).toBe('storage');
  expect(careNotice({ ...well, ...all })?.kind).toBe('battery');
  expect(careNotice({ ...well, ...all, charging: true })?.kind).toBe('screen');
  expect(careNotice({ ...well, fewFrames: 3 })?.kind).toBe('frames');
});

test('says for how long it was blind, and why', () => {
  const from = new Date(2026, 10, 22, 12, 30).getTime();
  const until = new Date(2026, 10, 22, 13, 8).getTime();
  expect(sentence({ lastBlind: { from, until, reason: 'hidden' } })).toBe(
    'It was blind for 38 minutes, 12:30 to 13:08. The phone showed another app.',
  );
});

test('a refused event leads to what waits, with the server’s own sentence', () => {
  const problem = { status: 422, code: 'clipTooLong', sentence: 'This clip is 31 s; your plan allows 20 s.' };
  const item = { eventId: 'e', at: '', step: 'refused', clipBytes: 1, clipDropped: false, problem } as const;
  expect(careNotice({ ...well, status: { ...status, items: [item] } })).toEqual({
    kind: 'refused',
    sentence: problem.sentence,
    isTrouble: false,
    action: 'show',
  });
});

test('says what is missing of the sound', () => {
  expect(sentence({ sound: 'needsTap' })).toBe('This browser lets Nightjar listen only after a tap. Tap anywhere.');
  expect(sentence({ sound: 'noMicrophone' })).toMatch(/^There is no microphone/);
});

test('says what became of settings that were changed here', () => {
  expect(careNotice({ ...well, settings: 'unsent' })?.action).toBeUndefined();
  expect(careNotice({ ...well, settings: 'overruled' })).toMatchObject({ kind: 'settings', action: 'understood' });
});
