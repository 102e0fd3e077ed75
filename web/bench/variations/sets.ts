import { join } from 'node:path';
import { decodeClip, picture, type Picture } from '../footage';
import type { LabelledClip } from '../score';
import { car, paint, person, pet } from './figures';
import { nuisances } from './nuisances';
import { random } from './random';
import { sceneClip, type VariedClip } from './scene';
import { chanceWalk } from './walks';

const seconds = 26;
const figures = { person, pet, car } as const;

/** Drawn nuisances over still pictures: nobody comes. */
export function nuisanceSet(plates: readonly Float32Array[], each: number, seed: number): VariedClip[] {
  return Object.entries(nuisances).flatMap(([name, make], kind) =>
    Array.from({ length: each }, (_, i) => {
      const chance = random(seed + 1000 * kind + i);
      return sceneClip({
        file: `nuisance/${name}-${seed + i}`,
        seed: seed + 31 * i + kind,
        seconds,
        checksPerSecond: 10,
        plate: chance.pick(plates),
        nuisance: make(chance, chance.between(7, 11)),
        walks: [],
      });
    }),
  );
}

/** Drawn figures that walk through still pictures, while nothing or something else goes on. */
export function walkSet(plates: readonly Float32Array[], each: number, seed: number): VariedClip[] {
  const kinds = [
    ['person', {}],
    ['slowPerson', { pace: 0.25 }],
    ['farPerson', { small: true }],
    ['pet', {}],
    ['car', {}],
  ] as const;
  return Object.keys(nuisances)
    .filter((name) => name !== 'moved')
    .flatMap((name, n) =>
      kinds.flatMap(([kind, options], k) =>
        Array.from({ length: name === 'still' ? 4 * each : each }, (_, i) => {
          const chance = random(seed + 7000 * n + 100 * k + i);
          const make = figures[kind === 'slowPerson' || kind === 'farPerson' ? 'person' : kind];
          const enters = chance.between(7, 13);
          const clip = sceneClip({
            file: `walk/${name}/${kind}-${seed + i}`,
            seed: seed + 17 * i + n,
            seconds,
            checksPerSecond: chance.pick([5, 10, 10, 15]),
            plate: chance.pick(plates),
            // What happens once happens just before the figure enters, or a while before.
            nuisance: nuisances[name]!(chance, enters - chance.pick([0.1, 0.6, 4])),
            walks: [chanceWalk(make(chance), chance, picture, { enters, ends: seconds, ...options })],
          });
          return { ...clip, tags: [...clip.tags, kind] };
        }),
      ),
    );
}

/** The quiet clips of a folder with a drawn figure walking over them. */
export function overlaySet(folder: string, clips: readonly LabelledClip[], each: number, seed: number): VariedClip[] {
  return clips
    .filter(({ events, duration }) => events.length === 0 && duration >= 25)
    .flatMap((clip, n) =>
      Array.from({ length: each }, (_, i) => {
        const chance = random(seed + 900 * n + i);
        const kind = chance.pick(['person', 'person', 'pet', 'car'] as const);
        const enters = chance.between(8, clip.duration - 12);
        const size = { small: chance.chance(0.2) };
        const walk = chanceWalk(figures[kind](chance), chance, picture, { enters, ends: clip.duration, ...size });
        return {
          ...clip,
          file: `overlay/${clip.file}-${seed + i}`,
          events: [walk.visible],
          tags: [...clip.tags, kind],
          pictures: async () =>
            (await decodeClip(join(folder, clip.file))).map(({ at, pixels }) => {
              const level = Float32Array.from(pixels);
              const light = level.reduce((sum, value) => sum + value, 0) / level.length / 110;
              const pose = walk.pose(at);
              const under = level.map((value) => value / light);
              if (pose) paint(under, picture.width, picture.height, walk.figure, pose);
              return {
                at,
                pixels: Uint8Array.from(under, (value, j) =>
                  value === level[j]! / light ? level[j]! : Math.max(0, Math.min(255, value * light)),
                ),
              };
            }),
        };
      }),
    );
}

type Change = (pixels: Uint8Array, at: number) => Uint8Array;

const levels =
  (change: (value: number) => number): Change =>
  (pixels) =>
    Uint8Array.from(pixels, (value) => Math.max(0, Math.min(255, change(value))));

