import type { Random } from './random';

/** What makes pictures differ although nobody is there. All times in seconds, all places in shares or pixels. */
export interface Nuisance {
  readonly name: string;
  /** Left out of the core figures. */
  readonly hard?: boolean;
  /** Multiplies the light of the whole scene (before the sensor clips it). */
  light?(at: number): number;
  /** Multiplies the light at one place; shares of the picture. */
  lightAt?(at: number, x: number, y: number): number;
  /** How the camera is displaced, in pixels. */
  shift?(at: number): readonly [number, number];
  /** Sensor noise, in gray levels. */
  readonly noise?: number;
  /** Rows that are lighter or darker together, in gray levels. */
  readonly rowNoise?: number;
  /** Small things in front of the lens: x, y, half width, half height in pixels, gray level and cover 0–1. */
  specks?(at: number): readonly (readonly [number, number, number, number, number, number])[];
  /** Leaves: a part of the picture (shares) whose texture is pushed to and fro by so many pixels. */
  readonly leaves?: {
    readonly part: readonly [number, number, number, number];
    readonly reach: number;
    readonly masked: boolean;
  };
  /** How much detail a compressed picture keeps, 0–1, apart for each block of 4 × 4. */
  detail?(at: number, block: number): number;
}

type Maker = (chance: Random, at: number) => Nuisance;

const ease = (share: number) => (share <= 0 ? 0 : share >= 1 ? 1 : share * share * (3 - 2 * share));
/** 0 before `from`, 1 after `from + seconds`. */
const ramp = (at: number, from: number, seconds: number) => ease((at - from) / seconds);

const hash = (a: number, b = 0) => {
  const mixed = Math.sin(a * 127.1 + b * 311.7) * 43758.5453;
  return mixed - Math.floor(mixed);
};

