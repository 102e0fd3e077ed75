import type { Picture } from '../footage';
import { picture } from '../footage';
import type { LabelledClip } from '../score';
import { paint } from './figures';
import type { Nuisance } from './nuisances';
import { random, type Random } from './random';
import type { Walk } from './walks';

const { width, height } = picture;

/** A clip that is drawn, or made from another one. */
export interface VariedClip extends LabelledClip {
  pictures(): Promise<Iterable<Picture>> | Iterable<Picture>;
}

/** What a drawn clip is made of. */
export interface Scene {
  readonly file: string;
  readonly seed: number;
  readonly seconds: number;
  readonly checksPerSecond: number;
  readonly plate: Float32Array;
  readonly nuisance: Nuisance;
  readonly walks: readonly Walk[];
}

/** The clip of a scene: labelled by what walks through it. */
export function sceneClip(scene: Scene): VariedClip {
  const { nuisance, walks } = scene;
  return {
    file: scene.file,
    duration: scene.seconds,
    events: walks.map((walk) => walk.visible),
    tags: [nuisance.name, ...walks.map(({ figure }) => figure.kind), ...(nuisance.hard ? ['hard'] : [])],
    mask: nuisance.leaves?.masked ? [nuisance.leaves.part] : [],
    pictures: () => draw(scene),
  };
}

function* draw(scene: Scene): Generator<Picture> {
  const chance = random(scene.seed);
  for (let i = 0; i < scene.seconds * scene.checksPerSecond; i++) {
    const at = i / scene.checksPerSecond;
    yield { at: Math.round(at * 1e6) / 1e6, pixels: expose(compose(scene, at), scene.nuisance, at, chance) };
  }
}

/** The scene as it is, before light, camera and sensor. */
function compose({ plate, nuisance, walks }: Scene, at: number): Float32Array {
  const level = nuisance.leaves ? withLeaves(plate, nuisance.leaves, at) : plate.slice();
  for (const walk of walks) {
    const now = walk.pose(at);
    if (now) paint(level, width, height, walk.figure, now);
  }
  return level;
}

function withLeaves(plate: Float32Array, { part, reach }: NonNullable<Nuisance['leaves']>, at: number): Float32Array {
  const level = plate.slice();
  const [left, top, right, bottom] = [
    part[0] * width,
    part[1] * height,
    (part[0] + part[2]) * width,
    (part[1] + part[3]) * height,
  ];
  const gust = 0.5 + 0.5 * Math.sin(at * 0.35);
  for (let y = Math.floor(top); y < bottom; y++) {
    for (let x = Math.floor(left); x < right; x++) {
      const push = reach * gust * (Math.sin(at * 4 + x * 0.13) + Math.sin(at * 6.7 + y * 0.21));
      const rise = reach * gust * Math.sin(at * 5.3 + x * 0.17 + y * 0.11);
      level[y * width + x] = 110 + 55 * leaf(x + push, y + rise);
    }
  }
  return level;
}

/** A leafy texture, −1 to 1. */
function leaf(x: number, y: number): number {
  return 0.5 * Math.sin(x * 0.9 + 2 * Math.sin(y * 0.37)) + 0.5 * Math.sin(y * 1.1 + 2.3 * Math.sin(x * 0.31));
}

/** What the camera makes of it: displacement, light, specks, sensor, compression. */
function expose(level: Float32Array, nuisance: Nuisance, at: number, chance: Random): Uint8Array {
  const shifted = nuisance.shift ? displaced(level, nuisance.shift(at)) : level;
  lit(shifted, nuisance, at);
  for (const speck of nuisance.specks?.(at) ?? []) paintSpeck(shifted, speck);
  if (nuisance.detail) compress(shifted, (block) => nuisance.detail!(at, block));
  const pixels = new Uint8Array(width * height);
  const [noise, rowNoise] = [nuisance.noise ?? 1, nuisance.rowNoise ?? 0];
  for (let y = 0; y < height; y++) {
    const row = rowNoise * chance.normal();
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      pixels[i] = Math.max(0, Math.min(255, Math.round(shifted[i]! + row + noise * chance.normal())));
    }
  }
  return pixels;
}

function lit(level: Float32Array, nuisance: Nuisance, at: number): void {
  const all = nuisance.light?.(at) ?? 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      level[y * width + x]! *= all * (nuisance.lightAt?.(at, (x + 0.5) / width, (y + 0.5) / height) ?? 1);
  }
}

function displaced(level: Float32Array, [dx, dy]: readonly [number, number]): Float32Array {
  const out = new Float32Array(level.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sx = Math.min(width - 1.001, Math.max(0, x + dx));
      const sy = Math.min(height - 1.001, Math.max(0, y + dy));
      const [ix, iy] = [Math.floor(sx), Math.floor(sy)];
      const [fx, fy] = [sx - ix, sy - iy];
      const i = iy * width + ix;
      const upper = level[i]! + fx * (level[i + 1]! - level[i]!);
      const lower = level[i + width]! + fx * (level[i + width + 1]! - level[i + width]!);
      out[y * width + x] = upper + fy * (lower - upper);
    }
  }
  return out;
}

function paintSpeck(
  level: Float32Array,
  [cx, cy, halfWidth, halfHeight, gray, cover]: readonly [number, number, number, number, number, number],
): void {
  for (let y = Math.max(0, Math.floor(cy - halfHeight - 1)); y <= Math.min(height - 1, cy + halfHeight + 1); y++) {
    for (let x = Math.max(0, Math.floor(cx - halfWidth - 1)); x <= Math.min(width - 1, cx + halfWidth + 1); x++) {
      const inside = Math.min(
        1,
        Math.max(0, 0.5 + Math.min(halfWidth - Math.abs(x - cx), halfHeight - Math.abs(y - cy))),
      );
      level[y * width + x]! += cover * inside * (gray - level[y * width + x]!);
    }
  }
}

function compress(level: Float32Array, detail: (block: number) => number): void {
  const size = 4;
  for (let top = 0; top < height; top += size) {
    for (let left = 0; left < width; left += size) {
      const keep = detail(top * width + left);
      let sum = 0;
      let count = 0;
      for (let y = top; y < Math.min(height, top + size); y++)
        for (let x = left; x < left + size; x++, count++) sum += level[y * width + x]!;
      const mean = sum / count;
      for (let y = top; y < Math.min(height, top + size); y++)
        for (let x = left; x < left + size; x++) level[y * width + x] = mean + keep * (level[y * width + x]! - mean);
    }
  }
}
