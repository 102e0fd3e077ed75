import { expect, test } from 'vitest';
import type { Trigger } from './event';
import { type GrayFrame, ignoredPixels } from './gray';
import { motionSettings, motionStart, motionStep } from './motion';

const width = 160;
const height = 90;

/** A repeatable source of noise: about normal, with deviation 1. */
function noiseSource(seed: number): () => number {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return () => next() + next() + next() + next() - 2;
}

interface Drawing {
  /** Multiplies the light of the whole scene. */
  readonly light?: number;
  readonly noise?: number;
  /** x, y, width, height in pixels, and the level it is painted with. */
  readonly block?: readonly [number, number, number, number, number];
}

/** A room: a wall with a soft gradient, a door, shelves, a floor. */
function draw({ light = 1, noise = 1, block }: Drawing, random: () => number): GrayFrame {
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let level = y > 62 ? 70 : 130 + x / 8;
      if (x > 20 && x < 40 && y > 20 && y < 62) level = 95;
      if (x > 100 && x < 150 && y % 12 < 2 && y < 60) level = 60;
      if (block && x >= block[0] && x < block[0] + block[2] && y >= block[1] && y < block[1] + block[3])
        level = block[4];
      pixels[y * width + x] = Math.max(0, Math.min(255, level * light + 2 * noise * random()));
    }
  }
  return { width, height, pixels };
}

interface Scenario {
  readonly seconds: number;
  readonly checksPerSecond?: number;
  readonly ignored?: Uint8Array;
  readonly sensitivity?: 'low' | 'normal' | 'high';
  readonly picture: (at: number) => Drawing;
}

/** Plays a scene; answers its triggers with the second each came at. */
function play({ seconds, checksPerSecond = 10, ignored, sensitivity = 'normal', picture }: Scenario) {
  const random = noiseSource(7);
  const settings = { ...motionSettings(sensitivity, 10), ...(ignored ? { ignored } : {}) };
  const triggers: (Trigger & { at: number })[] = [];
  let state = motionStart(0);
  for (let i = 0; i < seconds * checksPerSecond; i++) {
    const at = i / checksPerSecond;
    const step = motionStep(state, { at, frame: draw(picture(at), random) }, settings);
    state = step.state;
    if (step.trigger) triggers.push({ ...step.trigger, at });
  }
  return triggers;
}

/** A person-sized block that walks in from the left at `from`. */
const walker = (at: number, from: number): Drawing =>
  at < from ? {} : { block: [(at - from) * 20 - 14, 30, 14, 40, 40] };

test('an empty room never triggers', () => {
  expect(play({ seconds: 30, picture: () => ({}) })).toEqual([]);
});

test('strong noise never triggers', () => {
  expect(play({ seconds: 30, picture: () => ({ light: 0.3, noise: 2 }) })).toEqual([]);
});

test('slowly fading light never triggers', () => {
  expect(play({ seconds: 40, picture: (at) => ({ light: 1 - at / 80 }) })).toEqual([]);
});

test('a light that is switched off and on never triggers', () => {
  expect(play({ seconds: 30, picture: (at) => ({ light: at > 10 && at < 20 ? 0.4 : 1 }) })).toEqual([]);
});

test('a person who walks in triggers once, soon, and where they are', () => {
  const triggers = play({ seconds: 14, picture: (at) => walker(at, 6) });
  expect(triggers).toHaveLength(1);
  const [trigger] = triggers;
  expect(trigger!.at).toBeGreaterThan(6);
  expect(trigger!.at).toBeLessThan(7);
  expect(trigger).toMatchObject({ type: 'motion', doubt: false });
  expect(trigger!.changedShare).toBeGreaterThan(0.0025);
  expect(trigger!.cells!.length).toBeGreaterThan(0);
  expect(trigger!.cells!.every((cell) => cell % 16 <= 3)).toBe(true);
});

test('five checks a second are enough', () => {
  const [trigger] = play({ seconds: 14, checksPerSecond: 5, picture: (at) => walker(at, 6) });
  expect(trigger!.at).toBeLessThan(7.5);
});

test('a person in a dark, noisy room triggers', () => {
  const triggers = play({ seconds: 14, picture: (at) => ({ ...walker(at, 6), light: 0.3, noise: 1.5 }) });
  expect(triggers).toHaveLength(1);
});

test('nothing triggers while the scene is being learnt', () => {
  expect(play({ seconds: 3, picture: (at) => walker(at, 1) })).toEqual([]);
});

test('a person who comes in as the light goes on is seen, with a doubt', () => {
  const [trigger] = play({ seconds: 16, picture: (at) => ({ ...walker(at, 10.2), light: at < 10 ? 0.3 : 1 }) });
  expect(trigger!.at).toBeLessThan(12);
  expect(trigger!.doubt).toBe(true);
});

test('an insect-sized dot does not trigger', () => {
  expect(play({ seconds: 20, picture: (at) => ({ block: [(at * 9) % 150, 40, 2, 2, 20] }) })).toEqual([]);
});

test('a thing that is put down triggers, and is part of the scene in the end', () => {
  const triggers = play({
    seconds: 240,
    checksPerSecond: 5,
    picture: (at) => (at < 6 ? {} : { block: [70, 40, 16, 22, 30] }),
  });
  expect(triggers.length).toBeGreaterThan(0);
  expect(triggers.at(-1)!.at).toBeLessThan(180);
});

test('what moves in an ignored part does not trigger', () => {
  const ignored = ignoredPixels([[0, 0, 1, 1]], width, height);
  expect(play({ seconds: 14, ignored, picture: (at) => walker(at, 6) })).toEqual([]);
});

test('high sensitivity sees a smaller thing than low', () => {
  const small = (at: number): Drawing => (at < 6 ? {} : { block: [40 + (at - 6) * 6, 35, 4, 4, 60] });
  expect(play({ seconds: 14, sensitivity: 'low', picture: small })).toEqual([]);
  expect(play({ seconds: 14, sensitivity: 'high', picture: small })).toHaveLength(1);
});

test('a camera that turns to another size learns anew instead of failing', () => {
  const settings = motionSettings('normal', 10);
  const first = motionStep(motionStart(0), { at: 0, frame: draw({}, noiseSource(1)) }, settings);
  const turned = { width: 90, height: 160, pixels: new Uint8Array(90 * 160) };
  const step = motionStep(first.state, { at: 0.1, frame: turned }, settings);
  expect(step.reading.learning).toBe(true);
});
