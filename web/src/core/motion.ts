import { type Alertness, type AlertnessSettings, alertnessStep, quiet } from './alertness';
import { cellsOf, largestBlob } from './blob';
import type { Sensitivity, Trigger } from './event';
import type { GrayFrame } from './gray';
import { changedPixels, type ChangeSettings, learn, lookAt, newScene, type Scene } from './scene';

/** How movement becomes a trigger. */
export interface MotionSettings extends AlertnessSettings, ChangeSettings {
  /** The largest changed blob must cover this share of the picture, 0–1. */
  readonly leastShare: number;
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
  readonly scene?: Scene;
  /** The light changed at this time; the background is learnt anew for a moment. */
  readonly lightChangedAt?: number;
  readonly alertness: Alertness;
}

/** What one check saw. */
export interface MotionReading {
  /** Share of the picture covered by the largest changed blob, 0–1. */
  readonly changedShare: number;
  readonly threshold: number;
  /** Indices of a 16 × 9 grid. */
  readonly cells: readonly number[];
  readonly phase: Alertness['phase'];
  /** Still learning the scene, at the start or after a change of light. */
  readonly learning: boolean;
}

/** The next state, what was seen, and a trigger where there is one. */
export interface MotionStep {
  readonly state: MotionState;
  readonly reading: MotionReading;
  readonly trigger?: Trigger;
}

const warmUpSeconds = 3;
/** After a change of light: long enough for a camera's exposure to settle a little, short enough to see who made it. */
const relearnSeconds = 0.8;
/** A trigger so soon after a change of light may be only what the light left behind. */
const doubtSeconds = 2;
/** A step of the mean level by this share, and by so many levels, is a change of light. */
const lightShare = 0.12;
const lightLevels = 4;
const grid = { columns: 16, rows: 9 };
const leastPixelsOfCell = 4;

/** A trigger that has seen nothing yet. `at`: seconds on the clock of the samples to come. */
export function motionStart(at: number): MotionState {
  return { startedAt: at, at, alertness: quiet };
}

/** The motion settings that stand for a camera's sensitivity. */
export function motionSettings(sensitivity: Sensitivity, cooldownSeconds: number): MotionSettings {
  const common = { checks: 3, seconds: 0.3, cooldownSeconds };
  switch (sensitivity) {
    case 'low':
      return { ...common, leastShare: 0.006, noiseFactor: 6 };
    case 'normal':
      return { ...common, leastShare: 0.0025, noiseFactor: 5 };
    case 'high':
      return { ...common, leastShare: 0.0012, noiseFactor: 4.5 };
  }
}

/** Looks at one picture. Pure: the same state and sample always give the same step. */
export function motionStep(state: MotionState, sample: MotionSample, settings: MotionSettings): MotionStep {
  const look = lookAt(sample.frame, settings.ignored);
  const { scene } = state;
  if (!scene || scene.background.length !== look.contrast.length)
    return firstStep(state, sample, newScene(look), settings);

  const lightChangedAt = lightChanged(scene.brightness, look.brightness) ? sample.at : state.lightChangedAt;
  const sinceLight = lightChangedAt === undefined ? Infinity : sample.at - lightChangedAt;
  const learning = sample.at - state.startedAt < warmUpSeconds || sinceLight < relearnSeconds;

  const changed = changedPixels(look, scene, settings);
  const blob = largestBlob(changed, sample.frame.width);
  const changedShare = blob.length / look.contrast.length;
  const seen = !learning && changedShare >= settings.leastShare;
  const alertness = alertnessStep(state.alertness, { at: sample.at, seen }, settings);

  const elapsed = Math.min(1, Math.max(0, sample.at - state.at));
  const next: MotionState = {
    startedAt: state.startedAt,
    at: sample.at,
    scene: learn(scene, look, learning ? undefined : changed, elapsed),
    ...(lightChangedAt === undefined ? {} : { lightChangedAt }),
    alertness,
  };
  const cells = cellsOf(blob, sample.frame, grid, leastPixelsOfCell);
  const reading = { changedShare, threshold: settings.leastShare, cells, phase: alertness.phase, learning };
  if (alertness.phase !== 'triggered') return { state: next, reading };
  const doubt = sinceLight < doubtSeconds;
  return { state: next, reading, trigger: { type: 'motion', score: changedShare, changedShare, cells, doubt } };
}

function firstStep(state: MotionState, sample: MotionSample, scene: Scene, settings: MotionSettings): MotionStep {
  return {
    state: { startedAt: sample.at, at: sample.at, scene, alertness: state.alertness },
    reading: {
      changedShare: 0,
      threshold: settings.leastShare,
      cells: [],
      phase: state.alertness.phase,
      learning: true,
    },
  };
}

function lightChanged(before: number, now: number): boolean {
  const step = Math.abs(now - before);
  return step > lightLevels && step > lightShare * before;
}
