import { expect, test } from 'vitest';
import { type Alertness, type AlertnessSettings, alertnessStep, quiet } from './alertness';

const settings: AlertnessSettings = { checks: 3, seconds: 0.3, cooldownSeconds: 10 };

/** Feeds one check every 0.1 s ('#' saw something, '.' did not); answers the phases it went through. */
function play(checks: string, start: Alertness = quiet): Alertness[] {
  const states: Alertness[] = [];
  for (const [i, check] of [...checks].entries())
    states.push(alertnessStep(states.at(-1) ?? start, { at: i / 10, seen: check === '#' }, settings));
  return states;
}

const phases = (checks: string) => play(checks).map(({ phase }) => phase);

test('a single check is a suspicion that passes', () => {
  expect(phases('#...')).toEqual(['suspect', 'suspect', 'quiet', 'quiet']);
});

test('enough checks over enough time are a trigger, which lasts one step', () => {
  expect(phases('#####')).toEqual(['suspect', 'suspect', 'suspect', 'triggered', 'cooling']);
});

test('many checks in no time are no trigger', () => {
  let state = quiet;
  for (let i = 0; i < 10; i++) state = alertnessStep(state, { at: i / 100, seen: true }, settings);
  expect(state.phase).toBe('suspect');
});

test('one missed check does not end a suspicion, two do', () => {
  expect(phases('##.#').at(-1)).toBe('triggered');
  expect(phases('##..#').at(-1)).toBe('suspect');
});

test('the cooldown counts from the trigger, and what still moves then triggers anew', () => {
  const states = play('#'.repeat(120));
  const triggers = states.flatMap((state) => (state.phase === 'triggered' ? [state.at] : []));
  expect(triggers).toHaveLength(2);
  expect(triggers[0]).toBeCloseTo(0.3);
  expect(triggers[1]! - triggers[0]!).toBeGreaterThanOrEqual(10);
});

test('after the cooldown a quiet scene is quiet', () => {
  expect(play('####' + '.'.repeat(120)).at(-1)).toEqual(quiet);
});
