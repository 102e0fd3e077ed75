import { expect, test } from 'vitest';
import type { FrameSample } from '../media/frame-sampling';
import { SessionClock } from './session-clock';

function frame(timestamp: number, readAt: number): FrameSample {
  return { timestamp, readAt, timestamps: [timestamp], frame: { width: 0, height: 0, pixels: new Uint8Array() } };
}

test('counts seconds from the first frame, by the times that frames carry', () => {
  const clock = new SessionClock(frame(1_770.5, Date.UTC(2026, 0, 1)));
  expect(clock.ofFrame(1_770.5)).toBe(0);
  expect(clock.ofFrame(1_776.9)).toBeCloseTo(6.4);
  expect(clock.toWall(6.4)).toBe('2026-01-01T00:00:06.400Z');
});

test('goes on when the camera is opened anew and its frames count from another time', () => {
  const start = Date.UTC(2026, 0, 1);
  const clock = new SessionClock(frame(500, start));
  clock.reopened(frame(3, start + 60_000));
  expect(clock.ofFrame(3)).toBeCloseTo(60);
  expect(clock.ofFrame(4.5)).toBeCloseTo(61.5);
  expect(clock.ofWall(start + 61_500)).toBeCloseTo(61.5);
});
