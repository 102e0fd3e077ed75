import { expect, test } from 'vitest';
import type { SearchItem } from '../../api/shapes';
import { askedOf, asksSomething, queryOf, searchPath } from './asked';
import { pieces, tellingObservation, whyFound } from './marked';

const mark = (start: number, end: number, observation?: number) => ({
  field: observation === undefined ? ('summary' as const) : ('observation' as const),
  start,
  end,
  ...(observation !== undefined && { observation }),
});

test('an address reads back the same, and without anything it asks nothing', () => {
  const asked = { text: 'dog & “cat”', camera: 'c1', label: 'dog', trigger: 'sound', days: 7, concern: 1 };
  const path = searchPath(asked);
  expect(askedOf(new URL(path, 'https://n.example').searchParams)).toMatchObject(asked);
  expect(searchPath({ text: '' })).toBe('/search');
  expect(asksSomething({ text: '' })).toBe(false);
  expect(asksSomething({ text: '', days: 1 })).toBe(true);
});

test('what makes no sense in an address is left out', () => {
  expect(askedOf(new URLSearchParams('days=-1&concern=9&label='))).toEqual({ text: '' });
});

test('days begin at midnight of this device', () => {
  const { from } = queryOf({ text: '', days: 7 }, new Date(2026, 2, 10, 15, 30));
  expect(from).toBe(new Date(2026, 2, 4).toISOString());
  expect(queryOf({ text: 'dog' }, new Date()).from).toBeUndefined();
});

test('a text is cut at its marks; those that overlap or lie beyond it are left out', () => {
  expect(pieces('A dog ran.', [mark(2, 5)])).toEqual([
    { text: 'A ', isMarked: false },
    { text: 'dog', isMarked: true },
    { text: ' ran.', isMarked: false },
  ]);
  expect(pieces('dog', [mark(0, 3), mark(1, 2), mark(9, 12)])).toEqual([{ text: 'dog', isMarked: true }]);
  expect(pieces('', [])).toEqual([]);
});

test('the observation with most of the words is told', () => {
  expect(tellingObservation([mark(0, 1), mark(0, 1, 2), mark(3, 4, 1), mark(6, 7, 1)])).toBe(1);
  expect(tellingObservation([mark(0, 1)])).toBeUndefined();
});

test('says why an event was found', () => {
  const item = { words: ['red', 'umbrella'], labels: ['dog'], camera: true, similar: true, marks: [] };
  expect(whyFound(item as unknown as SearchItem)).toBe(
    'Has “red” and “umbrella”. Seen: dog. The camera is called so. Means something similar.',
  );
});
