import { type Alertness, type AlertnessSettings, restUntil } from './alertness';
import type { MotionTuning, Sensitivity, Trigger } from './event';
import type { GrayFrame } from './gray';
import type { Candidate } from './motion-candidate';
import { ignoredMovement } from './motion-ignored';
import { firstLight, followLight, type Light } from './motion-light';
import { type MotionRules, motionRules } from './motion-rules';
import { firstScene, learn, type Scene, withBackground } from './motion-scene';
import { isShifted } from './motion-shift';
import { noSuspicion, type Suspicion, suspicionStep } from './motion-suspicion';
import {
  candidatesIn,
  compare,
  type Comparison,
  isSettled,
  type Upheaval,
  upheavalStep,
  type View,
  viewOf,
} from './motion-view';

/** How movement becomes a trigger. */
export interface MotionSettings extends AlertnessSettings {
  /** The largest changed blob must cover this share of the picture, 0–1. */
  readonly leastShare: number;
  /** How many times its own noise a pixel must differ from the background. */
  readonly noiseFactor: number;
  /** 1 for pixels that nobody watches; see `maskPixels`. Give the same array to every check. */
  readonly ignored?: Uint8Array;
}

/** One check: a small gray picture (160 × 90) and when it was taken, in seconds on the camera's clock. */
export interface MotionSample {
  readonly at: number;
  readonly frame: GrayFrame;
}

/** What the trigger remembers between checks; made by {@link motionStart}, read only here. */
export interface MotionState {
  readonly startedAt: number;
  readonly at: number;
  readonly suspicion: Suspicion;
  /** Absent until the first picture. */
  readonly known?: Known;
}

/** What is known once there was a picture. */
interface Known {
  readonly width: number;
  /** The mask that all of it was learnt with. */
  readonly ignored?: Uint8Array;
  readonly scene: Scene;
  readonly learntAt: number;
  readonly light: Light;
  /** The last moment's pictures, oldest first. */
  readonly recent: readonly Recent[];
  readonly upheaval?: Upheaval;
  /** Since when the camera has been displaced. */
  readonly shiftedSince?: number;
}

/** A picture of the last moment: its contrast, and its levels where some of it is ignored. */
interface Recent {
  readonly at: number;
  readonly contrast: Float32Array;
  readonly pixels?: Uint8Array;
}

/** What one check saw. */
export interface MotionReading {
  /** Share of the picture covered by the largest changed blob, 0–1. */
  readonly changedShare: number;
  readonly threshold: number;
  /** Indices of a 16 × 9 grid. */
  readonly cells: readonly number[];
  readonly phase: Alertness['phase'];
  /** Something has been moving for as long as a trigger takes, also while an event or its cooldown goes on. */
  readonly moving: boolean;
  /** Share of the picture that moves inside ignored areas, 0–1, and where; absent without such areas. */
  readonly ignoredShare?: number;
  readonly ignoredCells?: readonly number[];
  /** Still learning the scene, at the start or after a change of light. */
  readonly learning: boolean;
  /** Everything that changed, largest first. */
  readonly candidates?: readonly Candidate[];
}

/** The next state, what was seen, and a trigger where there is one. */
export interface MotionStep {
  readonly state: MotionState;
  readonly reading: MotionReading;
  readonly trigger?: Trigger;
}

/** However many checks a second there are, no more pictures than this are remembered. */
const mostRecent = 12;

/** A trigger that has seen nothing yet. `at`: seconds on the clock of the samples to come. */
export function motionStart(at: number): MotionState {
  return { startedAt: at, at, suspicion: noSuspicion };
}

/** The motion settings that stand for a camera's sensitivity, but for those that were set by hand. */
export function motionSettings(
  sensitivity: Sensitivity,
  cooldownSeconds: number,
  { leastShare, noiseFactor, checks, minimumSeconds }: MotionTuning = {},
): MotionSettings {
  const usual = usualSettings(sensitivity);
  return {
    leastShare: leastShare ?? usual.leastShare,
    noiseFactor: noiseFactor ?? usual.noiseFactor,
    checks: checks ?? usual.checks,
    seconds: minimumSeconds ?? usual.seconds,
    cooldownSeconds,
  };
}

