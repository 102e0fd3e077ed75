import { levelsSeconds, levelsStart, levelsStep } from '../core/sound-levels';
import { type HeardLevels, levelsProcessor } from './levels';

// The audio thread's own names, which TypeScript's library does not know: https://webaudio.github.io/web-audio-api/
declare const sampleRate: number;
declare const currentTime: number;
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** A report goes to the page so often: as often as it looks at a picture. */
const stretchesPerReport = 4;

/** Measures the levels of its first input, stretch by stretch. */
class LevelsProcessor extends AudioWorkletProcessor {
  readonly #stretch = new Float32Array(Math.round(levelsSeconds * sampleRate));
  #filters = levelsStart(sampleRate);
  #filled = 0;
  #report: HeardLevels[] = [];

  /** Called by the audio thread for every 128 samples; `true` keeps it alive while nothing comes in. */
  process([input]: readonly (readonly Float32Array[])[]): boolean {
    const samples = input?.[0];
    if (samples) this.#take(samples);
    return true;
  }

  #take(samples: Float32Array): void {
    for (let taken = 0; taken < samples.length;) {
      const part = samples.subarray(taken, taken + this.#stretch.length - this.#filled);
      this.#stretch.set(part, this.#filled);
      this.#filled += part.length;
      taken += part.length;
      if (this.#filled === this.#stretch.length) this.#measure(currentTime + taken / sampleRate);
    }
  }

  #measure(at: number): void {
    const { state, levels } = levelsStep(this.#filters, this.#stretch);
    this.#filters = state;
    this.#filled = 0;
    this.#report.push({ at, levels });
    if (this.#report.length < stretchesPerReport) return;
    this.port.postMessage(this.#report);
    this.#report = [];
  }
}

registerProcessor(levelsProcessor, LevelsProcessor);
