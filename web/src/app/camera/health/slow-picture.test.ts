import { expect, test } from 'vitest';
import { SlowPicture } from './slow-picture';

test('few frames count only once they have lasted', () => {
  const slowness = new SlowPicture();
  expect(slowness.isSlow(4, 24, 0)).toBe(false);
  expect(slowness.isSlow(4, 24, 9_000)).toBe(false);
  expect(slowness.isSlow(4, 24, 10_000)).toBe(true);
  expect(slowness.isSlow(14, 24, 11_000)).toBe(false);
  expect(slowness.isSlow(4, 24, 12_000)).toBe(false);
});

test('a camera that was asked for few frames may give half of them', () => {
  const slowness = new SlowPicture();
  for (const at of [0, 20_000]) expect(slowness.isSlow(5, 10, at)).toBe(false);
});

test('as long as there are too few frames to count, it is not slow', () => {
  const slowness = new SlowPicture();
  for (const at of [0, 20_000]) expect(slowness.isSlow(0, 24, at)).toBe(false);
});