/** Each kind of nuisance, made with chance figures. `at`: when what happens once happens. */
export const nuisances: Readonly<Record<string, Maker>> = {
  still: () => ({ name: 'still', noise: 1 }),
  nightNoise: (chance) => {
    const dark = chance.between(0.12, 0.3);
    return { name: 'nightNoise', light: () => dark, noise: chance.between(1.5, 4), rowNoise: chance.between(0, 1.5) };
  },
  drift: (chance) => {
    const [to, over] = [chance.between(0.45, 0.8), chance.between(12, 30)];
    return { name: 'drift', noise: 1, light: (at) => 1 - (1 - to) * ramp(at, 4, over) };
  },
  lightSwitch: (chance, at) => {
    const [dark, settles, first] = [chance.between(0.15, 0.5), chance.between(0.3, 1.5), chance.chance(0.5)];
    const seconds = chance.between(0.05, 0.25);
    const back = at + chance.between(7, 12);
    const off = (now: number) => {
      const fallen = 1 - (1 - dark * 0.7) * ramp(now, at, seconds) + dark * 0.3 * ramp(now, at + seconds, settles);
      return now < back
        ? fallen
        : dark + (1.15 - dark) * ramp(now, back, seconds) - 0.15 * ramp(now, back + 0.2, settles);
    };
    const on = (now: number) => dark + (1.15 - dark) * ramp(now, at, seconds) - 0.15 * ramp(now, at + 0.2, settles);
    return { name: 'lightSwitch', noise: chance.between(1, 2.5), light: first ? off : on };
  },
  autoExposure: (chance) => {
    const steps = Array.from({ length: 7 }, () => [chance.between(0.7, 1.4), chance.between(0.2, 0.7)] as const);
    const light = (at: number) => {
      const step = Math.min(steps.length - 1, Math.max(0, Math.floor((at - 4) / 3)));
      const [before] = step === 0 ? [1] : steps[step - 1]!;
      const [after, seconds] = steps[step]!;
      return at < 4 ? 1 : before + (after - before) * ramp(at, 4 + step * 3, seconds);
    };
    return { name: 'autoExposure', noise: 1, light };
  },
  flicker: (chance) => {
    const [depth, bands, speed] = [chance.between(0.03, 0.09), chance.between(1, 4), chance.between(0.3, 4)];
    return {
      name: 'flicker',
      noise: 1,
      lightAt: (at, _x, y) => 1 + depth * Math.sin(2 * Math.PI * (bands * y + speed * at)),
    };
  },
  shake: (chance) => {
    const jitter = chance.between(0.03, 0.1);
    const bursts = Array.from({ length: 4 }, () => [
      chance.between(4, 24),
      chance.between(0.3, 1.5),
      chance.between(0.25, 1.6),
    ]);
    const swing = (at: number, axis: number) => {
      let sum = jitter * (2 * hash(Math.round(at * 100), axis + 1) - 1);
      for (const [from, seconds, reach] of bursts as [number, number, number][])
        if (at >= from && at < from + seconds)
          sum += reach * (1 - (at - from) / seconds) * (2 * hash(Math.round(at * 100), axis + 7) - 1);
      return sum;
    };
    return { name: 'shake', noise: 1, shift: (at) => [swing(at, 0), swing(at, 1)] };
  },
  insect: (chance) => {
    const [start, speed, y, size] = [
      chance.between(5, 12),
      chance.between(12, 60),
      chance.between(20, 70),
      chance.between(0.8, 1.4),
    ];
    const level = chance.pick([15, 230]);
    return {
      name: 'insect',
      noise: 1,
      specks: (at) => {
        const gone = ((at - start) * speed) % 400;
        const wobble = 6 * Math.sin(at * 5) + 3 * Math.sin(at * 13);
        return at < start ? [] : [[gone, y + wobble, size, size, level, 0.9]];
      },
    };
  },
  rain: (chance) => {
    const [drops, length, cover] = [chance.between(8, 40), chance.between(2, 6), chance.between(0.15, 0.4)];
    return {
      name: 'rain',
      noise: 1,
      specks: (at) =>
        Array.from({ length: Math.round(drops) }, (_, i) => {
          const frame = Math.round(at * 100);
          return [160 * hash(frame, i), 90 * hash(frame + 0.5, i), 0.4, length, 210, cover] as const;
        }),
    };
  },
  compression: (chance) => {
    const [every, loss] = [chance.between(1, 4), chance.between(0.3, 0.8)];
    return {
      name: 'compression',
      noise: 1,
      detail: (at, block) => {
        const key = Math.floor(at / every);
        const since = at / every - key;
        return 1 - loss * hash(block, key) * (1 - since) ** 2;
      },
    };
  },
  lamp: (chance, at) => {
    const [x, y, reach] = [chance.pick([-0.05, 0.1, 0.9, 1.05]), chance.between(0, 0.7), chance.between(0.2, 0.5)];
    const [gain, edge] = [chance.between(0.4, 1.2), chance.between(0.3, 0.9)];
    const [seconds, back] = [chance.between(0.05, 0.4), at + chance.between(7, 14)];
    const startsOn = chance.chance(0.5);
    return {
      name: 'lamp',
      noise: 1,
      lightAt: (now, px, py) => {
        const level = ramp(now, at, seconds) - ramp(now, back, seconds);
        const on = startsOn ? 1 - level : level;
        const distance = Math.hypot((px - x) * 1.78, py - y) / reach;
        // A shade or a piece of furniture cuts the light off along a line.
        const shade = 1 / (1 + Math.exp((py - edge - 0.3 * (px - x)) * 30));
        return 1 + on * gain * Math.exp(-distance * distance) * (0.3 + 0.7 * shade);
      },
    };
  },
  headlights: (chance, at) => {
    const [gain, wide, tall, y] = [
      chance.between(0.4, 1.5),
      chance.between(0.06, 0.2),
      chance.between(0.12, 0.4),
      chance.between(0.2, 0.6),
    ];
    const [seconds, sharp, way] = [chance.between(1, 3.5), chance.between(12, 60), chance.pick([1, -1])];
    const dark = chance.between(0.25, 0.6);
    const edge = (d: number) => 1 / (1 + Math.exp(d * sharp));
    const patch = (now: number, from: number, px: number, py: number) => {
      const share = (now - from) / seconds;
      if (share < 0 || share > 1) return 0;
      const x = way === 1 ? -0.3 + 1.6 * share : 1.3 - 1.6 * share;
      return edge(Math.abs(px - x) - wide) * edge(Math.abs(py - y - 0.1 * (px - x)) - tall) * Math.sin(Math.PI * share);
    };
    return {
      name: 'headlights',
      noise: 1.3,
      light: () => dark,
      lightAt: (now, px, py) => 1 + 2 * gain * (patch(now, at, px, py) + patch(now, at + 9, px, py)),
    };
  },
  cloud: (chance) => {
    const [depth, speed, soft] = [chance.between(0.2, 0.5), chance.between(0.05, 0.3), chance.between(6, 20)];
    return {
      name: 'cloud',
      noise: 1,
      lightAt: (at, x, y) => {
        const front = (((at - 5) * speed) % 4) - 0.3 - 0.15 * Math.sin(5 * y);
        const inside = 1 / (1 + Math.exp((x - front) * soft)) - 1 / (1 + Math.exp((x - front + 1.6) * soft));
        return at < 5 ? 1 : 1 - depth * inside;
      },
    };
  },
  television: (chance) => {
    const [x, y, dark] = [chance.between(0, 1), chance.between(0.2, 0.6), chance.between(0.2, 0.4)];
    const cut = chance.between(0.7, 2.5);
    return {
      name: 'television',
      noise: 1.5,
      light: () => dark,
      lightAt: (at, px, py) => {
        const glow = 1.6 * hash(Math.floor(at / cut), 3) + 0.2 * Math.sin(at * 7);
        return 1 + glow * Math.exp(-(((px - x) * 1.78) ** 2 + (py - y) ** 2) / 0.15);
      },
    };
  },
  leaves: (chance) => {
    const w = chance.between(0.25, 0.5);
    const masked = chance.chance(0.4);
    const part = [chance.chance(0.5) ? 0 : 1 - w, 0, w, chance.between(0.4, 0.8)] as const;
    return {
      name: masked ? 'leavesMasked' : 'leaves',
      hard: !masked,
      noise: 1,
      leaves: { part, reach: chance.between(0.8, 2.5), masked },
    };
  },
  moved: (chance, at) => {
    const by = [chance.between(2, 6) * chance.pick([1, -1]), chance.between(-2, 2)] as const;
    return { name: 'moved', hard: true, noise: 1, shift: (now) => (now < at ? [0, 0] : by) };
  },
};