function usualSettings(sensitivity: Sensitivity) {
  const common = { checks: 3, seconds: 0.3 };
  switch (sensitivity) {
    case 'low':
      return { ...common, leastShare: 0.006, noiseFactor: 6 };
    case 'normal':
      return { ...common, leastShare: 0.0025, noiseFactor: 5 };
    case 'high':
      return { ...common, leastShare: 0.0012, noiseFactor: 4.5 };
  }
}

/** No trigger comes until then, whatever its own cooldown says. `until`: seconds on the clock of the samples. */
export function motionRests(state: MotionState, until: number): MotionState {
  return { ...state, suspicion: { ...state.suspicion, alertness: restUntil(until) } };
}

/**
 * Looks at one picture. Pure: the same state and sample always give the same step. A trigger with `doubt` does not keep
 * one without it from coming: what moves on its own is told again, without doubt.
 */
export function motionStep(
  state: MotionState,
  sample: MotionSample,
  settings: MotionSettings,
  rules: MotionRules = motionRules,
): MotionStep {
  const { at } = sample;
  const view = viewOf(sample.frame, settings.ignored);
  const { known } = state;
  if (!known || !fits(known, view, settings.ignored)) return firstStep(state, sample, view, settings);

  const comparison = compare(view, known.scene, settings, rules);
  const warmingUp = at - state.startedAt < rules.warmUpSeconds;
  const upheaval = warmingUp
    ? undefined
    : upheavalStep(
        known.upheaval,
        at,
        view,
        { light: known.light, scene: known.scene, changed: comparison.changed },
        rules,
      );
  const settled = upheaval !== undefined && isSettled(upheaval, at, rules);
  const candidates = seen(state, at, view, comparison, known, settings, rules);
  const left = settled ? leftBehind(view, upheaval, settings, rules) : [];
  const check = {
    at,
    candidates,
    changed: comparison.changed.kept,
    watching: !warmingUp && !upheaval,
    settled,
    left: settled && (candidates.length > 0 || left.length > 0),
  };
  const { suspicion, mover } = suspicionStep(state.suspicion, check, settings, rules);
  const learning = warmingUp || upheaval !== undefined;
  const next: MotionState = {
    startedAt: state.startedAt,
    at,
    suspicion,
    known: knownNext(
      state,
      sample,
      view,
      comparison,
      settings,
      { learning, upheaval: settled ? undefined : upheaval },
      rules,
    ),
  };
  const shown = mover ?? candidates[0] ?? left[0];
  const reading = {
    ...readingOf(suspicion, shown, learning, settings),
    ...inIgnored(sample, known.recent, settings.ignored, rules),
    candidates,
  };
  const { alertness, doubt } = suspicion;
  if (alertness.phase !== 'triggered' && doubt.phase !== 'triggered') return { state: next, reading };
  const { changedShare, cells } = reading;
  const isDoubt = alertness.phase !== 'triggered';
  return {
    state: next,
    reading,
    trigger: { type: 'motion', score: changedShare, changedShare, cells, doubt: isDoubt },
  };
}

function seen(
  { suspicion }: MotionState,
  at: number,
  view: View,
  comparison: Comparison,
  { scene, light, recent }: Known,
  settings: MotionSettings,
  rules: MotionRules,
): Candidate[] {
  // Movement is looked for within the suspicion: what changed as it began is no movement since.
  const since = suspicion.alertness.phase === 'suspect' ? suspicion.alertness.since : -Infinity;
  const from = Math.max(since, at - rules.movingSeconds - 0.01);
  const before = recent.find((picture) => picture.at >= from) ?? recent.at(-1);
  const looks = {
    recent: before?.contrast ?? view.contrast,
    ...(suspicion.onset ? { onset: suspicion.onset.changed } : {}),
  };
  return candidatesIn(view, scene, comparison, light, looks, settings, rules);
}

