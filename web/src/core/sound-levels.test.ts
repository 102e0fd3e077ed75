import { expect, test } from 'vitest';
import { levelsStart, levelsStep, silenceDb } from './sound-levels';

function tone(hertz: number, sampleRate: number, amplitude = 0.5): Float32Array {
  return Float32Array.from(
    { length: sampleRate / 2 },
    (_, i) => amplitude * Math.sin((2 * Math.PI * hertz * i) / sampleRate),
  );
}

test.each([16_000, 44_100, 48_000])('a tone shows in its band alone, at %d samples per second', (sampleRate) => {
  const levels = (hertz: number) => levelsStep(levelsStart(sampleRate), tone(hertz, sampleRate)).levels;
  expect(levels(800).levelDb).toBeCloseTo(-9, 0);
  expect(levels(800).middleDb - levels(800).highDb).toBeGreaterThan(6);
  expect(levels(6000).highDb - levels(6000).middleDb).toBeGreaterThan(6);
  expect(levels(60).levelDb - levels(60).middleDb).toBeGreaterThan(20);
});

test('twice the amplitude is 6 dB more in each band', () => {
  const [one, two] = [0.2, 0.4].map(
    (amplitude) => levelsStep(levelsStart(16_000), tone(900, 16_000, amplitude)).levels,
  );
  for (const band of ['levelDb', 'middleDb', 'highDb'] as const) expect(two![band] - one![band]).toBeCloseTo(6.02, 1);
});

test('silence has a level too', () => {
  const { levels } = levelsStep(levelsStart(16_000), new Float32Array(400));
  expect(levels).toEqual({ levelDb: silenceDb, middleDb: silenceDb, highDb: silenceDb });
});

test('stretches of any length go on where the last one ended', () => {
  const all = tone(700, 16_000);
  const whole = levelsStep(levelsStart(16_000), all).state;
  const first = levelsStep(levelsStart(16_000), all.subarray(0, 1234)).state;
  expect(levelsStep(first, all.subarray(1234)).state.memory).toEqual(whole.memory);
});

test('refuses a sample rate that is none', () => {
  expect(() => levelsStart(0)).toThrow('sampleRate must be positive, got 0');
});
