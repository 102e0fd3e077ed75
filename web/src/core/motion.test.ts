import { expect, test } from 'vitest';
import {
  chanceSource,
  draw,
  type Drawing,
  play,
  someone,
  switchThenWalker,
  told,
  toldOfSwitchThenWalker,
  walker,
  width,
} from '../../testing/drawn/room';
import { motionSettings, motionStart, motionStep } from './motion';

const nothing = { triggers: [], doubts: [] };
/** 0 before, 1 after, in between within `seconds`. */
const ramp = (at: number, from: number, seconds: number) => Math.min(1, Math.max(0, (at - from) / seconds));

test('an empty room never triggers', () => {
  expect(play({ seconds: 20, picture: () => ({}) })).toMatchObject(nothing);
});

test('strong noise, scattered everywhere, never triggers', () => {
  expect(play({ seconds: 20, picture: () => ({ light: 0.3, noise: 2 }) })).toMatchObject(nothing);
});

test('noise that begins all at once does not trigger', () => {
  expect(play({ seconds: 15, picture: (at) => ({ noise: at < 8 ? 0.5 : 2 }) }).triggers).toEqual([]);
});

test('rain does not trigger', () => {
  const chance = chanceSource(3);
  const drops = () => Array.from({ length: 12 }, () => [chance() * width, chance() * 84, 1, 4, 200] as const);
  expect(play({ seconds: 15, picture: () => ({ blocks: drops() }) }).triggers).toEqual([]);
});

test('slowly fading light never triggers', () => {
  expect(play({ seconds: 40, checksPerSecond: 5, picture: (at) => ({ light: 1 - at / 80 }) })).toMatchObject(nothing);
});

test('a light that is switched off and on never triggers', () => {
  const picture = (at: number) => ({ light: 1 - 0.6 * ramp(at, 8, 0.2) + 0.6 * ramp(at, 15, 0.2) });
  expect(play({ seconds: 22, picture }).triggers).toEqual([]);
});

test('mains flicker that rolls through the picture does not trigger', () => {
  const picture = (at: number): Drawing => ({ lightAt: (_x, y) => 1 + 0.07 * Math.sin(y / 7 + at * 5) });
  expect(play({ seconds: 15, picture }).triggers).toEqual([]);
});

test('a lamp at the edge of the picture does not trigger', () => {
  const glow = (x: number, y: number) => (y < 50 ? 1 : 0.4) * Math.exp(-(((x - 160) / 50) ** 2) - ((y - 30) / 40) ** 2);
  const picture = (at: number): Drawing => ({ lightAt: (x, y) => 1 + 0.9 * ramp(at, 8, 0.2) * glow(x, y) });
  expect(play({ seconds: 15, picture }).triggers).toEqual([]);
});

test('headlights that sweep a dark wall do not trigger', () => {
  const beam = (d: number, soft: number) => 1 / (1 + Math.exp(d / soft));
  const picture = (at: number): Drawing => ({
    light: 0.35,
    lightAt: (x, y) => 1 + 2 * beam(Math.abs(x - (at - 8) * 70) - 20, 4) * beam(Math.abs(y - 35) - 18, 4),
  });
  expect(play({ seconds: 15, picture }).triggers).toEqual([]);
});

test('a shaken camera does not trigger', () => {
  const chance = chanceSource(5);
  const reach = (at: number) => (at > 6 && at < 7.2 ? 1.4 : at > 10 && at < 11 ? 0.8 : 0.1);
  const picture = (at: number): Drawing => ({
    shift: [reach(at) * (2 * chance() - 1), reach(at) * (2 * chance() - 1)],
  });
  expect(play({ seconds: 15, picture }).triggers).toEqual([]);
});

test('a camera that was pushed aside does not trigger, and still sees who comes', () => {
  const picture = (at: number): Drawing => ({ ...walker(at, 14), shift: at < 7 ? [0, 0] : [2.4, 1.2] });
  const { triggers, readings } = play({ seconds: 17, picture });
  expect(triggers).toHaveLength(1);
  expect(triggers[0]!.at).toBeGreaterThan(14);
  expect(readings.filter(({ at }) => at > 10 && at < 14).every(({ changedShare }) => changedShare === 0)).toBe(true);
});

test('leaves that sway all the time do not trigger', () => {
  const leaf = (at: number, i: number) =>
    [
      100 + ((i * 7) % 50) + 1.5 * Math.sin(at * 4 + i),
      8 + ((i * 11) % 45) + Math.sin(at * 5 + i),
      4,
      3,
      40 + i,
    ] as const;
  const picture = (at: number): Drawing => ({ blocks: Array.from({ length: 20 }, (_, i) => leaf(at, i)) });
  expect(play({ seconds: 12, picture }).triggers).toEqual([]);
});

