import { type Alertness, type AlertnessSettings, alertnessStep, quiet, restUntil } from './alertness';
import type { Sensitivity, SoundTuning, Trigger } from './event';
import { silenceDb, type SoundLevels } from './sound-levels';

/** How a sound becomes a trigger. */
export interface SoundSettings {
  /** How much louder than usual it must be, in dB. */
  readonly riseDb: number;
  /** And how loud altogether, in dB relative to full scale: the line that is set by ear. */
  readonly leastDb: number;
  /** Counted from the trigger. */
  readonly cooldownSeconds: number;
}

/** The levels of one short stretch (about 50 ms), and when it ended, in seconds on the camera's clock. */
export interface SoundSample {
  readonly at: number;
  readonly levels: SoundLevels;
}

/** The two bands that are listened to: what is only low is wind, traffic or a machine. */
interface Bands {
  readonly middle: number;
  readonly high: number;
}

/** One stretch of the last second: its own levels, and those that were heard by then. */
interface Heard {
  readonly at: number;
  readonly own: Bands;
  readonly heard: Bands;
}

/** What the trigger remembers between checks; made by {@link soundStart}, read only here. */
export interface SoundState {
  readonly startedAt: number;
  readonly at: number;
  /** The loudest that each band usually is, in dB. */
  readonly usual?: Bands;
  /** The last second, too fresh to be usual; oldest first. */
  readonly fresh: readonly Heard[];
  readonly alertness: Alertness;
  /** What was usual when the last trigger came, for as long as it goes on above that. */
  readonly event?: { readonly usual: Bands; readonly at: number; readonly soundedAt: number };
}

/** What one check heard. */
export interface SoundReading {
  readonly levelDb: number;
  /** How far the sound lies above what is usual, in dB; below zero when it is quieter. */
  readonly riseDb: number;
  /** What it must rise to. */
  readonly thresholdDb: number;
  readonly phase: Alertness['phase'];
  /** What triggered goes on: it is still so far above what was usual before it. */
  readonly sounding: boolean;
  /** Still learning what is usual. */
  readonly learning: boolean;
}

/** The next state, what was heard, and a trigger where there is one. */
export interface SoundStep {
  readonly state: SoundState;
  readonly reading: SoundReading;
  readonly trigger?: Trigger;
}

const warmUpSeconds = 3;
/** In the first seconds little is known of what is usual: so many dB more are asked for, less and less. */
const youngDb = 5;
const youngSeconds = 12;
/** What is heard is usual only after so long: an event must not hide itself, and a slow swell must. */
const freshSeconds = 0.5;
/** What was once heard is forgotten so fast. */
const forgetDbPerSecond = 1;
/** A single click is no event: what counts is the third loudest stretch within so long. */
const heardSeconds = 0.6;
/** What triggered is over once it was quiet for so long, … */
const overSeconds = 10;
/** … and after so long it is no event any more but a machine that was switched on. */
const longestSeconds = 60;

/** A trigger that has heard nothing yet. `at`: seconds on the clock of the samples to come. */
export function soundStart(at: number): SoundState {
  return { startedAt: at, at, fresh: [], alertness: quiet };
}

/** The sound settings that stand for a camera's sensitivity, but for those that were set by hand. */
export function soundSettings(
  sensitivity: Sensitivity,
  cooldownSeconds: number,
  { leastDb, riseDb }: Partial<SoundTuning> = {},
): SoundSettings {
  const usual = usualSettings(sensitivity);
  return { leastDb: leastDb ?? usual.leastDb, riseDb: riseDb ?? usual.riseDb, cooldownSeconds };
}

function usualSettings(sensitivity: Sensitivity) {
  switch (sensitivity) {
    case 'low':
      return { riseDb: 12, leastDb: -55 };
    case 'normal':
      return { riseDb: 7, leastDb: -65 };
    case 'high':
      return { riseDb: 5.5, leastDb: -75 };
  }
}

