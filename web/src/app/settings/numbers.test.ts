import { expect, test } from 'vitest';
import { defaultCameraSettings } from '../../core/event';
import { typedNumber } from './numbers';
import { maskWords, sensitivityWords } from './settings-words';

const rule = { least: 0.05, most: 20 };

test('a number is read as people write it', () => {
  expect(typedNumber(' 0,25 ', rule)).toEqual({ kind: 'number', value: 0.25 });
  expect(typedNumber('', rule)).toEqual({ kind: 'nothing' });
});

test('says what a number has to be', () => {
  expect(typedNumber('40', rule)).toEqual({ kind: 'wrong', sentence: 'Give a number from 0.05 to 20.' });
  expect(typedNumber('much', rule)).toMatchObject({ sentence: '“much” is no number. Give a number from 0.05 to 20.' });
  expect(typedNumber('2.5', { least: 1, most: 10, whole: true })).toMatchObject({
    sentence: 'Give a whole number from 1 to 10.',
  });
});

test('a sensitivity says what it means, by the figure that is in force', () => {
  expect(sensitivityWords(defaultCameraSettings)).toContain('what covers 0.25\u00a0% of the picture or more');
  const byHand = { sensitivity: 'high' as const, motion: { leastShare: 0.01 } };
  expect(sensitivityWords(byHand)).toContain('from 1\u00a0% of the picture');
});

test('says how much is ignored', () => {
  const half = {
    points: [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 0.5 },
      { x: 0, y: 0.5 },
    ],
  };
  expect(maskWords([])).toBe('Nothing is ignored');
  expect(maskWords([half])).toBe('One area, 50\u00a0% of the picture');
  expect(maskWords([half, half])).toBe('Two areas, 50\u00a0% of the picture');
});