test('an insect-sized dot does not trigger', () => {
  const picture = (at: number): Drawing => ({ blocks: [[(at * 9) % 150, 40, 2, 2, 20]] });
  expect(play({ seconds: 15, picture })).toMatchObject(nothing);
});

test('a person who walks in triggers once, soon, and where they are', () => {
  const { triggers, doubts } = play({ seconds: 14, picture: (at) => walker(at, 6) });
  expect(doubts).toEqual([]);
  expect(triggers).toHaveLength(1);
  const [trigger] = triggers;
  expect(trigger!.at).toBeGreaterThan(6);
  expect(trigger!.at).toBeLessThan(7);
  expect(trigger).toMatchObject({ type: 'motion', doubt: false });
  expect(trigger!.changedShare).toBeGreaterThan(0.0025);
  expect(trigger!.cells!.length).toBeGreaterThan(0);
  expect(trigger!.cells!.every((cell) => cell % 16 <= 3)).toBe(true);
});

test.each([5, 15])('%d checks a second are enough', (checksPerSecond) => {
  const [trigger] = play({ seconds: 10, checksPerSecond, picture: (at) => walker(at, 6) }).triggers;
  expect(trigger!.at).toBeLessThan(7.5);
});

test('a person who walks very slowly triggers', () => {
  const { triggers } = play({ seconds: 14, picture: (at) => walker(at, 5, 5) });
  expect(triggers).toHaveLength(1);
});

test('a person in a dark, noisy room triggers', () => {
  const { triggers } = play({ seconds: 10, picture: (at) => ({ ...walker(at, 6), light: 0.3, noise: 1.5 }) });
  expect(triggers).toHaveLength(1);
});

test('a person triggers although the light drifts and the camera trembles', () => {
  const chance = chanceSource(9);
  const picture = (at: number): Drawing => ({ ...walker(at, 8), light: 1 - at / 60, shift: [0.3 * chance(), 0] });
  expect(play({ seconds: 11, picture }).triggers).toHaveLength(1);
});

test('nothing triggers while the scene is being learnt', () => {
  expect(play({ seconds: 3, picture: (at) => walker(at, 1) })).toMatchObject(nothing);
});

test('a person who stands still for a minute is not learnt', () => {
  const place = (at: number) => (at < 8 ? (at - 5) * 20 : at < 68 ? 60 : 60 + (at - 68) * 20);
  const picture = (at: number): Drawing => (at < 5 ? {} : { blocks: someone(place(at)) });
  const { readings, triggers } = play({ seconds: 71, checksPerSecond: 5, picture });
  const [early, late] = [10, 67].map((second) => readings.find(({ at }) => at >= second)!);
  expect(late!.changedShare).toBeGreaterThan(0.3 * early!.changedShare);
  expect(triggers.some(({ at }) => at > 68)).toBe(true);
});

test('a thing that is put down triggers once, and is part of the scene in the end', () => {
  const picture = (at: number): Drawing => (at < 5 ? {} : { blocks: [[Math.min(70, (at - 5) * 8), 40, 16, 22, 30]] });
  const { readings, triggers } = play({ seconds: 1000, checksPerSecond: 1, picture });
  expect(triggers).toHaveLength(1);
  expect(readings.at(-1)!.changedShare).toBe(0);
});

test.each([-0.5, -0.2, 0, 0.3, 0.8])('who comes in %d s after the light goes on is soon a trigger', (later) => {
  const picture = (at: number) => ({ ...walker(at, 8 + later), light: at < 8 ? 0.3 : 1 });
  const { triggers } = play({ seconds: 12, picture });
  expect(triggers[0]!.at).toBeLessThan(8 + Math.max(0, later) + 2);
});

test.each([0.05, 0.3, 0.6])('who stands there when the light goes on (from %d) is a doubt', (dark) => {
  const picture = (at: number): Drawing => ({ light: at < 8 ? dark : 1, ...(at < 8 ? {} : { blocks: someone(70) }) });
  const { triggers, doubts } = play({ seconds: 12, picture });
  const told = [...triggers, ...doubts];
  expect(told.length).toBeGreaterThan(0);
  // The person stands in columns 6 to 8 of the grid.
  expect(told[0]!.cells!.some((cell) => [6, 7, 8].includes(cell % 16))).toBe(true);
});

test('a doubt does not keep a trigger from coming', () => {
  const place = (at: number) => (at < 10 ? 70 : 70 + 20 * (at - 10));
  const picture = (at: number): Drawing => (at < 8 ? { light: 0.3 } : { blocks: someone(place(at)) });
  const { triggers, doubts } = play({ seconds: 13, picture });
  expect(doubts[0]!.at).toBeLessThan(10);
  expect(triggers[0]!.at).toBeGreaterThan(10);
  expect(triggers[0]!.doubt).toBe(false);
});

test('what moves in an ignored part does not trigger', () => {
  const { triggers } = play({ seconds: 10, mask: [[0, 0, 1, 1]], picture: (at) => walker(at, 6) });
  expect(triggers).toEqual([]);
});

