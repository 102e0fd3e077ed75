import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Api } from '../../../api/api';
import type { HeartbeatAnswer } from '../../../api/shapes';
import { Heartbeat } from './heartbeat';

/** Counts how the source was each time that the server was told. */
const told: number[] = [];
let source = 0;
let heartbeat: Heartbeat;

beforeEach(() => {
  vi.useFakeTimers();
  told.length = 0;
  source = 0;
  const api = {
    heartbeat: (_deviceId: string, beat: { readonly queueLength: number }) => {
      told.push(beat.queueLength);
      return Promise.resolve({} as HeartbeatAnswer);
    },
  } as unknown as Api;
  const say = () => Promise.resolve({ queueLength: source } as never);
  heartbeat = new Heartbeat(api, 'camera', say, { answered: () => undefined, revoked: () => undefined });
});
afterEach(() => {
  heartbeat.stop();
  vi.useRealTimers();
});

async function change(to: number): Promise<void> {
  source = to;
  heartbeat.changed();
  await vi.advanceTimersByTimeAsync(0);
}

async function start(): Promise<void> {
  heartbeat.start();
  await vi.advanceTimersByTimeAsync(0);
  told.length = 0;
}

test('the first change is told at once', async () => {
  await start();
  await change(1);
  expect(told).toEqual([1]);
});

test('changes that follow soon after one are told together, as it is by then', async () => {
  await start();
  for (const to of [1, 2, 3, 4]) await change(to);
  expect(told).toEqual([1]);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(told).toEqual([1, 4]);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(told).toEqual([1, 4]);
});

test('what flaps for a minute is told once every three seconds, and in the end as it is', async () => {
  await start();
  for (let i = 1; i <= 600; i++) {
    await change(i);
    await vi.advanceTimersByTimeAsync(100);
  }
  await vi.advanceTimersByTimeAsync(3_000);
  expect(told.at(-1)).toBe(600);
  // Two regular ones are among them.
  expect(told.length).toBeLessThanOrEqual(24);
  expect(told.length).toBeGreaterThanOrEqual(20);
});

test('a change after a quiet time is told at once again', async () => {
  await start();
  await change(1);
  await vi.advanceTimersByTimeAsync(3_000);
  await change(2);
  expect(told).toEqual([1, 2]);
});

test('a clock that is set does not hold a change up', async () => {
  await start();
  await change(1);
  vi.setSystemTime(Date.now() - 86_400_000);
  await change(2);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(told).toEqual([1, 2]);
});

test('nothing is told once it is stopped', async () => {
  await start();
  await change(1);
  await change(2);
  heartbeat.stop();
  await change(3);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual([1]);
});
