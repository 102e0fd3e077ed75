import { expect, test } from 'vitest';
import { type SoundReading, soundSettings, soundStart, soundStep } from './sound';
import { levelsSeconds, levelsStart, levelsStep } from './sound-levels';

const sampleRate = 16_000;

/** A repeatable source of chance: even between −1 and 1. */
function chanceSource(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/** Plays a drawn sound: `amplitude` of white noise, and of what else is heard, at each second. */
function listen(
  seconds: number,
  sound: (at: number, chance: () => number) => number,
  sensitivity: 'low' | 'normal' | 'high' = 'normal',
) {
  const chance = chanceSource(11);
  const settings = soundSettings(sensitivity, 10);
  const triggers: { at: number; levelDb: number; type: string }[] = [];
  const readings: SoundReading[] = [];
  const size = levelsSeconds * sampleRate;
  let filters = levelsStart(sampleRate);
  let state = soundStart(0);
  for (let start = 0; start + size <= seconds * sampleRate; start += size) {
    const samples = Float32Array.from({ length: size }, (_, i) => sound((start + i) / sampleRate, chance));
    const measured = levelsStep(filters, samples);
    filters = measured.state;
    const at = (start + size) / sampleRate;
    const step = soundStep(state, { at, levels: measured.levels }, settings);
    state = step.state;
    readings.push(step.reading);
    if (step.trigger) triggers.push({ at, levelDb: step.trigger.levelDb!, type: step.trigger.type });
  }
  return { triggers, readings };
}

const within = (at: number, from: number, seconds: number) => at >= from && at < from + seconds;

test('steady noise, faint or loud, never triggers', () => {
  expect(listen(15, (_at, chance) => 0.001 * chance()).triggers).toEqual([]);
  expect(listen(15, (_at, chance) => 0.1 * chance()).triggers).toEqual([]);
});

test('a bang in a quiet room triggers at once and once', () => {
  const bang = (at: number) => (at < 8 ? 0 : 0.4 * Math.exp((8 - at) / 0.1));
  const { triggers } = listen(14, (at, chance) => (0.002 + bang(at)) * chance());
  expect(triggers).toHaveLength(1);
  expect(triggers[0]!.at).toBeGreaterThan(8);
  expect(triggers[0]!.at).toBeLessThan(8.2);
  expect(triggers[0]).toMatchObject({ type: 'sound' });
  expect(triggers[0]!.levelDb).toBeGreaterThan(-30);
});

test('a voice over a humming fan triggers', () => {
  const hum = (at: number) => 0.1 * Math.sin(2 * Math.PI * 90 * at);
  const voice = (at: number) => (within(at, 9, 1.5) ? 0.08 * Math.sin(2 * Math.PI * 500 * at) : 0);
  const { triggers } = listen(13, (at, chance) => hum(at) + voice(at) + 0.003 * chance());
  expect(triggers).toHaveLength(1);
  expect(triggers[0]!.at).toBeLessThan(9.5);
});

test('a sound that swells over seconds does not trigger', () => {
  const swell = (at: number) => 0.003 * 10 ** (Math.min(1, Math.max(0, (at - 6) / 5)) * 1.25);
  expect(listen(15, (at, chance) => swell(at) * chance()).triggers).toEqual([]);
});

test('a machine whose hum begins does not trigger', () => {
  const hum = (at: number) => (at < 8 ? 0 : 0.03 * Math.sin(2 * Math.PI * 100 * at));
  expect(listen(14, (at, chance) => hum(at) + 0.002 * chance()).triggers).toEqual([]);
});

test('single clicks and the ticks of a clock do not trigger', () => {
  const tick = (at: number) => (at % 1 < 0.003 ? 0.3 : 0);
  expect(listen(15, (at, chance) => (0.002 + tick(at)) * chance()).triggers).toEqual([]);
  expect(listen(15, (at, chance) => (0.002 + (within(at, 9, 0.003) ? 0.5 : 0)) * chance()).triggers).toEqual([]);
});

test('clicks do not hide a voice', () => {
  const click = (at: number) => (at % 2.3 < 0.002 ? 0.5 : 0);
  const voice = (at: number) => (within(at, 10, 1) ? 0.05 * Math.sin(2 * Math.PI * 500 * at) : 0);
  const { triggers } = listen(13, (at, chance) => (0.002 + click(at)) * chance() + voice(at));
  expect(triggers.map(({ at }) => Math.floor(at))).toEqual([10]);
});

test('a murmur that comes and goes is usual, and a shout over it is not', () => {
  const murmur = (at: number) => 0.02 * Math.max(0, Math.sin(2 * Math.PI * 0.5 * at));
  const shout = (at: number) => (within(at, 12, 0.7) ? 0.15 : 0);
  expect(listen(18, (at, chance) => (0.001 + murmur(at)) * chance()).triggers).toEqual([]);
  const { triggers } = listen(18, (at, chance) => (0.001 + murmur(at) + shout(at)) * chance());
  expect(triggers).toHaveLength(1);
});

test('nothing triggers while it is being learnt what is usual', () => {
  expect(listen(3, (at, chance) => (within(at, 1.5, 0.5) ? 0.4 : 0.002) * chance()).triggers).toEqual([]);
});

test('high sensitivity hears what low does not', () => {
  const knock = (at: number) => (within(at, 12, 0.3) ? 0.0065 : 0.002);
  const heard = (sensitivity: 'low' | 'high') => listen(14, (at, chance) => knock(at) * chance(), sensitivity).triggers;
  expect(heard('low')).toEqual([]);
  expect(heard('high')).toHaveLength(1);
});

test('the reading shows the level and how far it is above the usual', () => {
  const { readings } = listen(10, (at, chance) => (within(at, 9, 0.5) ? 0.2 : 0.002) * chance());
  const loudest = readings.reduce((one, other) => (other.riseDb > one.riseDb ? other : one));
  expect(loudest.levelDb).toBeGreaterThan(-25);
  expect(loudest.riseDb).toBeGreaterThan(30);
  expect(readings.at(100)).toMatchObject({ learning: true });
});
