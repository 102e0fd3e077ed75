import { expect, test } from 'vitest';
import examples from './score.examples.json' with { type: 'json' };
import { type LabelledClip, round, scores } from './score';

const clip = (changes: Partial<LabelledClip> = {}): LabelledClip => ({
  file: 'a.webm',
  duration: 63,
  events: [[20, 30]],
  mask: [],
  tags: [],
  ...changes,
});

const scored = (triggers: number[], changes: Partial<LabelledClip> = {}) =>
  scores([clip(changes)], { 'a.webm': triggers }).all;

test('a trigger inside an event detects it, and how late it was is told', () => {
  expect(scored([21.5])).toMatchObject({ events: 1, detected: 1, recall: 1, latency_median_s: 1.5, false_triggers: 0 });
});

test('a trigger a little before or after an event is no false one', () => {
  expect(scored([19.6])).toMatchObject({ detected: 1, latency_max_s: 0, false_triggers: 0 });
  expect(scored([32.9])).toMatchObject({ detected: 1, false_triggers: 0 });
});

test('other triggers are false, counted for each hour in which nothing happened', () => {
  const found = scored([10, 50]);
  expect(found).toMatchObject({
    detected: 0,
    false_triggers: 2,
    clips_with_false: 1,
    false_at: { 'a.webm': [10, 50] },
  });
  // 60 s after the warm-up, less the event with its margins.
  expect(found.nuisance_minutes).toBeCloseTo(46.5 / 60, 1);
  expect(found.false_per_hour).toBeCloseTo(2 / (46.5 / 3_600), 0);
  expect(found.missed).toEqual([['a.webm', 20, 30]]);
});

test('the warm-up and the cooldown hide triggers', () => {
  expect(scored([1, 50, 55, 59.9])).toMatchObject({ false_triggers: 1 });
});

test('an event that begins while a true trigger cools is covered, after a false one it is missed', () => {
  const events = [
    [20, 22],
    [28, 29],
  ] as const;
  expect(scored([21], { events })).toMatchObject({ detected: 2, covered: 1, missed: [] });
  expect(scored([18], { events: [[22, 24]] })).toMatchObject({ detected: 0, false_triggers: 1 });
});

test('no events have no recall, and no trigger no latency', () => {
  expect(scored([], { events: [] })).toMatchObject({ recall: null, latency_median_s: null, false_per_hour: 0 });
});

test("answers what the footage's own scorer answers", () => {
  for (const { clips, triggers, answer } of examples as unknown as Example[])
    expect(scores(clips, triggers as Readonly<Record<string, number[]>>)).toEqual(answer);
});

test('an exact half is rounded to the even neighbour', () => {
  expect([0.125, 0.375, 0.625, 2.675, 1.005].map((value) => round(value, 2))).toEqual([0.12, 0.38, 0.62, 2.67, 1]);
});

/** Made by `score.py --json` of the footage from chance events and triggers. */
interface Example {
  readonly clips: readonly LabelledClip[];
  readonly triggers: Readonly<Record<string, readonly number[]>>;
  readonly answer: ReturnType<typeof scores>;
}
