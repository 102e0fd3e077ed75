import { expect, test } from 'vitest';
import { chanceSource, draw, type Drawing, walker } from '../../testing/drawn/room';
import { motionSettings } from './motion';
import { listen, look, noticeAgain, type Noticed, type NoticeSettings, noticeStart } from './noticing';
import { soundSettings } from './sound';

const usual: NoticeSettings = {
  motion: motionSettings('normal', 30),
  sound: soundSettings('normal', 30),
  listens: true,
  cooldownSeconds: 30,
  postSeconds: 8,
  mostPostSeconds: 50,
  extension: true,
};

interface Night {
  readonly seconds: number;
  readonly picture?: (at: number) => Drawing;
  /** Level of the sound in dB. */
  readonly levelDb?: (at: number) => number;
  readonly settings?: (at: number) => Partial<NoticeSettings>;
  /** The camera is opened anew then. */
  readonly reopenedAt?: number;
}

/** Plays a night to both senses: 8 pictures and 20 stretches of sound a second. */
function play({ seconds, picture = () => ({}), levelDb = () => -60, settings = () => ({}), reopenedAt = -1 }: Night) {
  const chance = chanceSource(7);
  const told: (Noticed & { at: number })[] = [];
  let state = noticeStart(0);
  for (let i = 0; i < seconds * 40; i++) {
    const at = i / 40;
    if (at === reopenedAt) state = noticeAgain(noticeAgain(state, 'motion', at), 'sound', at);
    const inForce = { ...usual, ...settings(at) };
    const steps = [];
    if (i % 5 === 0) {
      const step = look(state, { at, frame: draw(picture(at), chance) }, inForce);
      state = step.state;
      steps.push(step);
    }
    if (i % 2 === 0) {
      const db = levelDb(at);
      const step = listen(state, { at, levels: { levelDb: db, middleDb: db - 3, highDb: db - 9 } }, inForce);
      state = step.state;
      steps.push(step);
    }
    told.push(...steps.flatMap(({ noticed }) => noticed.map((one) => ({ ...one, at }))));
  }
  const events = told.filter((one) => one.kind === 'begins');
  /** When the clip of the event that began last ends. */
  const ends = () => told.flatMap((one) => ('endsAt' in one ? [one.endsAt] : [])).at(-1)!;
  return { told, events, ends };
}

/** Walks to and fro from one time to another; elsewhere the room is empty. */
const pacing = (at: number, from: number, to: number): Drawing => {
  if (at < from || at > to) return {};
  const way = (at - from) * 20;
  return walker(Math.floor(way / 140) % 2 ? 7 - (way % 140) / 20 : (way % 140) / 20, 0);
};
const within = (at: number, from: number, to: number) => at >= from && at < to;

test('an event whose movement ends soon keeps the usual length', () => {
  const { events, ends } = play({ seconds: 20, picture: (at) => pacing(at, 5, 6.5) });
  expect(events).toHaveLength(1);
  expect(ends() - events[0]!.at).toBeGreaterThanOrEqual(8);
  expect(ends() - events[0]!.at).toBeLessThan(9.7);
});

test('an event goes on as long as something moves, and no further one begins in it or within its cooldown', () => {
  const { events, ends } = play({ seconds: 60, picture: (at) => pacing(at, 5, 40) });
  expect(events).toHaveLength(1);
  expect(ends()).toBeGreaterThan(47);
  expect(ends()).toBeLessThan(49);
});

test('movement that comes back before the end of the clip goes on with the same event', () => {
  const picture = (at: number) => (at < 10 ? pacing(at, 5, 7) : pacing(at, 12, 16));
  const { events, ends } = play({ seconds: 30, picture });
  expect(events).toHaveLength(1);
  expect(ends()).toBeGreaterThan(23);
});

test('the longest clip ends an event that never ends, and the next one begins then', () => {
  const settings = () => ({ mostPostSeconds: 35 });
  const { events, told } = play({ seconds: 50, picture: (at) => pacing(at, 5, 50), settings });
  expect(events).toHaveLength(2);
  const end = Math.max(...told.flatMap((one) => ('endsAt' in one && one.at < events[1]!.at ? [one.endsAt] : [])));
  expect(end - events[0]!.at).toBeCloseTo(35);
  expect(events[1]!.at).toBeGreaterThan(end);
  expect(events[1]!.at).toBeLessThan(end + 1.5);
});