/** What is in the picture that was not there before the light changed, though it may be still by now. */
function leftBehind(view: View, { before }: Upheaval, settings: MotionSettings, rules: MotionRules): Candidate[] {
  const comparison = compare(view, before, settings, rules);
  const light = firstLight(view.levels);
  return candidatesIn(view, before, comparison, light, { recent: view.contrast }, settings, rules);
}

function knownNext(
  { at: lastAt, known }: MotionState,
  sample: MotionSample,
  view: View,
  { changed, background, shift }: Comparison,
  { ignored }: MotionSettings,
  { learning, upheaval }: { readonly learning: boolean; readonly upheaval: Upheaval | undefined },
  rules: MotionRules,
): Known {
  const { at } = sample;
  const { scene, light, recent, learntAt, shiftedSince: since } = known!;
  const shiftedSince = isShifted(shift) ? (since ?? at) : undefined;
  const stays = shiftedSince !== undefined && at - shiftedSince >= rules.shiftedSeconds;
  const learns = learning || (shiftedSince === undefined && at - learntAt >= rules.learnSeconds);
  const bounded = (seconds: number) => Math.min(1, Math.max(0, seconds));
  return {
    width: view.width,
    ...(ignored ? { ignored } : {}),
    scene: learns
      ? learn(scene, view.contrast, view.width, learning ? undefined : changed, bounded(at - learntAt), rules)
      : stays
        ? withBackground(scene, background)
        : scene,
    learntAt: learns ? at : learntAt,
    light: followLight(light, view.levels, learning ? rules.fastSeconds : rules.quietSeconds, bounded(at - lastAt)),
    recent: [
      ...recent.filter((picture) => picture.at >= at - rules.movingSeconds - 0.3).slice(-mostRecent),
      recentOf(sample, view, ignored),
    ],
    ...(upheaval ? { upheaval } : {}),
    ...(shiftedSince === undefined || stays ? {} : { shiftedSince }),
  };
}

function readingOf(
  { alertness, moving }: Suspicion,
  shown: Candidate | undefined,
  learning: boolean,
  settings: MotionSettings,
): MotionReading {
  return {
    changedShare: shown?.share ?? 0,
    threshold: settings.leastShare,
    cells: shown?.cells ?? [],
    phase: alertness.phase,
    moving,
    learning,
  };
}

function recentOf({ at, frame }: MotionSample, { contrast }: View, ignored: Uint8Array | undefined): Recent {
  return { at, contrast, ...(ignored ? { pixels: frame.pixels } : {}) };
}

/** What moves where nobody watches; nothing is looked at without a mask. */
function inIgnored(
  { at, frame }: MotionSample,
  recent: readonly Recent[],
  ignored: Uint8Array | undefined,
  rules: MotionRules,
): Pick<MotionReading, 'ignoredShare' | 'ignoredCells'> {
  const before = ignored && recent.find((picture) => picture.pixels && picture.at >= at - rules.movingSeconds - 0.01);
  if (!ignored || !before?.pixels) return {};
  const { share, cells } = ignoredMovement(frame, before.pixels, ignored);
  return { ignoredShare: share, ignoredCells: cells };
}

/** Whether what is known was learnt from pictures of the same size, with the same pixels ignored. */
function fits(known: Known, view: View, ignored: Uint8Array | undefined): boolean {
  const isSameSize = known.width === view.width && known.scene.background.length === view.contrast.length;
  return isSameSize && (known.ignored === ignored || isSameMask(known.ignored, ignored));
}

function isSameMask(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one !== undefined && other !== undefined && one.every((pixel, i) => pixel === other[i]);
}

/** Learns the scene from nothing: at the start, and when the picture turned or another part of it is ignored now. */
function firstStep({ suspicion }: MotionState, sample: MotionSample, view: View, settings: MotionSettings): MotionStep {
  const { at } = sample;
  const known: Known = {
    width: view.width,
    ...(settings.ignored ? { ignored: settings.ignored } : {}),
    scene: firstScene(view.contrast),
    learntAt: at,
    light: firstLight(view.levels),
    recent: [recentOf(sample, view, settings.ignored)],
  };
  const state: MotionState = { startedAt: at, at, suspicion, known };
  return { state, reading: readingOf(suspicion, undefined, true, settings) };
}