/** Nothing triggers until then, whatever its own cooldown says. `until`: seconds on the clock of the samples. */
export function soundRests(state: SoundState, until: number): SoundState {
  return { ...state, alertness: restUntil(until) };
}

/** Listens to one stretch. Pure: the same state and sample always give the same step. */
export function soundStep(state: SoundState, { at, levels }: SoundSample, settings: SoundSettings): SoundStep {
  const own = { middle: levels.middleDb, high: levels.highDb };
  const heard = thirdLoudest([
    ...state.fresh.filter((before) => at - before.at < heardSeconds).map(({ own }) => own),
    own,
  ]);
  const elapsed = Math.max(0, at - state.at);
  const { usual, fresh } = learn(state, { at, own, heard }, elapsed);
  const riseDb = state.usual ? riseOver(state.usual, heard) : 0;
  const age = at - state.startedAt;
  const learning = age < warmUpSeconds;
  const thresholdDb = settings.riseDb + youngDb * Math.max(0, 1 - age / youngSeconds);
  const isLoud = levels.levelDb >= settings.leastDb;
  const seen = !learning && riseDb >= thresholdDb && isLoud;
  const rule: AlertnessSettings = { checks: 1, seconds: 0, cooldownSeconds: settings.cooldownSeconds };
  const alertness = alertnessStep(state.alertness, { at, seen }, rule);
  const triggers = alertness.phase === 'triggered';
  const sounds = state.event !== undefined && riseOver(state.event.usual, heard) >= thresholdDb;
  const event =
    triggers && state.usual ? { usual: state.usual, at, soundedAt: at } : eventNext(state.event, at, sounds);
  const next: SoundState = {
    startedAt: state.startedAt,
    at,
    fresh,
    alertness,
    ...(usual && { usual }),
    ...(event && { event }),
  };
  const sounding = triggers || (event?.soundedAt === at && isLoud);
  const reading = { levelDb: levels.levelDb, riseDb, thresholdDb, phase: alertness.phase, sounding, learning };
  if (!triggers) return { state: next, reading };
  return {
    state: next,
    reading,
    trigger: { type: 'sound', score: riseDb, levelDb: levels.levelDb, riseDb, doubt: false },
  };
}

/** How far what is heard lies above what is usual, in the band where it does most. */
function riseOver(usual: Bands, heard: Bands): number {
  return Math.max(heard.middle - usual.middle, heard.high - usual.high);
}

function eventNext(event: SoundState['event'], at: number, sounds: boolean): SoundState['event'] {
  if (!event || at - event.at > longestSeconds || at - event.soundedAt > overSeconds) return undefined;
  return sounds ? { ...event, soundedAt: at } : event;
}

function thirdLoudest(stretches: readonly Bands[]): Bands {
  const third = (band: keyof Bands) => {
    const sorted = stretches.map((levels) => levels[band]).sort((a, b) => b - a);
    return sorted[2] ?? silenceDb;
  };
  return { middle: third('middle'), high: third('high') };
}

/** Forgets a little of what is usual, and adds what is no longer fresh. */
function learn(state: SoundState, now: Heard, elapsed: number): { fresh: readonly Heard[]; usual?: Bands } {
  const aged = state.fresh.filter(({ at }) => at <= now.at - freshSeconds && at > state.at - freshSeconds);
  const kept = state.fresh.filter(({ at }) => now.at - at < Math.max(freshSeconds, heardSeconds));
  const fresh = [...kept, now];
  if (!state.usual && aged.length === 0) return { fresh };
  const forgotten = forgetDbPerSecond * elapsed;
  const usual = (band: keyof Bands) =>
    Math.max((state.usual?.[band] ?? silenceDb) - forgotten, ...aged.map(({ heard }) => heard[band]));
  return { fresh, usual: { middle: usual('middle'), high: usual('high') } };
}
