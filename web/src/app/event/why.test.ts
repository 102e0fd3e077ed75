import { expect, test } from 'vitest';
import { anEvent } from '../../../testing/app/builders';
import type { NightjarEvent, Why } from '../../api/shapes';
import { type CameraSettings, defaultCameraSettings } from '../../core/event';
import { curveOf } from './curve';
import { proposalsFor } from './proposals';
import { curveWords, inForceWords, reasonWords } from './why-words';

const at = new Date(2026, 10, 22, 14, 51, 7).toISOString();
const why: Why = {
  settings: { version: 3, sensitivity: 'normal', extension: true, ignoredAreas: 1 },
  motionThreshold: 0.0025,
  ignoredShare: 0.14,
  curve: [],
};

function fired(trigger: Partial<NightjarEvent['trigger']>): NightjarEvent {
  return anEvent(1, at, { trigger: { type: 'motion', score: 0.1, doubt: false, ...trigger } });
}

test('says why a camera triggered, and what was enough', () => {
  const moved = fired({ changedShare: 0.031, cells: [1, 2] });
  expect(reasonWords(moved)).toBe('3.1\u00a0% of the picture changed, in 2 of 144 cells.');
  expect(reasonWords(moved, why)).toBe(
    '3.1\u00a0% of the picture changed, in 2 of 144 cells; 0.25\u00a0% was enough. Another 14\u00a0% moved in ignored areas and did not count.',
  );
  const doubt = fired({ changedShare: 0.031, doubt: true });
  expect(reasonWords(doubt)).toContain('this may have been the light alone');
});

test('says how far a sound rose above the usual', () => {
  const heard = fired({ type: 'sound', levelDb: -41.2, riseDb: 14.4 });
  expect(reasonWords(heard, { ...why, ignoredShare: 0, soundThresholdDb: 7 })).toBe(
    'The sound rose 14\u00a0dB above the usual, to −41\u00a0dB; 7\u00a0dB was enough.',
  );
  expect(inForceWords(why)).toEqual(['Sensitivity normal', '1 ignored area']);
});

test('a curve marks what lies above the threshold, and says when it rose there', () => {
  const values = [0, 0, 0.04, 0.04, 0, 0.09, 0];
  const curve = curveOf(
    values.map((value, index) => ({ at: index * 2, value })),
    0.01,
  );
  expect(curve?.passes).toEqual([4, 10]);
  expect(curve?.hot.match(/M/g)).toHaveLength(2);
  expect(curve && curveWords('Movement', curve)).toBe(
    'Movement over 12 seconds. It passes the threshold at second 4 and second 10.',
  );
});

test('a curve that stays below is not marked, and one moment is no curve', () => {
  const still = curveOf(
    [0, 0.001, 0].map((value, at) => ({ at, value })),
    0.01,
  );
  expect(still?.hot).toBe('');
  expect(still && curveWords('Movement', still)).toContain('stays below');
  expect(curveOf([{ at: 0, value: 1 }], 0.01)).toBeUndefined();
});

const settings: CameraSettings = { ...defaultCameraSettings, version: 3 };

test('a false alarm proposes to ignore where it moved, and to look less closely', () => {
  const [area, lower] = proposalsFor(fired({ cells: [0, 1, 16, 17] }), settings);
  expect(area?.change.mask).toEqual([expect.objectContaining({ name: 'False alarm 14:51' })]);
  expect(lower).toMatchObject({ what: 'Lower the sensitivity to low', change: { sensitivity: 'low' } });
});

test('a proposal is taken back without touching what was changed since', () => {
  const [area] = proposalsFor(fired({ cells: [0, 1] }), settings);
  const other = { name: 'Television', points: [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }] }; // prettier-ignore
  const later = { ...settings, ...area?.change, mask: [...(area?.change.mask ?? []), other] };
  expect(area?.undo(later)).toEqual({ mask: [other] });
});

test('nothing is proposed that would make a camera blind, or change nothing', () => {
  const everywhere = fired({ cells: Array.from({ length: 144 }, (_, cell) => cell) });
  expect(proposalsFor(everywhere, { ...settings, sensitivity: 'low' })).toEqual([]);
});

test('a sound that was no reason proposes a higher line', () => {
  const sound = { on: true, leastDb: -65 };
  const [raise] = proposalsFor(fired({ type: 'sound', levelDb: -41.2 }), { ...settings, sound });
  expect(raise?.change.sound).toEqual({ on: true, leastDb: -38 });
  expect(proposalsFor(fired({ type: 'sound', levelDb: -8 }), { ...settings, sound })).toEqual([]);
});
