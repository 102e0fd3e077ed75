import { expect, test } from 'vitest';
import { firstToGo, makeRoom, type Held } from './room';
import { firstStep, previewStep, type Upload } from './upload';

interface Named extends Held {
  readonly name: string;
}

const limits = { clips: 3, bytes: 100, entries: 5, previews: 2 };
const dismissed: Upload = { step: 'dismissed', until: 9 };
const refused: Upload = { step: 'refused', problem: { status: 413, code: 'clipTooLarge', sentence: '' } };

function entry(name: string, clipBytes: number, upload: Upload = firstStep): Named {
  return { name, kind: 'event', sessionId: 's', clipBytes, upload };
}

function clipOf(clipBytes: number) {
  return { clipBytes, frames: 0 };
}

function names(entries: readonly Named[]): string {
  return entries.map(({ name }) => name).join('');
}

test('keeps everything while there is room', () => {
  expect(makeRoom([entry('a', 40), entry('b', 40)], clipOf(20), limits)).toEqual({
    withoutClip: [],
    withoutFrames: [],
    dropped: [],
    fits: true,
  });
});

test('lets the oldest clips go when the bytes are too many', () => {
  expect(names(makeRoom([entry('a', 40), entry('b', 40), entry('c', 10)], clipOf(80), limits).withoutClip)).toBe('ab');
});

test('lets the oldest clip go when the clips are too many', () => {
  expect(names(makeRoom([entry('a', 1), entry('b', 1), entry('c', 1)], clipOf(1), limits).withoutClip)).toBe('a');
});

test('lets refused clips go before all others', () => {
  expect(names(makeRoom([entry('a', 50), entry('b', 50, refused)], clipOf(50), limits).withoutClip)).toBe('b');
});

test('touches nothing for a clip that could never fit', () => {
  expect(makeRoom([entry('a', 50)], clipOf(101), limits)).toMatchObject({ withoutClip: [], dropped: [], fits: false });
});

test('touches no clip for an event without one', () => {
  expect(makeRoom([entry('a', 100)], clipOf(0), limits).withoutClip).toEqual([]);
});

test('drops the oldest events when there are too many, and never a start of a session', () => {
  const start: Named = { ...entry('s', 0), kind: 'sessionStart' };
  const made = makeRoom([start, ...['a', 'b', 'c', 'd'].map((name) => entry(name, 0))], clipOf(0), limits);
  expect(names(made.dropped)).toBe('a');
});

test('lets gaps go like events, when there are too many', () => {
  const gap: Named = { ...entry('g', 0), kind: 'gap' };
  expect(names(makeRoom([gap, ...['a', 'b', 'c', 'd'].map((name) => entry(name, 0))], clipOf(0), limits).dropped)).toBe(
    'g',
  );
});

test('lets what was dismissed go before all else, then what was refused', () => {
  const held = [entry('a', 40), entry('r', 40, refused), entry('d', 20, dismissed)];
  expect(names(firstToGo(held))).toBe('dra');
  expect(names(makeRoom(held, clipOf(10), limits).withoutClip)).toBe('d');
  expect(names(makeRoom(held, clipOf(60), limits).withoutClip)).toBe('dr');
  const many = [entry('a', 0), entry('b', 0), entry('c', 0), entry('r', 0, refused), entry('d', 0, dismissed)];
  expect(names(makeRoom(many, clipOf(0), limits).dropped)).toBe('d');
});

test('lets the oldest frames go when too many previews wait', () => {
  const previews = ['a', 'b'].map((name) => ({ ...entry(name, 0, previewStep(true)), frames: 3 }));
  expect(names(makeRoom([...previews, entry('c', 0)], { clipBytes: 0, frames: 2 }, limits).withoutFrames)).toBe('a');
  expect(makeRoom(previews, clipOf(10), limits).withoutFrames).toEqual([]);
});
