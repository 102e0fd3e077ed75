import { type Alertness, type AlertnessSettings, alertnessStep, quiet } from './alertness';
import { cellsOf, largestBlob } from './blob';
import type { Sensitivity, Trigger } from './event';
import { brightness, type GrayFrame, localContrast } from './gray';

/** How movement becomes a trigger. */
export interface MotionSettings extends AlertnessSettings {
  /** The largest changed blob must cover this share of the picture, 0–1. */
  readonly leastShare: number;
  /** How many times its own noise a pixel must differ from the background. */
  readonly noiseFactor: number;
  /** 1 for pixels that nobody watches; see `ignoredPixels`. */
  readonly ignored?: Uint8Array;
}

/** One check: a small gray picture (160 × 90) and when it was taken, in seconds on the camera's clock. */
export interface MotionSample {
  readonly at: number;
  readonly frame: GrayFrame;
}

/** What is known of the empty scene. */
interface Scene {
  /** Local contrast of each pixel when nothing is there. */
  readonly background: Float32Array;
  /** Mean absolute deviation of each pixel from it. */
  readonly noise: Float32Array;
  readonly brightness: number;
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
/** Half-width of the surroundings that a pixel is compared with. */
const contrastRadius = 8;
/** Time constants of learning, in seconds: where nothing moves, where something does, and just after a change of light. */
const quietSeconds = 3;
const changedSeconds = 40;
const fastSeconds = 0.15;
const noiseSeconds = 4;
/** No pixel is trusted to be quieter than this many per cent of contrast. */
const leastNoise = 0.8;
/** Changed pixels with fewer changed neighbours (of 8) are noise. */
const leastNeighbours = 4;
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
  const contrast = localContrast(sample.frame, contrastRadius);
  const level = brightness(sample.frame, settings.ignored);
  const { scene } = state;
  if (!scene || scene.background.length !== contrast.length) return firstStep(state, sample, contrast, level, settings);

  const lightChangedAt = lightChanged(scene.brightness, level) ? sample.at : state.lightChangedAt;
  const sinceLight = lightChangedAt === undefined ? Infinity : sample.at - lightChangedAt;
  const learning = sample.at - state.startedAt < warmUpSeconds || sinceLight < relearnSeconds;

  const changed = changedPixels(contrast, scene, sample.frame, settings);
  const blob = largestBlob(changed, sample.frame.width);
  const changedShare = blob.length / contrast.length;
  const seen = !learning && changedShare >= settings.leastShare;
  const alertness = alertnessStep(state.alertness, { at: sample.at, seen }, settings);

  const elapsed = Math.min(1, Math.max(0, sample.at - state.at));
  const next: MotionState = {
    startedAt: state.startedAt,
    at: sample.at,
    scene: learn(scene, contrast, level, learning ? undefined : changed, elapsed),
    ...(lightChangedAt === undefined ? {} : { lightChangedAt }),
    alertness,
  };
  const cells = cellsOf(blob, sample.frame, grid, leastPixelsOfCell);
  const reading = { changedShare, threshold: settings.leastShare, cells, phase: alertness.phase, learning };
  if (alertness.phase !== 'triggered') return { state: next, reading };
  const doubt = sinceLight < doubtSeconds;
  return { state: next, reading, trigger: { type: 'motion', score: changedShare, changedShare, cells, doubt } };
}

function firstStep(
  state: MotionState,
  sample: MotionSample,
  contrast: Float32Array,
  level: number,
  settings: MotionSettings,
): MotionStep {
  const scene = { background: contrast, noise: new Float32Array(contrast.length).fill(leastNoise), brightness: level };
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

/** Pixels that differ from the background by more than their noise, and have company. */
function changedPixels(contrast: Float32Array, scene: Scene, frame: GrayFrame, settings: MotionSettings): Uint8Array {
  const { width, height } = frame;
  const differs = new Uint8Array(contrast.length);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      if (settings.ignored?.[i]) continue;
      const limit = settings.noiseFactor * Math.max(leastNoise, scene.noise[i]!);
      differs[i] = distance(contrast[i]!, scene.background, i, width) > limit ? 1 : 0;
    }
  }
  return withCompany(differs, width, height);
}

/**
 * How far a value lies outside what the background shows at this pixel and the four beside it: a camera that trembles
 * by less than a pixel moves an edge, but shows nothing new.
 */
function distance(value: number, background: Float32Array, i: number, width: number): number {
  const a = background[i]!;
  const b = background[i - 1]!;
  const c = background[i + 1]!;
  const d = background[i - width]!;
  const e = background[i + width]!;
  const least = Math.min(a, b, c, d, e);
  const most = Math.max(a, b, c, d, e);
  return value < least ? least - value : value > most ? value - most : 0;
}

function withCompany(differs: Uint8Array, width: number, height: number): Uint8Array {
  const kept = new Uint8Array(differs.length);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      if (!differs[i]) continue;
      let neighbours = -1;
      for (let row = i - width; row <= i + width; row += width)
        neighbours += differs[row - 1]! + differs[row]! + differs[row + 1]!;
      kept[i] = neighbours >= leastNeighbours ? 1 : 0;
    }
  }
  return kept;
}

/** Moves the scene towards what is seen. Without `changed` all of it is learnt fast. */
function learn(
  scene: Scene,
  contrast: Float32Array,
  level: number,
  changed: Uint8Array | undefined,
  elapsed: number,
): Scene {
  const rate = (seconds: number) => 1 - Math.exp(-elapsed / seconds);
  const [quietRate, changedRate, fastRate, noiseRate] = [quietSeconds, changedSeconds, fastSeconds, noiseSeconds].map(
    rate,
  ) as [number, number, number, number];
  const background = new Float32Array(contrast.length);
  const noise = new Float32Array(contrast.length);
  for (let i = 0; i < contrast.length; i++) {
    const difference = contrast[i]! - scene.background[i]!;
    const backgroundRate = !changed ? fastRate : changed[i] ? changedRate : quietRate;
    const away = Math.abs(difference) - scene.noise[i]!;
    background[i] = scene.background[i]! + backgroundRate * difference;
    noise[i] = scene.noise[i]! + (changed?.[i] ? 0 : noiseRate) * away;
  }
  return {
    background,
    noise,
    brightness: scene.brightness + rate(changed ? quietSeconds : fastSeconds) * (level - scene.brightness),
  };
}
