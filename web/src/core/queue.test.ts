import { expect, test } from 'vitest';
import { choose, type Queued } from './queue';
import { firstStep, type Upload } from './upload';

interface Named extends Queued {
  readonly name: string;
}

const now = 1_000;

function entry(name: string, more: Partial<Named> = {}): Named {
  return { name, kind: 'event', sessionId: 's', clipBytes: 10, upload: firstStep, ...more };
}

function waiting(status: number, failures = 1): Upload {
  return { step: 'announce', failures, notBefore: 5_000, problem: { status, code: 'x', sentence: '' } };
}

function chosen(...entries: Named[]): string | number {
  const choice = choose(entries, now);
  if (choice.kind === 'due') return choice.entry.name;
  return choice.kind === 'wait' ? choice.until : 'idle';
}

test('takes the oldest entry first', () => {
  expect(chosen(entry('a'), entry('b'))).toBe('a');
});

test('has nothing to do when all is done or refused', () => {
  const refused: Upload = { step: 'refused', problem: { status: 413, code: 'clipTooLarge', sentence: '' } };
  expect(chosen()).toBe('idle');
  expect(chosen(entry('a', { upload: { step: 'done' } }), entry('b', { upload: refused }))).toBe('idle');
});

test('waits until the earliest moment that something may move', () => {
  expect(chosen(entry('a', { upload: waiting(404, 9) }), entry('b', { upload: waiting(429) }))).toBe(5_000);
});

test('never lets an event go before the start of its session', () => {
  const start = entry('start', { kind: 'sessionStart', upload: waiting(429), clipBytes: 0 });
  expect(chosen(start, entry('a'))).toBe(5_000);
  expect(chosen(start, entry('a'), entry('other', { sessionId: 't', clipBytes: 0 }))).toBe('other');
});

test.each([0, 401, 503])('holds everything up after %i', (status) => {
  expect(chosen(entry('a', { upload: waiting(status) }), entry('b'))).toBe(5_000);
});

test('does not let one entry that fails again and again hold up the others', () => {
  expect(chosen(entry('a', { upload: waiting(500, 6) }), entry('b'))).toBe('b');
});

test('holds only clips up while the uploads of the hour are used up', () => {
  expect(chosen(entry('a', { upload: waiting(429) }), entry('b'), entry('c', { clipBytes: 0 }))).toBe('c');
});
