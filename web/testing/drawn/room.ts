import type { Trigger } from '../../src/core/event';
import type { GrayFrame } from '../../src/core/gray';
import { maskPixels, type Rectangle, rectangle } from '../../src/core/mask';
import { type MotionReading, motionSettings, motionStart, motionStep } from '../../src/core/motion';

export const width = 160;
export const height = 90;

/** What is to be seen at one moment in a drawn room. */
export interface Drawing {
  /** Multiplies the light of the whole scene. */
  readonly light?: number;
  /** Multiplies the light at one place, in pixels. */
  readonly lightAt?: (x: number, y: number) => number;
  readonly noise?: number;
  /** x, y, width, height in pixels, and the level it is painted with. */
  readonly blocks?: readonly (readonly [number, number, number, number, number])[];
  /** How far the camera is displaced, in pixels. */
  readonly shift?: readonly [number, number];
}

/** A room over some time. */
export interface Scenario {
  readonly seconds: number;
  readonly checksPerSecond?: number;
  readonly mask?: readonly Rectangle[];
  /** From when on the mask holds; from the start unless it says otherwise. */
  readonly maskFrom?: number;
  readonly sensitivity?: 'low' | 'normal' | 'high';
  readonly seed?: number;
  readonly picture: (at: number) => Drawing;
}

/** What the motion trigger said about a scenario. */
export interface Played {
  readonly triggers: readonly (Trigger & { readonly at: number })[];
  readonly doubts: readonly (Trigger & { readonly at: number })[];
  readonly readings: readonly (MotionReading & { readonly at: number })[];
}

/** A repeatable source of chance: even between 0 and 1. */
export function chanceSource(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A room: a wall with a soft gradient, a door, shelves, a floor with boards. */
export function draw(
  { light = 1, lightAt, noise = 1, blocks = [], shift = [0, 0] }: Drawing,
  chance: () => number,
): GrayFrame {
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const around = shift[0] === 0 && shift[1] === 0 ? room(x, y) : between(x + shift[0], y + shift[1]);
      const block = blocks.findLast(([left, top, w, h]) => x >= left && x < left + w && y >= top && y < top + h);
      const level = (block ? block[4] : around) * light * (lightAt?.(x, y) ?? 1);
      const grain = 2 * noise * (chance() + chance() + chance() + chance() - 2);
      pixels[y * width + x] = Math.max(0, Math.min(255, level + grain));
    }
  }
  return { width, height, pixels };
}

function room(x: number, y: number): number {
  if (x > 20 && x < 40 && y > 20 && y < 62) return 95;
  if (x > 100 && x < 150 && y % 12 < 2 && y < 60) return 60;
  return y > 62 ? 70 + ((x + y) % 14 < 2 ? 14 : 0) : 130 + x / 8;
}

function between(x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - left, y - top];
  const upper = room(left, top) * (1 - right) + room(left + 1, top) * right;
  const lower = room(left, top + 1) * (1 - right) + room(left + 1, top + 1) * right;
  return upper * (1 - down) + lower * down;
}

/** A person about 40 pixels high with dark legs, a light shirt and a head; `x` of the left side. */
export function someone(x: number): NonNullable<Drawing['blocks']> {
  return [
    [x, 52, 12, 24, 35],
    [x - 1, 38, 14, 15, 190],
    [x + 3, 31, 7, 7, 100],
  ];
}

/** Someone who walks in from the left at `from`, by so many pixels per second. */
export function walker(at: number, from: number, speed = 20): Drawing {
  return at < from ? {} : { blocks: someone((at - from) * speed - 14) };
}

/** Plays a scenario to the motion trigger, with a cooldown of 10 s. */
export function play({
  seconds,
  checksPerSecond = 10,
  mask,
  maskFrom = 0,
  sensitivity = 'normal',
  seed = 7,
  picture,
}: Scenario): Played {
  const chance = chanceSource(seed);
  const plain = motionSettings(sensitivity, 10);
  const masked = mask ? { ...plain, ignored: maskPixels(mask.map(rectangle), width, height) } : plain;
  const triggers: (Trigger & { at: number })[] = [];
  const doubts: (Trigger & { at: number })[] = [];
  const readings: (MotionReading & { at: number })[] = [];
  let state = motionStart(0);
  for (let i = 0; i < seconds * checksPerSecond; i++) {
    const at = i / checksPerSecond;
    const step = motionStep(state, { at, frame: draw(picture(at), chance) }, at < maskFrom ? plain : masked);
    state = step.state;
    readings.push({ ...step.reading, at });
    if (step.trigger) (step.trigger.doubt ? doubts : triggers).push({ ...step.trigger, at });
  }
  return { triggers, doubts, readings };
}

/** A light goes on, and two seconds later someone walks in. */
export const switchThenWalker: Scenario = {
  seconds: 12,
  picture: (at) => ({ ...walker(at, 9), light: at < 7 ? 0.4 : 1 }),
};

/** What is the same wherever the trigger runs. */
export function told({ triggers, doubts }: Played) {
  return [...triggers, ...doubts].map(({ at, changedShare, cells, doubt }) => ({ at, changedShare, cells, doubt }));
}

/** What `told(play(switchThenWalker))` is, in Node as in every browser. */
export const toldOfSwitchThenWalker = [
  { at: 9.7, changedShare: 646 / 14_400, cells: [48, 49, 64, 65, 80, 81, 96, 97, 112, 113, 128, 129], doubt: false },
];
