import { expect, test } from 'vitest';
import { ClockJumps } from './clock-jumps';

function clocks() {
  const at = { wall: 1_000_000, steady: 5 };
  return { at, jumps: new ClockJumps(() => at.wall, () => at.steady) }; // prettier-ignore
}

test('time that passes on both clocks is no jump, however long it is', () => {
  const { at, jumps } = clocks();
  at.wall += 86_400_000;
  at.steady += 86_400_000;
  expect(jumps.since()).toBe(0);
});

test('a clock that is set forward or back is told once, by how much', () => {
  const { at, jumps } = clocks();
  at.wall += 7_200_000;
  expect(jumps.since()).toBe(7_200_000);
  expect(jumps.since()).toBe(0);
  at.wall -= 3_600_000 - 1_000;
  at.steady += 1_000;
  expect(jumps.since()).toBe(-3_600_000);
});

test('drift is no jump', () => {
  const { at, jumps } = clocks();
  at.wall += 600_000;
  at.steady += 601_500;
  expect(jumps.since()).toBe(0);
});
