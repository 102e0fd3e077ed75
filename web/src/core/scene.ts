import { brightness, type GrayFrame, localContrast } from './gray';

/** What is known of the empty scene. */
export interface Scene {
  /** Local contrast of each pixel when nothing is there. */
  readonly background: Float32Array;
  /** Mean absolute deviation of each pixel from it. */
  readonly noise: Float32Array;
  /** Mean level, 0–255. */
  readonly brightness: number;
}

/** One picture, as scenes are compared. */
export interface Look {
  readonly width: number;
  readonly height: number;
  readonly contrast: Float32Array;
  /** Mean level, 0–255. */
  readonly brightness: number;
}

/** What makes a pixel count as changed. */
export interface ChangeSettings {
  /** How many times its own noise a pixel must differ from the background. */
  readonly noiseFactor: number;
  /** 1 for pixels that nobody watches; see `ignoredPixels`. */
  readonly ignored?: Uint8Array;
}

/** Half-width of the surroundings that a pixel is compared with. */
const contrastRadius = 8;
/** Time constants of learning, in seconds: where nothing moves, where something does, and when all is learnt anew. */
const quietSeconds = 3;
const changedSeconds = 40;
const fastSeconds = 0.15;
const noiseSeconds = 4;
/** No pixel is trusted to be quieter than this many per cent of contrast. */
const leastNoise = 0.8;
/** Changed pixels with fewer changed neighbours (of 8) are noise. */
const leastNeighbours = 4;

/** Prepares a picture for comparing. */
export function lookAt(frame: GrayFrame, ignored?: Uint8Array): Look {
  return {
    width: frame.width,
    height: frame.height,
    contrast: localContrast(frame, contrastRadius),
    brightness: brightness(frame, ignored),
  };
}

/** The scene that one picture shows, as long as nothing more is known. */
export function newScene({ contrast, brightness }: Look): Scene {
  return { background: contrast, noise: new Float32Array(contrast.length).fill(leastNoise), brightness };
}

/** 1 for each pixel that differs from the background by more than its noise, and has company. */
export function changedPixels(look: Look, scene: Scene, { ignored, noiseFactor }: ChangeSettings): Uint8Array {
  const { width, height, contrast } = look;
  const differs = new Uint8Array(contrast.length);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      if (ignored?.[i]) continue;
      const limit = noiseFactor * Math.max(leastNoise, scene.noise[i]!);
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

/**
 * The scene after one more look: slowly where something changed, so that a person who stands still stays a change.
 *
 * @param changed 1 for changed pixels; without it everything is learnt fast
 * @param elapsed seconds since the look before
 */
export function learn(scene: Scene, look: Look, changed: Uint8Array | undefined, elapsed: number): Scene {
  const rate = (seconds: number) => 1 - Math.exp(-elapsed / seconds);
  const quietRate = rate(changed ? quietSeconds : fastSeconds);
  const changedRate = rate(changedSeconds);
  const noiseRate = rate(noiseSeconds);
  const background = new Float32Array(look.contrast.length);
  const noise = new Float32Array(look.contrast.length);
  for (let i = 0; i < background.length; i++) {
    const difference = look.contrast[i]! - scene.background[i]!;
    const isChanged = changed?.[i] === 1;
    background[i] = scene.background[i]! + (isChanged ? changedRate : quietRate) * difference;
    noise[i] = scene.noise[i]! + (isChanged ? 0 : noiseRate) * (Math.abs(difference) - scene.noise[i]!);
  }
  return { background, noise, brightness: scene.brightness + quietRate * (look.brightness - scene.brightness) };
}
