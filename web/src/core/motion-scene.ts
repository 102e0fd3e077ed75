import type { MotionRules } from './motion-rules';

/** What is known of the empty scene, pixel by pixel. */
export interface Scene {
  /** Contrast of each pixel when nothing is there. */
  readonly background: Float32Array;
  /** Mean absolute deviation of the contrast from the background. */
  readonly noise: Float32Array;
  /** How often a pixel lately began or ceased to differ: what keeps doing so is leaves or water, and no news. */
  readonly restless: Float32Array;
  /** Which pixels differed at the last check. */
  readonly differed: Uint8Array;
}

/** No pixel is trusted to be quieter than this many per cent of contrast. */
const leastNoise = 0.8;

/** A scene as the first picture shows it. */
export function firstScene(contrast: Float32Array): Scene {
  const size = contrast.length;
  return {
    background: contrast,
    noise: new Float32Array(size).fill(leastNoise),
    restless: new Float32Array(size),
    differed: new Uint8Array(size),
  };
}

/** The same scene as a displaced camera sees it. */
export function withBackground(scene: Scene, background: Float32Array): Scene {
  return { ...scene, background };
}

/** Pixels that differ from the background by more than their noise, before and after the lonely ones are left out. */
export interface Changed {
  readonly differs: Uint8Array;
  readonly kept: Uint8Array;
  /** How many are kept. */
  readonly count: number;
}

/** @param background what the contrast would be if nothing had changed; the scene's own, or displaced */
export function changedPixels(
  contrast: Float32Array,
  background: Float32Array,
  scene: Scene,
  width: number,
  { noiseFactor, ignored }: { readonly noiseFactor: number; readonly ignored?: Uint8Array },
  rules: MotionRules,
): Changed {
  const height = contrast.length / width;
  const differs = new Uint8Array(contrast.length);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, i = y * width + 1; x < width - 1; x++, i++) {
      const limit =
        noiseFactor * Math.max(leastNoise, scene.noise[i]!) * (1 + rules.restlessWeight * scene.restless[i]!);
      const value = contrast[i]!;
      const difference = value - background[i]!;
      if (difference < limit && difference > -limit) continue;
      if (ignored && ignored[i]) continue;
      differs[i] = beyond(value, background, i, width) > limit ? 1 : 0;
    }
  }
  return { differs, ...withCompany(differs, width, height, rules.leastNeighbours) };
}

/**
 * How far a value lies outside what the background shows at this pixel and the four beside it: a camera that trembles
 * by less than a pixel moves an edge, but shows nothing new.
 */
function beyond(value: number, background: Float32Array, i: number, width: number): number {
  const a = background[i]!;
  const b = background[i - 1]!;
  const c = background[i + 1]!;
  const d = background[i - width]!;
  const e = background[i + width]!;
  const least = Math.min(a, b, c, d, e);
  const most = Math.max(a, b, c, d, e);
  return value < least ? least - value : value > most ? value - most : 0;
}

function withCompany(
  differs: Uint8Array,
  width: number,
  height: number,
  leastNeighbours: number,
): Pick<Changed, 'kept' | 'count'> {
  const kept = new Uint8Array(differs.length);
  let count = 0;
  for (let i = differs.indexOf(1); i >= 0; i = differs.indexOf(1, i + 1)) {
    const x = i % width;
    if (x === 0 || x === width - 1 || i < width || i >= width * (height - 1)) continue;
    let neighbours = -1;
    for (let row = i - width; row <= i + width; row += width)
      neighbours += differs[row - 1]! + differs[row]! + differs[row + 1]!;
    if (neighbours < leastNeighbours) continue;
    kept[i] = 1;
    count++;
  }
  return { kept, count };
}

/** Moves the scene towards what is seen. Without `changed` all of it is learnt fast. `elapsed` in seconds. */
export function learn(
  scene: Scene,
  contrast: Float32Array,
  width: number,
  changed: Changed | undefined,
  elapsed: number,
  rules: MotionRules,
): Scene {
  const rate = (seconds: number) => 1 - Math.exp(-elapsed / seconds);
  const restlessKept = Math.exp(-elapsed / rules.restlessSeconds);
  const noiseRate = rate(rules.noiseSeconds);
  const quietRate = rate(changed ? rules.quietSeconds : rules.fastSeconds);
  const changedRate = rate(rules.changedSeconds);
  const held = changed && around(changed.kept, width, rules.heldPixels);
  const differs = changed?.differs ?? scene.differed;
  const { background: oldBackground, noise: oldNoise, restless: oldRestless, differed } = scene;
  const size = contrast.length;
  const background = new Float32Array(size);
  const noise = new Float32Array(size);
  const restless = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    const before = oldBackground[i]!;
    const difference = contrast[i]! - before;
    const deviation = oldNoise[i]!;
    if (held && held[i]) {
      background[i] = before + changedRate * difference;
      noise[i] = deviation;
    } else {
      background[i] = before + quietRate * difference;
      noise[i] = deviation + noiseRate * (Math.abs(difference) - deviation);
    }
    restless[i] = restlessKept * oldRestless[i]! + (differs[i]! ^ differed[i]!);
  }
  return { background, noise, restless, differed: differs };
}

/** The marked pixels and those beside them: the rim of a thing that stands still must not be learnt bit by bit. */
function around(marked: Uint8Array, width: number, reach: number): Uint8Array {
  const wide = new Uint8Array(marked.length);
  for (let i = marked.indexOf(1); i >= 0; i = marked.indexOf(1, i + 1)) {
    const x = i % width;
    wide.fill(1, i - Math.min(x, reach), i + Math.min(width - 1 - x, reach) + 1);
  }
  const high = wide.slice();
  for (let i = wide.indexOf(1); i >= 0; i = wide.indexOf(1, i + 1))
    for (let step = width; step <= reach * width; step += width) {
      if (i >= step) high[i - step] = 1;
      if (i + step < high.length) high[i + step] = 1;
    }
  return high;
}
