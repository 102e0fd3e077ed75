/** How loud a short stretch of sound was, in dB relative to full scale; never below {@link silenceDb}. */
export interface SoundLevels {
  /** All of it: what a level meter shows. */
  readonly levelDb: number;
  /** Voices, steps, knocks: 300–2000 Hz. */
  readonly middleDb: number;
  /** Glass, rattling, sharp onsets: above 2000 Hz. */
  readonly highDb: number;
}

/** What the filters remember from one stretch to the next; made by {@link levelsStart}, read only here. */
export interface LevelsState {
  readonly sampleRate: number;
  readonly memory: Float64Array;
}

/** The level of silence, and of whatever is quieter than any microphone. */
export const silenceDb = -100;
/** How long a stretch should be, in seconds: short enough for a knock, long enough for a steady value. */
export const levelsSeconds = 0.025;

const lowHz = 300;
const highHz = 2000;
/** Three filters keep low sound out (18 dB per octave), and two each stand between the bands. */
const filters = 7;

/** @param sampleRate samples per second, as the AudioContext has it */
export function levelsStart(sampleRate: number): LevelsState {
  if (!(sampleRate > 0)) throw new RangeError(`sampleRate must be positive, got ${sampleRate}`);
  return { sampleRate, memory: new Float64Array(filters) };
}

/** The levels of the next samples (−1 to 1) of one channel. Pure: the state given is not changed. */
export function levelsStep(
  state: LevelsState,
  samples: Float32Array,
): { readonly state: LevelsState; readonly levels: SoundLevels } {
  const memory = state.memory.slice();
  const low = share(lowHz, state.sampleRate);
  const high = share(highHz, state.sampleRate);
  let [all, middle, bright] = [0, 0, 0];
  for (const sample of samples) {
    const aboveLow = highPass(highPass(highPass(sample, low, memory, 0), low, memory, 1), low, memory, 6);
    const aboveHigh = highPass(highPass(aboveLow, high, memory, 2), high, memory, 3);
    const between = lowPass(lowPass(aboveLow, high, memory, 4), high, memory, 5);
    all += sample * sample;
    middle += between * between;
    bright += aboveHigh * aboveHigh;
  }
  const level = (energy: number) => decibels(samples.length === 0 ? 0 : energy / samples.length);
  return {
    state: { sampleRate: state.sampleRate, memory },
    levels: { levelDb: level(all), middleDb: level(middle), highDb: level(bright) },
  };
}

function share(hertz: number, sampleRate: number): number {
  return 1 - Math.exp((-2 * Math.PI * hertz) / sampleRate);
}

function lowPass(sample: number, follows: number, memory: Float64Array, index: number): number {
  return (memory[index]! += follows * (sample - memory[index]!));
}

function highPass(sample: number, follows: number, memory: Float64Array, index: number): number {
  return sample - lowPass(sample, follows, memory, index);
}

function decibels(power: number): number {
  return Math.max(silenceDb, 10 * Math.log10(power + 1e-12));
}
