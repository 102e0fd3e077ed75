import { expect, test } from 'vitest';
import type { Queued } from './queue';
import { makeRoom } from './room';
import { firstStep, type Upload } from './upload';

interface Named extends Queued {
  readonly name: string;
}

const limits = { clips: 3, bytes: 100, entries: 5 };
const refused: Upload = { step: 'refused', problem: { status: 413, code: 'clipTooLarge', sentence: '' } };

function entry(name: string, clipBytes: number, upload: Upload = firstStep): Named {
  return { name, kind: 'event', sessionId: 's', clipBytes, upload };
}

function names(entries: readonly Named[]): string {
  return entries.map(({ name }) => name).join('');
}

test('keeps everything while there is room', () => {
  expect(makeRoom([entry('a', 40), entry('b', 40)], 20, limits)).toEqual({ withoutClip: [], dropped: [], fits: true });
});

test('lets the oldest clips go when the bytes are too many', () => {
  expect(names(makeRoom([entry('a', 40), entry('b', 40), entry('c', 10)], 80, limits).withoutClip)).toBe('ab');
});

test('lets the oldest clip go when the clips are too many', () => {
  expect(names(makeRoom([entry('a', 1), entry('b', 1), entry('c', 1)], 1, limits).withoutClip)).toBe('a');
});

test('lets refused clips go before all others', () => {
  expect(names(makeRoom([entry('a', 50), entry('b', 50, refused)], 50, limits).withoutClip)).toBe('b');
});

test('touches nothing for a clip that could never fit', () => {
  expect(makeRoom([entry('a', 50)], 101, limits)).toEqual({ withoutClip: [], dropped: [], fits: false });
});

test('touches no clip for an event without one', () => {
  expect(makeRoom([entry('a', 100)], 0, limits).withoutClip).toEqual([]);
});

test('drops the oldest events when there are too many, and never a start of a session', () => {
  const start: Named = { ...entry('s', 0), kind: 'sessionStart' };
  const made = makeRoom([start, ...['a', 'b', 'c', 'd'].map((name) => entry(name, 0))], 0, limits);
  expect(names(made.dropped)).toBe('a');
});
