import type { Alertness } from './alertness';
import type { Trigger } from './event';
import {
  type MotionReading,
  motionRests,
  type MotionSample,
  type MotionSettings,
  motionStart,
  type MotionState,
  motionStep,
} from './motion';
import {
  type SoundReading,
  soundRests,
  type SoundSample,
  type SoundSettings,
  soundStart,
  type SoundState,
  soundStep,
} from './sound';
import { type JoinState, joinTriggers } from './trigger';

/** How both senses together notice events. Durations in seconds. */
export interface NoticeSettings {
  readonly motion: MotionSettings;
  readonly sound: SoundSettings;
  /** Whether what is heard may begin an event; levels are told in any case. */
  readonly listens: boolean;
  /** Counted from a trigger; never over before the event's clip is. */
  readonly cooldownSeconds: number;
  readonly postSeconds: number;
  /** The most that a clip may show after its trigger. */
  readonly mostPostSeconds: number;
  /** Whether an event that goes on makes its clip longer. */
  readonly extension: boolean;
}

/** What both senses remember between checks; made by {@link noticeStart}, read only here. */
export interface NoticeState {
  readonly motion: MotionState;
  readonly sound: SoundState;
  readonly join: JoinState;
  readonly event?: EventCourse;
}

/** The event that began last, under the settings with which it began. Times on the session's clock. */
interface EventCourse {
  readonly at: number;
  readonly doubt: boolean;
  /** When its clip ends, as far as can be said now. */
  readonly endsAt: number;
  readonly latestEnd: number;
  readonly postSeconds: number;
  readonly extension: boolean;
  /** Nothing begins an event before. */
  readonly restsUntil: number;
}

/** What one check means for events. */
export type Noticed =
  | { readonly kind: 'begins'; readonly trigger: Trigger; readonly endsAt: number }
  /** The event that began last has a further reason; this is the whole of it. */
  | { readonly kind: 'adds'; readonly trigger: Trigger }
  /** It goes on: its clip ends later. */
  | { readonly kind: 'goesOn'; readonly endsAt: number };

/** The next state, what was seen or heard, and what that means. */
export interface NoticeStep<Reading> {
  readonly state: NoticeState;
  readonly reading: Reading;
  readonly noticed: readonly Noticed[];
}

/** So long after an event began, the other sense adds to its reason. */
const togetherSeconds = 5;

/** Nothing has been seen or heard yet. `at`: seconds on the session's clock. */
export function noticeStart(at: number): NoticeState {
  return { motion: motionStart(at), sound: soundStart(at), join: {} };
}

/** The camera or the microphone was opened anew: what it shows is learnt anew; events and their cooldown go on. */
export function noticeAgain(state: NoticeState, sense: 'motion' | 'sound', at: number): NoticeState {
  const until = state.event?.doubt === false ? state.event.restsUntil : -Infinity;
  return sense === 'motion'
    ? { ...state, motion: rested(motionStart(at), motionRests, at, until) }
    : { ...state, sound: rested(soundStart(at), soundRests, at, until) };
}

/** Looks at one picture. Pure, as the steps of both senses are. */
export function look(state: NoticeState, sample: MotionSample, settings: NoticeSettings): NoticeStep<MotionReading> {
  const { state: motion, reading, trigger } = motionStep(state.motion, sample, settings.motion);
  const check = { at: sample.at, goesOn: reading.moving, ...(trigger && { motion: trigger }) };
  return { ...join({ ...state, motion }, check, settings), reading };
}

/** Listens to one stretch of sound. */
export function listen(state: NoticeState, sample: SoundSample, settings: NoticeSettings): NoticeStep<SoundReading> {
  const { state: sound, reading, trigger } = soundStep(state.sound, sample, settings.sound);
  if (!settings.listens) return { state: { ...state, sound }, reading, noticed: [] };
  const check = { at: sample.at, goesOn: reading.sounding, ...(trigger && { sound: trigger }) };
  return { ...join({ ...state, sound }, check, settings), reading };
}

interface Check {
  readonly at: number;
  readonly goesOn: boolean;
  readonly motion?: Trigger;
  readonly sound?: Trigger;
}

function join(
  before: NoticeState,
  check: Check,
  settings: NoticeSettings,
): { readonly state: NoticeState; readonly noticed: readonly Noticed[] } {
  const { at } = check;
  const cooldownSeconds = before.event ? before.event.restsUntil - before.event.at : settings.cooldownSeconds;
  const { state: joinState, joined } = joinTriggers(before.join, check, { togetherSeconds, cooldownSeconds });
  if (joined?.kind === 'begins') {
    const event = begun(at, joined.trigger.doubt, settings);
    const noticed = [{ kind: 'begins', trigger: joined.trigger, endsAt: event.endsAt }] as const;
    return { state: rest({ ...before, join: joinState, event }, check), noticed };
  }
  const event = check.goesOn && before.event ? prolonged(before.event, at) : before.event;
  const goesOn = event && event.endsAt !== before.event?.endsAt;
  const noticed: Noticed[] = [
    ...(joined ? [{ kind: joined.kind, trigger: joined.trigger } as const] : []),
    ...(goesOn ? [{ kind: 'goesOn', endsAt: event.endsAt } as const] : []),
  ];
  return { state: rest({ ...before, join: joinState, ...(event && { event }) }, check), noticed };
}

function begun(at: number, doubt: boolean, settings: NoticeSettings): EventCourse {
  const { postSeconds, mostPostSeconds, cooldownSeconds, extension } = settings;
  const endsAt = at + Math.min(postSeconds, mostPostSeconds);
  const restsUntil = Math.max(at + cooldownSeconds, endsAt);
  return { at, doubt, endsAt, latestEnd: at + mostPostSeconds, postSeconds, extension, restsUntil };
}

/** A doubt is not made longer: what moves in it begins an event of its own. */
function prolonged(event: EventCourse, at: number): EventCourse {
  if (!event.extension || event.doubt || at > event.endsAt) return event;
  const endsAt = Math.max(event.endsAt, Math.min(event.latestEnd, at + event.postSeconds));
  return { ...event, endsAt, restsUntil: Math.max(event.restsUntil, endsAt) };
}

/**
 * A sense that has triggered rests until the event's cooldown is over and no longer, whichever sense began the event:
 * otherwise one that triggers late in an event would miss what comes after it.
 */
function rest(state: NoticeState, { at }: Check): NoticeState {
  if (!state.event || state.event.doubt) return state;
  const { restsUntil } = state.event;
  const hasTriggered = ({ phase }: Alertness) => phase === 'triggered' || phase === 'cooling';
  const { motion, sound } = state;
  return {
    ...state,
    motion: hasTriggered(motion.suspicion.alertness) ? rested(motion, motionRests, at, restsUntil) : motion,
    sound: hasTriggered(sound.alertness) ? rested(sound, soundRests, at, restsUntil) : sound,
  };
}

function rested<State>(state: State, rests: (state: State, until: number) => State, at: number, until: number): State {
  return until > at ? rests(state, until) : state;
}
