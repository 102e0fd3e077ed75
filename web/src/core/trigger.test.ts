import { expect, test } from 'vitest';
import type { Trigger } from './event';
import { joinTriggers, type JoinState, type Noticed } from './trigger';

const settings = { togetherSeconds: 5, cooldownSeconds: 30 };
const motion: Trigger = { type: 'motion', score: 0.03, changedShare: 0.03, cells: [17], doubt: false };
const sound: Trigger = { type: 'sound', score: 14, levelDb: -31, doubt: false };
const doubt: Trigger = { ...motion, doubt: true };

function join(...noticed: readonly Noticed[]) {
  let state: JoinState = {};
  return noticed.flatMap((one) => {
    const step = joinTriggers(state, one, settings);
    state = step.state;
    return step.joined ? [{ at: one.at, ...step.joined }] : [];
  });
}

test('movement alone and sound alone each begin an event with their own reason', () => {
  expect(join({ at: 1, motion })).toEqual([{ at: 1, kind: 'begins', trigger: motion }]);
  expect(join({ at: 1, sound })).toEqual([{ at: 1, kind: 'begins', trigger: sound }]);
});

test('what is seen and heard at once is one event for both reasons', () => {
  const trigger = { type: 'both', score: 0.03, changedShare: 0.03, cells: [17], levelDb: -31, doubt: false };
  expect(join({ at: 1, motion, sound })).toEqual([{ at: 1, kind: 'begins', trigger }]);
});

test('what is heard soon after adds to the reason, whichever came first', () => {
  expect(join({ at: 1, motion }, { at: 4, sound }).map(({ kind, trigger }) => [kind, trigger.type])).toEqual([
    ['begins', 'motion'],
    ['adds', 'both'],
  ]);
  expect(join({ at: 1, sound }, { at: 4, motion }).at(-1)!.trigger).toMatchObject({
    type: 'both',
    score: 0.03,
    levelDb: -31,
  });
});

test('the other sense begins no event of its own within the cooldown', () => {
  expect(join({ at: 1, motion }, { at: 10, sound }, { at: 20, sound })).toHaveLength(1);
  expect(join({ at: 1, motion }, { at: 31, sound })).toHaveLength(2);
});

test('a doubt begins an event, and gives way to a trigger', () => {
  expect(join({ at: 1, motion: doubt }, { at: 2, motion }).map(({ kind, trigger }) => [kind, trigger.doubt])).toEqual([
    ['begins', true],
    ['begins', false],
  ]);
});

test('a doubt amid an event adds nothing, and a sound makes it certain', () => {
  expect(join({ at: 1, motion }, { at: 3, motion: doubt })).toHaveLength(1);
  expect(join({ at: 1, motion: doubt, sound })).toEqual([{ at: 1, kind: 'begins', trigger: sound }]);
});
