import { expect, test } from 'vitest';
import { FramePacing } from './frame-pacing';

function taken(times: readonly number[], framesPerSecond: number): number[] {
  const pacing = new FramePacing(framesPerSecond);
  return times.filter((time) => pacing.takes(time));
}

function frames(framesPerSecond: number, seconds: number, jitter = 0): number[] {
  return Array.from({ length: framesPerSecond * seconds }, (_, i) => i / framesPerSecond + (i % 3) * jitter);
}

test('takes every frame of a camera that gives what was asked for, though unevenly', () => {
  expect(taken(frames(15, 10, 0.008), 15)).toHaveLength(150);
});

test('takes every second frame of a camera that gives twice as many, evenly', () => {
  const used = taken(frames(30, 10), 15);
  expect(used).toHaveLength(150);
  expect(Math.max(...used.slice(1).map((time, i) => time - used[i]!))).toBeLessThan(0.07);
});

test('takes no more than was asked for of any other camera', () => {
  expect(taken(frames(24, 10), 15).length).toBeLessThanOrEqual(151);
  expect(taken(frames(24, 10), 15).length).toBeGreaterThan(140);
});

test('takes no two frames of one time, and none that goes back', () => {
  expect(taken([1, 1, 0.9, 1.1, 1.1, 1.2], 10)).toEqual([1, 1.1, 1.2]);
});

test('goes on at once after a pause', () => {
  expect(taken([0, 0.1, 0.2, 9.03, 9.13, 9.23], 10)).toEqual([0, 0.1, 0.2, 9.03, 9.13, 9.23]);
});

test('refuses a rate at which nothing would pass', () => {
  expect(() => new FramePacing(0)).toThrow('framesPerSecond must be positive, got 0');
});
