import type { Trigger } from './event';

/** How what is seen and what is heard become one event. Durations in seconds. */
export interface JoinSettings {
  /** So long after an event began, the other sense adds to its reason. */
  readonly togetherSeconds: number;
  /** How long after an event began the next one may, whichever sense notices it. */
  readonly cooldownSeconds: number;
}

/** What is remembered between checks; nothing at the start. */
export interface JoinState {
  /** The event that began last, with its reason so far. */
  readonly last?: { readonly at: number; readonly trigger: Trigger };
}

/** What one check means: an event begins, or the one that began gets a further reason. */
export interface JoinedTrigger {
  readonly kind: 'begins' | 'adds';
  /** The whole reason. */
  readonly trigger: Trigger;
}

/** What the two triggers said at one check; `at` on the clock that both go by. */
export interface Noticed {
  readonly at: number;
  readonly motion?: Trigger;
  readonly sound?: Trigger;
}

/**
 * Makes one event of what the two triggers notice. A doubt begins an event only where none is going on, and gives way
 * to a trigger: what is certain begins an event of its own.
 */
export function joinTriggers(
  state: JoinState,
  noticed: Noticed,
  settings: JoinSettings,
): { readonly state: JoinState; readonly joined?: JoinedTrigger } {
  const now = reasonOf(noticed);
  if (!now) return { state };
  const { last } = state;
  const age = last ? noticed.at - last.at : Infinity;
  if (!last || age >= settings.cooldownSeconds || (last.trigger.doubt && !now.doubt))
    return { state: { last: { at: noticed.at, trigger: now } }, joined: { kind: 'begins', trigger: now } };
  const isOther = now.type !== last.trigger.type && last.trigger.type !== 'both';
  if (now.doubt || !isOther || age > settings.togetherSeconds) return { state };
  const trigger = both(last.trigger, now);
  return { state: { last: { at: last.at, trigger } }, joined: { kind: 'adds', trigger } };
}

function reasonOf({ motion, sound }: Noticed): Trigger | undefined {
  if (!motion || !sound) return motion ?? sound;
  return motion.doubt ? sound : both(motion, sound);
}

/** The score is that of the movement, as long as there is one: it says how much of the picture to look at. */
function both(one: Trigger, other: Trigger): Trigger {
  const [motion, sound] = one.type === 'sound' ? [other, one] : [one, other];
  return { ...sound, ...motion, type: 'both', doubt: false };
}
