import type { Figure, Pose } from './figures';
import type { Random } from './random';

/** A figure's way through a scene. */
export interface Walk {
  readonly figure: Figure;
  /** When a third of it is in the picture, and when it has gone; in seconds. */
  readonly visible: readonly [number, number];
  pose(at: number): Pose | undefined;
}

interface Way {
  readonly enters: number;
  readonly height: number;
  /** Pixels per second. */
  readonly speed: number;
  readonly feet: number;
  readonly facing: 1 | -1;
  /** Where it stands still, as a share of the picture's width, and for how long. */
  readonly stop?: { readonly share: number; readonly seconds: number };
}

/** Walks in at one side, maybe stops, and walks on until it is out at the other one. */
export function across(figure: Figure, way: Way, width: number, ends: number): Walk {
  const half = (figure.width * way.height) / 2;
  const path = width + 2 * half;
  const stopAt = way.stop ? half + way.stop.share * width : Infinity;
  const distance = (at: number) => {
    const walked = (at - way.enters) * way.speed;
    if (walked <= stopAt) return walked;
    return Math.max(stopAt, walked - way.stop!.seconds * way.speed);
  };
  const third = way.enters + (2 * half) / 3 / way.speed;
  const left = way.enters + path / way.speed + (way.stop?.seconds ?? 0);
  return {
    figure,
    visible: [round(third), round(Math.min(left, ends))],
    pose: (at) => {
      const gone = distance(at);
      if (gone < 0 || gone > path) return undefined;
      return {
        x: way.facing === 1 ? gone - half : width + half - gone,
        y: way.feet,
        height: way.height,
        facing: way.facing,
        gait: gone / (0.8 * way.height),
      };
    },
  };
}

/** A chance way for a figure; `pace` 1 is a usual walk. */
export function chanceWalk(
  figure: Figure,
  chance: Random,
  size: { readonly width: number; readonly height: number },
  { enters, ends, pace = 1, small = false }: { enters: number; ends: number; pace?: number; small?: boolean },
): Walk {
  const usual = { person: [26, 62], pet: [9, 18], car: [16, 34] } as const;
  const far = { person: [15, 22], pet: [7, 9], car: [9, 13] } as const;
  const [least, most] = (small ? far : usual)[figure.kind];
  const height = chance.between(least, most);
  // A grown person is 1.7 m high and walks 0.8–1.5 m/s; pets and cars in their own proportions.
  const perSecond = { person: [0.45, 0.9], pet: [1.2, 3], car: [1.5, 4] } as const;
  const [slowest, fastest] = perSecond[figure.kind];
  const speed = Math.max(1, height * pace * chance.between(slowest, fastest));
  const stops = figure.kind !== 'car' && chance.chance(0.4);
  return across(
    figure,
    {
      enters,
      height,
      speed,
      feet: Math.min(size.height + 0.25 * height, chance.between(0.55, 0.98) * size.height + 0.1 * height),
      facing: chance.chance(0.5) ? 1 : -1,
      ...(stops ? { stop: { share: chance.between(0.2, 0.8), seconds: chance.between(3, 15) } } : {}),
    },
    size.width,
    ends,
  );
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
