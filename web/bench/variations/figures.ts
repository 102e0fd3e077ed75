import type { Random } from './random';

/** A part of a figure: a capsule between two points, in shares of the figure's height, y upwards from the feet. */
interface Part {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly radius: number;
  /** Gray level under even light. */
  readonly level: number;
}

/** Something drawn that can move: its parts at each moment of its gait (0–1). */
export interface Figure {
  readonly kind: 'person' | 'pet' | 'car';
  /** Its width as a share of its height. */
  readonly width: number;
  /** How strong the pattern of its surface is, in gray levels. */
  readonly pattern: number;
  readonly shadow: boolean;
  parts(gait: number): readonly Part[];
}

/** Where a figure is: its feet in pixels, its height in pixels, the way it looks and its moment of gait. */
export interface Pose {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly facing: 1 | -1;
  readonly gait: number;
}

/** A person in clothes of chance levels. */
export function person(chance: Random): Figure {
  const [top, legs, head] = [chance.between(15, 235), chance.between(15, 180), chance.between(60, 190)];
  const hair = chance.between(15, 120);
  return {
    kind: 'person',
    width: 0.42,
    pattern: chance.between(4, 18),
    shadow: chance.chance(0.5),
    parts: (gait) => {
      const swing = 0.16 * Math.sin(2 * Math.PI * gait);
      return [
        { from: [0, 0.48], to: [swing, 0.04], radius: 0.055, level: legs },
        { from: [0, 0.48], to: [-swing, 0.04], radius: 0.055, level: legs * 0.85 },
        { from: [0, 0.55], to: [0, 0.76], radius: 0.1, level: top },
        { from: [0, 0.76], to: [swing * 0.8, 0.5], radius: 0.035, level: top * 0.9 },
        { from: [0, 0.76], to: [-swing * 0.8, 0.5], radius: 0.035, level: top },
        { from: [0, 0.91], to: [0, 0.93], radius: 0.065, level: head },
        { from: [-0.01, 0.95], to: [-0.01, 0.95], radius: 0.06, level: hair },
      ];
    },
  };
}

/** A cat or a dog. */
export function pet(chance: Random): Figure {
  const level = chance.between(15, 230);
  return {
    kind: 'pet',
    width: 2,
    pattern: chance.between(6, 25),
    shadow: chance.chance(0.5),
    parts: (gait) => {
      const swing = 0.2 * Math.sin(2 * Math.PI * gait);
      const leg = (x: number, reach: number): Part => ({ from: [x, 0.5], to: [x + reach, 0.05], radius: 0.08, level });
      return [
        { from: [-0.6, 0.62], to: [0.5, 0.66], radius: 0.25, level },
        ...[leg(-0.55, swing), leg(-0.55, -swing), leg(0.45, swing), leg(0.45, -swing)],
        { from: [0.75, 0.92], to: [0.85, 0.9], radius: 0.19, level: level * 0.9 },
        { from: [-0.8, 0.75], to: [-1.1, 0.95], radius: 0.06, level },
      ];
    },
  };
}

/** A car from the side. */
export function car(chance: Random): Figure {
  const level = chance.between(20, 240);
  const glass = chance.between(20, 90);
  return {
    kind: 'car',
    width: 2.8,
    pattern: chance.between(2, 8),
    shadow: true,
    parts: () => [
      { from: [-1.1, 0.4], to: [1.1, 0.4], radius: 0.28, level },
      { from: [-0.6, 0.75], to: [0.4, 0.75], radius: 0.22, level },
      { from: [-0.55, 0.76], to: [0.35, 0.76], radius: 0.14, level: glass },
      { from: [-0.8, 0.17], to: [-0.8, 0.17], radius: 0.17, level: 25 },
      { from: [0.8, 0.17], to: [0.8, 0.17], radius: 0.17, level: 25 },
    ],
  };
}

/** Paints a figure over a picture of `width` × `height` gray levels, with soft edges. */
export function paint(picture: Float32Array, width: number, height: number, figure: Figure, pose: Pose): void {
  const half = (figure.width * pose.height) / 2 + 3;
  const left = Math.max(0, Math.floor(pose.x - half));
  const right = Math.min(width - 1, Math.ceil(pose.x + half));
  const top = Math.max(0, Math.floor(pose.y - pose.height * 1.05 - 2));
  const bottom = Math.min(height - 1, Math.ceil(pose.y + 4));
  const parts = figure.parts(pose.gait);
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const across = ((x - pose.x) * pose.facing) / pose.height;
      const up = (pose.y - y) / pose.height;
      let value = picture[y * width + x]!;
      if (figure.shadow) value *= 1 - 0.35 * Math.exp(-((across / (figure.width / 2)) ** 2) * 2 - (up * 12) ** 2);
      for (const part of parts) {
        const cover = Math.min(1, Math.max(0, 0.5 - outside(part, across, up) * pose.height));
        if (cover === 0) continue;
        const pattern = figure.pattern * Math.sin(across * 41 + part.level) * Math.cos(up * 37 + part.level);
        value += cover * (part.level + pattern - value);
      }
      picture[y * width + x] = value;
    }
  }
}

/** Distance of a point from a part, below zero inside. */
function outside({ from, to, radius }: Part, x: number, y: number): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - from[0]) * dx + (y - from[1]) * dy) / length));
  return Math.hypot(x - from[0] - share * dx, y - from[1] - share * dy) - radius;
}
