import { expect, test } from 'vitest';
import { ArrivalOffset, SoundLine } from './sound-line';

/** Pictures carry the time at which they arrive, less 5 ms. */
function pictures(): ArrivalOffset {
  const offset = new ArrivalOffset();
  for (let i = 0; i < 30; i++) offset.saw(i / 15, i / 15 + 0.005 + (i % 4) * 0.003);
  return offset;
}

/** Sounds of 10 ms on a clock that is 100 s ahead of the pictures', each 5 ms after its end and a little later. */
function arriving(at: number): [number, number, number] {
  return [100 + at - 0.015, 0.01, at + (Math.round(at * 100) % 5) * 0.002];
}

function from(line: SoundLine, start: number, end: number, moved = 0) {
  const placed = [];
  for (let i = Math.round(start * 100); i < Math.round(end * 100); i++) {
    const [timestamp, duration, arrivedAt] = arriving(i / 100);
    placed.push({ timestamp, ...line.place(timestamp + moved, duration, arrivedAt) });
  }
  return placed;
}

test('begins after a second, at its place among the pictures', () => {
  const placed = from(new SoundLine(pictures()), 0, 3);
  const first = placed.findIndex(({ kind }) => kind !== 'drop');
  expect(first).toBeGreaterThanOrEqual(99);
  expect(first).toBeLessThan(103);
  const begun = placed[first]!;
  expect(begun.kind).toBe('begin');
  expect(begun.kind === 'begin' && begun.at).toBeCloseTo(begun.timestamp - 100, 2);
  expect(placed.slice(first + 1).every(({ kind }) => kind === 'use')).toBe(true);
});

test('is not misled by first sounds with wrong times', () => {
  const line = new SoundLine(pictures());
  for (let i = 0; i < 40; i++) line.place(3 + i / 100, 0.01, i / 100);
  const placed = from(line, 0.4, 2);
  const begun = placed.find(({ kind }) => kind === 'begin')!;
  expect(begun.kind === 'begin' && begun.at).toBeCloseTo(begun.timestamp - 100, 2);
});

test('fills a pause with silence', () => {
  const line = new SoundLine(pictures());
  from(line, 0, 2);
  const [first, ...others] = from(line, 2.3, 3);
  expect(first).toMatchObject({ kind: 'use' });
  expect(first!.kind === 'use' && first!.silenceSeconds).toBeCloseTo(0.3, 2);
  expect(others.every((placed) => placed.kind === 'use' && placed.silenceSeconds === 0)).toBe(true);
});

test('begins anew after a long pause', () => {
  const line = new SoundLine(pictures());
  from(line, 0, 2);
  const [first] = from(line, 60, 61);
  expect(first!.kind).toBe('begin');
});

test('drops what lies where there already is sound', () => {
  const line = new SoundLine(pictures());
  from(line, 0, 2);
  const placed = from(line, 2, 3, -0.2);
  expect(placed.slice(0, 10).every(({ kind }) => kind === 'drop')).toBe(true);
});

test('follows clocks that drift apart', () => {
  const line = new SoundLine(pictures());
  from(line, 0, 2);
  let used = 0;
  // The sound's clock runs 0.2 % fast, so that its pieces are a little too short for the time that passes.
  for (let i = 200; i < 20_000; i++) {
    const at = i / 100;
    const placed = line.place(100 + at * 1.002 - 0.019, 0.01, at);
    if (placed.kind === 'use') used += 0.01 + placed.silenceSeconds;
  }
  expect(Math.abs(used - 198)).toBeLessThan(0.1);
});
