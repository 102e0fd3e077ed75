import { expect, test } from 'vitest';
import { movement, sound } from './meter';

test('the movement meter tells small shares apart, and says when it is over', () => {
  expect(movement(0.002, 0.01)).toMatchObject({ isOver: false, word: 'still' });
  expect(movement(0.05, 0.01)).toEqual({ level: 0.5, notch: Math.sqrt(0.05), isOver: true, word: 'moving' });
});

test('the sound meter shows how far it rises above the usual, with the rise that counts', () => {
  const quiet = sound({ levelDb: -60, riseDb: 8, thresholdDb: 18 }, true);
  expect(quiet).toEqual({ level: 0.2, notch: 0.45, isOver: false, word: 'quiet' });
  expect(sound({ levelDb: -30, riseDb: 24, thresholdDb: 18 }, true)).toMatchObject({ isOver: true, word: 'loud' });
});

test('where sound is no trigger, the meter shows the level and no notch', () => {
  const reading = sound({ levelDb: -35, riseDb: 30, thresholdDb: 18 }, false);
  expect(reading).toEqual({ level: 0.5, isOver: false, word: 'not used' });
});