test('without extension a clip keeps its length, and the next event begins after the cooldown', () => {
  const settings = () => ({ extension: false, cooldownSeconds: 10 });
  const { events, told } = play({ seconds: 30, picture: (at) => pacing(at, 5, 30), settings });
  expect(told.some(({ kind }) => kind === 'goesOn')).toBe(false);
  expect(events.map(({ at }) => Math.round((at - events[0]!.at) / 10.5))).toEqual([0, 1, 2]);
});

test('settings that change amid an event hold from the next one on', () => {
  const settings = (at: number) => (at < 8 ? {} : { extension: false, postSeconds: 5, cooldownSeconds: 10 });
  const { events, ends } = play({ seconds: 30, picture: (at) => pacing(at, 5, 15), settings });
  expect(events).toHaveLength(1);
  expect(ends()).toBeGreaterThan(22);
});

test('who comes right after the cooldown is not missed, though something moved late in it', () => {
  const settings = () => ({ extension: false });
  // A bang begins the event; someone passes 20 s later, and another one as soon as the cooldown is over.
  const picture = (at: number) => (at < 35 ? pacing(at, 26, 28) : pacing(at, 37.5, 40));
  const levelDb = (at: number) => (within(at, 6, 6.6) ? -25 : -60);
  const { events } = play({ seconds: 42, picture, levelDb, settings });
  expect(events.map(({ trigger }) => trigger.type)).toEqual(['sound', 'motion']);
  expect(events[1]!.at).toBeLessThan(39);
});

test('a sound that goes on makes the clip longer, a fan that stays on does not end the night', () => {
  const crying = (at: number) => (within(at, 6, 20) && at % 2 < 1.2 ? -30 : -60);
  const { events, ends } = play({ seconds: 35, levelDb: crying });
  expect(events).toHaveLength(1);
  expect(ends()).toBeGreaterThan(26.5);
  expect(ends()).toBeLessThan(29);
  const fan = play({ seconds: 120, levelDb: (at) => (at > 6 ? -35 : -60) });
  expect(fan.events).toHaveLength(1);
  expect(fan.ends() - fan.events[0]!.at).toBeCloseTo(50);
});

test('what is heard begins nothing where the camera does not listen', () => {
  const levelDb = (at: number) => (within(at, 6, 9) ? -20 : -60);
  expect(play({ seconds: 15, levelDb, settings: () => ({ listens: false }) }).told).toEqual([]);
});

test('what is heard soon after what was seen adds to the reason', () => {
  const levelDb = (at: number) => (within(at, 8, 9) ? -25 : -60);
  const { told } = play({ seconds: 12, picture: (at) => pacing(at, 5, 7), levelDb });
  expect(told.filter(({ kind }) => kind !== 'goesOn')).toMatchObject([
    { kind: 'begins', trigger: { type: 'motion' } },
    { kind: 'adds', trigger: { type: 'both', riseDb: expect.any(Number) as number } },
  ]);
});

test('a doubt is not made longer, and what moves in it is an event of its own', () => {
  const place = (at: number) => (at < 10 ? 70 : 70 + 20 * (at - 10));
  const someoneThere = (at: number): Drawing => walker(place(at), -14, 1);
  const picture = (at: number): Drawing => (at < 8 ? { light: 0.3 } : someoneThere(at));
  const { events, told } = play({ seconds: 14, picture });
  expect(events.map(({ trigger }) => trigger.doubt)).toEqual([true, false]);
  const between = told.filter((one) => one.at < events[1]!.at);
  expect(between.map(({ kind }) => kind)).toEqual(['begins']);
});

test('the cooldown goes on when the camera is opened anew', () => {
  const picture = (at: number) => (at < 15 ? pacing(at, 5, 7) : pacing(at, 20, 24));
  expect(play({ seconds: 30, picture, reopenedAt: 15 }).events).toHaveLength(1);
});
