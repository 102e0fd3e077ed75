import { expect, test } from 'vitest';
import { defaultCameraSettings } from './event';
import { curveOf, type Measured, reasonSettings } from './why';

const every = (seconds: number, count: number, more: (at: number) => Partial<Measured>): Measured[] =>
  Array.from({ length: count }, (_, i) => ({ at: i * seconds, ...more(i * seconds) }));

test('a short curve has each moment, counted from the start of the clip', () => {
  const measured = [
    { at: 9.9, share: 0.5 },
    { at: 10, share: 0.01 },
    { at: 10.05, riseDb: 3.456 },
    { at: 10.1, share: 0.02 },
    { at: 10.2, share: 0.5 },
  ];
  expect(curveOf(measured, 10, 10.15, 10.02)).toEqual([
    { atSeconds: -0.02, share: 0.01 },
    { atSeconds: 0.03, riseDb: 3.5 },
    { atSeconds: 0.08, share: 0.02 },
  ]);
});

test('a long curve is thinned so that its peaks stay', () => {
  const seen = every(0.1, 900, (at) => ({ share: Math.abs(at - 41.3) < 0.01 ? 0.37 : 0.001 }));
  const heard = every(0.1, 900, (at) => ({ riseDb: Math.abs(at - 77.7) < 0.01 ? 31 : -2 }));
  const curve = curveOf(
    [...seen, ...heard].toSorted((a, b) => a.at - b.at),
    0,
    90,
  );
  expect(curve.length).toBeLessThanOrEqual(240);
  expect(curve.length).toBeGreaterThan(200);
  expect(curve.find(({ share }) => share === 0.37)!.atSeconds).toBeCloseTo(41.3);
  expect(Math.max(...curve.map(({ riseDb }) => riseDb!))).toBe(31);
  const times = curve.map(({ atSeconds }) => atSeconds);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test('nothing measured makes an empty curve', () => {
  expect(curveOf([], 0, 10)).toEqual([]);
  expect(curveOf([{ at: 3, share: 1 }], 5, 10)).toEqual([]);
});

test('the settings of the sound are told only where the camera listens', () => {
  const settings = { ...defaultCameraSettings, mask: [{ points: [] }] };
  expect(reasonSettings(settings)).toEqual({ version: 1, sensitivity: 'normal', extension: true, ignoredAreas: 1 });
  const listening = { ...settings, sound: { on: true, leastDb: -50, riseDb: 9 } };
  expect(reasonSettings(listening).sound).toEqual({ leastDb: -50, riseDb: 9 });
});