const { width, height } = picture;
const places =
  (from: (x: number, y: number) => number): Change =>
  (pixels) => {
    const out = new Uint8Array(pixels.length);
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) out[y * width + x] = pixels[from(x, y)]!;
    return out;
  };

/** Ways to change what a camera shows without changing what happens. */
const changes: Readonly<
  Record<
    string,
    {
      readonly pixels?: Change;
      readonly mirrored?: boolean;
      readonly every?: number;
      readonly skip?: number;
      readonly repeat?: number;
    }
  >
> = {
  darker: { pixels: levels((value) => value * 0.45) },
  lighter: { pixels: levels((value) => value * 1.35) },
  flat: { pixels: levels((value) => 80 + value * 0.4) },
  steep: { pixels: levels((value) => 128 + (value - 110) * 1.5) },
  gamma: { pixels: levels((value) => 255 * (value / 255) ** 0.6) },
  noisy: {
    pixels: (pixels, at) => {
      const chance = random(1 + Math.round(at * 1000));
      return Uint8Array.from(pixels, (value) => Math.max(0, Math.min(255, value + 3 * chance.normal())));
    },
  },
  mirrored: { pixels: places((x, y) => y * width + width - 1 - x), mirrored: true },
  later: { skip: 7 },
  fiveChecks: { every: 2 },
  doubled: { repeat: 2 },
};

/** The clips of a folder, changed in ways that must not matter. */
export function changedSet(folder: string, clips: readonly LabelledClip[], names = Object.keys(changes)): VariedClip[] {
  return names.flatMap((name) => {
    const { pixels: change, mirrored, every = 1, skip = 0, repeat = 1 } = changes[name]!;
    return clips.map((clip) => ({
      ...clip,
      file: `${name}/${clip.file}`,
      mask: mirrored ? (clip.mask ?? []).map(([x, y, w, h]) => [1 - x - w, y, w, h] as const) : (clip.mask ?? []),
      duration: clip.duration - skip / 10,
      events: clip.events.map(([start, end]) => [start - skip / 10, end - skip / 10] as const),
      tags: [...clip.tags, name],
      pictures: async () => changed(await decodeClip(join(folder, clip.file)), change, { every, skip, repeat }),
    }));
  });
}

function changed(
  pictures: readonly Picture[],
  change: Change | undefined,
  { every, skip, repeat }: { every: number; skip: number; repeat: number },
): Picture[] {
  const first = pictures[skip]!.at;
  const gap = pictures[1]!.at - pictures[0]!.at;
  return pictures
    .slice(skip)
    .filter((_, i) => i % every === 0)
    .flatMap(({ at, pixels }) =>
      Array.from({ length: repeat }, (_, i) => ({
        at: at - first + (i * gap * every) / repeat,
        pixels: change ? change(pixels, at) : pixels,
      })),
    );
}

/** The clips of a folder as other cameras would frame them: further away, nearer, without their masks, or full of them. */
export function framedSet(folder: string, clips: readonly LabelledClip[]): VariedClip[] {
  return clips.flatMap((clip) => {
    const framed = (name: string, filter: string, change: Partial<LabelledClip> = {}) => ({
      ...clip,
      ...change,
      file: `${name}/${clip.file}`,
      pictures: () => decodeClip(join(folder, clip.file), filter),
    });
    const mask = (clip.mask ?? []).map(([x, y, w, h]) => [0.25 + x / 2, 0.25 + y / 2, w / 2, h / 2] as const);
    const wide = framed('wide', 'pad=2*iw:2*ih:iw/2:ih/2:gray', { mask });
    if (clip.events.length > 0) return [wide];
    const [area] = clip.mask ?? [];
    const hard = { mask: [], tags: [...clip.tags, 'hard'] };
    if (area) {
      const [x, y, w, h] = area;
      return [wide, framed('bare', 'null', hard), framed('inMask', `crop=iw*${w}:ih*${h}:iw*${x}:ih*${y}`, hard)];
    }
    return [wide, framed('left', 'crop=iw*0.6:ih*0.6:0:ih*0.3'), framed('right', 'crop=iw*0.6:ih*0.6:iw*0.4:ih*0.2')];
  });
}