test('what happens in an ignored part does not show beside it', () => {
  const screen = (at: number): Drawing => ({ blocks: [[60, 20, 40, 30, at % 2 < 1 ? 250 : 10]] });
  expect(play({ seconds: 12, mask: [[60 / 160, 20 / 90, 40 / 160, 30 / 90]], picture: screen })).toMatchObject(nothing);
});

test('what moves in an ignored part is shown as ignored', () => {
  const { readings } = play({ seconds: 10, mask: [[0, 0, 1, 1]], picture: (at) => walker(at, 6) });
  const [before, during] = [5, 8].map((second) => readings.find(({ at }) => at >= second)!);
  expect(before).toMatchObject({ ignoredShare: 0, ignoredCells: [] });
  expect(during!.ignoredShare).toBeGreaterThan(0.005);
  // The walker covers columns 2 and 3 of the grid then.
  expect(during!.ignoredCells!.every((cell) => [1, 2, 3, 4].includes(cell % 16))).toBe(true);
  expect(during!.ignoredCells!.length).toBeGreaterThan(1);
  expect(during!.changedShare).toBe(0);
});

test('without a mask nothing is said of ignored parts', () => {
  const { readings } = play({ seconds: 8, picture: (at) => walker(at, 6) });
  expect(readings.at(-1)).not.toHaveProperty('ignoredShare');
});

test('a mask that is drawn while the camera watches triggers nothing by itself, and the rest is watched on', () => {
  const screen = (at: number) => [60, 20, 40, 30, at % 2 < 1 ? 250 : 10] as const;
  const picture = (at: number): Drawing => ({
    blocks: [...(walker(at, 13).blocks ?? []), ...(at < 6 ? [] : [screen(at)])],
  });
  const mask = [[60 / 160, 20 / 90, 40 / 160, 30 / 90]] as const;
  const { triggers, doubts } = play({ seconds: 16, mask, maskFrom: 5, picture });
  expect([...triggers, ...doubts].every(({ at }) => at > 13)).toBe(true);
  expect(triggers).toHaveLength(1);
});

test('movement is known as such for as long as it lasts, also during the cooldown', () => {
  const { readings } = play({ seconds: 14, picture: (at) => walker(at, 5, 25) });
  const moving = readings.filter((reading) => reading.moving).map(({ at }) => at);
  expect(moving[0]).toBeGreaterThan(5);
  expect(moving[0]).toBeLessThan(6);
  // It has left the picture after 7 s.
  expect(moving.at(-1)).toBeGreaterThan(11);
  expect(moving.at(-1)).toBeLessThan(12.6);
});

test('what was set by hand holds in the place of the sensitivity', () => {
  const usual = motionSettings('high', 10);
  expect(motionSettings('high', 10, {})).toEqual(usual);
  expect(motionSettings('high', 10, { leastShare: 0.02, minimumSeconds: 2 })).toEqual({
    ...usual,
    leastShare: 0.02,
    seconds: 2,
  });
  expect(motionSettings('low', 10, { noiseFactor: 9, checks: 8 })).toMatchObject({ noiseFactor: 9, checks: 8 });
});

test('high sensitivity sees a smaller thing than low', () => {
  const small = (at: number): Drawing => (at < 6 ? {} : { blocks: [[40 + (at - 6) * 6, 35, 4, 4, 60]] });
  expect(play({ seconds: 10, sensitivity: 'low', picture: small }).triggers).toEqual([]);
  expect(play({ seconds: 10, sensitivity: 'high', picture: small }).triggers).toHaveLength(1);
});

test('a camera that turns to another size learns anew instead of failing', () => {
  const settings = motionSettings('normal', 10);
  const first = motionStep(motionStart(0), { at: 0, frame: draw({}, chanceSource(1)) }, settings);
  const later = motionStep(first.state, { at: 5, frame: draw({}, chanceSource(2)) }, settings);
  expect(later.reading.learning).toBe(false);
  const turned = { width: 90, height: 160, pixels: new Uint8Array(90 * 160) };
  expect(motionStep(later.state, { at: 5.1, frame: turned }, settings).reading.learning).toBe(true);
});

test('the same state and sample always give the same step', () => {
  const settings = motionSettings('normal', 10);
  let state = motionStart(0);
  for (let i = 0; i < 40; i++)
    state = motionStep(state, { at: i / 10, frame: draw(walker(i / 10, 3.2), chanceSource(i + 1)) }, settings).state;
  const before = structuredClone(state);
  const sample = { at: 4, frame: draw(walker(4, 3.2), chanceSource(99)) };
  const once = motionStep(state, sample, settings);
  expect(motionStep(state, sample, settings)).toEqual(once);
  expect(state).toEqual(before);
});

test('Node sees the same triggers as a browser', () => {
  expect(told(play(switchThenWalker))).toEqual(toldOfSwitchThenWalker);
});
