import { expect, test } from 'vitest';
import { align } from './alignment';

/** Frames ten a second that come up to 8 ms early or late, as cameras do. */
function unevenFrames(count: number): number[] {
  let state = 3;
  return Array.from({ length: count }, (_, i) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return i / 10 + (state / 2 ** 32 - 0.5) * 0.016;
  });
}

const frames = unevenFrames(80);
const recordedFrom = (first: number) => frames.slice(first, first + 30).map((frame) => frame - frames[first]!);

test('finds the frame that the recording began with, though the recorder let some pass', () => {
  for (const first of [20, 21, 24, 30]) {
    const found = align(frames, recordedFrom(first), frames[20]! - 0.03)!;
    expect(found.offset).toBeCloseTo(frames[first]!, 3);
    expect(found.isCertain).toBe(true);
  }
});

test('a frame that was missed does not matter', () => {
  const seen = frames.filter((_, i) => i % 9 !== 0);
  expect(align(seen, recordedFrom(21), frames[20]!)!.offset).toBeCloseTo(frames[21]!, 3);
});

test('with frames too even to tell apart it takes the first one after the start, and says how sure it is', () => {
  // Even but for rounding, which differs between the two.
  const even = Array.from({ length: 80 }, (_, i) => i / 10);
  const rounded = even.slice(0, 30).map((time, i) => time + (i % 3) * 1e-5);
  const found = align(even, rounded, 1.95)!;
  expect(found.offset).toBeCloseTo(2);
  expect(found).toMatchObject({ isCertain: false });
  expect(found.uncertainty).toBeCloseTo(0.1);
});

test('a first picture that repeats an old frame does not mislead it', () => {
  const [, ...others] = recordedFrom(21);
  expect(align(frames, [0.07, ...others], frames[20]!)!.offset).toBeCloseTo(frames[21]!, 3);
});

test('recording times need not begin at zero', () => {
  const late = recordedFrom(20).map((time) => time + 0.06);
  expect(align(frames, late, frames[20]! - 0.01)!.offset).toBeCloseTo(frames[20]! - 0.06, 3);
});

test('waits for enough packets', () => {
  expect(align(frames, [], 2)).toBeUndefined();
  expect(align(frames, recordedFrom(20).slice(0, 5), 2)).toBeUndefined();
});
