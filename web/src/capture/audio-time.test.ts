import { expect, test } from 'vitest';
import { AudioTime } from './audio-time';

const levels = { levelDb: -50, middleDb: -60, highDb: -70 };

test('reports that come late do not move the time of what was heard', () => {
  const time = new AudioTime();
  const wall = (at: number, lateMs: number) => time.toWall([{ at, levels }], 1_000_000 + at * 1_000 + lateMs)[0]!.at;
  wall(1, 8);
  for (let i = 1; i < 50; i++) expect(wall(1 + i / 10, i % 5 === 0 ? 300 : 20)).toBeCloseTo(1_001_008 + i * 100, -1.5);
});

test('the times follow a clock that drifts away', () => {
  const time = new AudioTime();
  const drift = 1.0005;
  let last = 0;
  for (let at = 0; at < 3_600; at += 0.1)
    last = time.toWall([{ at, levels }], at * drift * 1_000 + 10)[0]!.at - at * drift * 1_000;
  expect(last).toBeCloseTo(10, 0);
});

test('after a standstill the clock is learnt anew', () => {
  const time = new AudioTime();
  time.toWall([{ at: 10, levels }], 10_000);
  time.reset();
  expect(time.toWall([{ at: 10.1, levels }], 70_000)[0]!.at).toBe(70_000);
});

test('all stretches of a report keep their distance', () => {
  const heard = new AudioTime().toWall(
    [1, 1.025, 1.05].map((at) => ({ at, levels })),
    5_000,
  );
  expect(heard.map(({ at }) => Math.round(at))).toEqual([4_950, 4_975, 5_000]);
});
