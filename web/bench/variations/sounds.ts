import type { LabelledClip } from '../score';
import { random, type Random } from './random';

/** A recording, decoded. */
export interface Recording extends LabelledClip {
  readonly samples: Float32Array;
  readonly sampleRate: number;
}

const decibels = (db: number) => 10 ** (db / 20);

/** Every event over every background in which nothing happens, as loud as it was and 6 dB fainter and louder. */
export function mixedSounds(recordings: readonly Recording[], seed: number): Recording[] {
  const eventful = recordings.filter(({ events }) => events.length > 0);
  const quiet = recordings.filter(({ events }) => events.length === 0);
  const chance = random(seed);
  return eventful.flatMap((source) =>
    quiet.flatMap((background) => [-6, 0, 6].map((gainDb) => mix(source, background, gainDb, chance.between(5, 22)))),
  );
}

function mix(source: Recording, background: Recording, gainDb: number, start: number): Recording {
  const rate = background.sampleRate;
  const [from, to] = source.events[0]!;
  const part = source.samples.subarray(Math.round((from - 0.05) * rate), Math.round((to + 0.3) * rate));
  const samples = background.samples.slice();
  const fade = 0.05 * rate;
  const offset = Math.round((start - 0.05) * rate);
  for (let i = 0; i < part.length && offset + i < samples.length; i++)
    samples[offset + i]! += part[i]! * decibels(gainDb) * Math.min(1, i / fade, (part.length - i) / fade);
  return {
    ...background,
    file: `${source.file}+${background.file}${gainDb}dB`,
    events: [[start, start + to - from]],
    tags: [...background.tags, ...source.tags, `${gainDb}dB`],
    samples,
  };
}

type Change = (recording: Recording, chance: Random) => Float32Array;

/** Ways to change a recording without changing what happens in it. */
const changes: Readonly<Record<string, Change>> = {
  fainter: ({ samples }) => samples.map((sample) => sample * decibels(-10)),
  louder: ({ samples }) => samples.map((sample) => Math.max(-1, Math.min(1, sample * decibels(10)))),
  dull: ({ samples, sampleRate }) => {
    let last = 0;
    const follows = 1 - Math.exp((-2 * Math.PI * 2500) / sampleRate);
    return samples.map((sample) => (last += follows * (sample - last)));
  },
  hissing: ({ samples }, chance) => samples.map((sample) => sample + 0.0015 * chance.normal()),
  humming: ({ samples, sampleRate }) =>
    samples.map((sample, i) => sample + 0.01 * Math.sin((2 * Math.PI * 100 * i) / sampleRate)),
  // A microphone that turns itself up and down by 8 dB within a second or two.
  pumping: ({ samples, sampleRate }, chance) => {
    const period = chance.between(2.5, 5);
    return samples.map((sample, i) => sample * decibels(4 * Math.sin((2 * Math.PI * i) / sampleRate / period)));
  },
  // Clicks of one or two milliseconds: a relay, a mains switch, a fault of the line.
  clicking: ({ samples, sampleRate }, chance) => {
    const out = samples.slice();
    for (let at = 4; at < 29; at += chance.between(1.5, 5)) {
      const strength = chance.between(0.05, 0.4);
      for (let i = 0; i < 0.0015 * sampleRate; i++) out[Math.round(at * sampleRate) + i]! += strength * chance.normal();
    }
    return out;
  },
  gusty: ({ samples, sampleRate }, chance) => {
    const period = chance.between(3, 7);
    let [brown, gust] = [0, 0];
    return samples.map((sample, i) => {
      gust = Math.max(0, Math.sin((2 * Math.PI * i) / sampleRate / period)) ** 3;
      brown = 0.98 * brown + 0.02 * chance.normal();
      return sample + 0.12 * gust * brown;
    });
  },
};

/** Each recording, changed in ways that must not matter. */
export function changedSounds(recordings: readonly Recording[], seed: number): Recording[] {
  return Object.entries(changes).flatMap(([name, change], n) =>
    recordings.map((recording, i) => ({
      ...recording,
      file: `${name}/${recording.file}`,
      tags: [...recording.tags, name],
      samples: Float32Array.from(change(recording, random(seed + 100 * n + i))),
    })),
  );
}

/** Two backgrounds at once, the second one 6 dB fainter. */
export function joinedSounds(recordings: readonly Recording[]): Recording[] {
  const quiet = recordings.filter(({ events }) => events.length === 0);
  return quiet.flatMap((one) =>
    quiet
      .filter((other) => other !== one)
      .map((other) => ({
        ...one,
        file: `${one.file}&${other.file}`,
        tags: [...new Set([...one.tags, ...other.tags])],
        samples: one.samples.map((sample, i) => sample + 0.5 * (other.samples[i] ?? 0)),
      })),
  );
}
