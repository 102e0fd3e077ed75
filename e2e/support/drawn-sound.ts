import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** What a microphone is to hear: a quiet room, in which something bangs once in each period. */
export interface DrawnSound {
  /** Seconds from the start of one period to that of the next. */
  readonly period: number;
  /** When it bangs, in seconds from the start of each period. */
  readonly bangAt: number;
  readonly minutes: number;
}

const sampleRate = 16_000;
const bytesPerSample = 2;
const bangSeconds = 0.5;

/** Writes drawn sound as a WAV file (mono, 16 bit), which Chromium's microphone plays once. */
export async function drawSound(sound: DrawnSound, path: string): Promise<void> {
  const period = drawPeriod(sound);
  const periods = Math.ceil((sound.minutes * 60) / sound.period);
  const file = createWriteStream(path);
  file.write(header(period.length * periods));
  for (let i = 0; i < periods; i++) if (!file.write(period)) await once(file, 'drain');
  file.end();
  await once(file, 'close');
}

function drawPeriod({ period, bangAt }: DrawnSound): Buffer {
  const samples = Buffer.alloc(period * sampleRate * bytesPerSample);
  let seed = 1;
  for (let i = 0; i < period * sampleRate; i++) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const at = i / sampleRate;
    const loud = at >= bangAt && at < bangAt + bangSeconds;
    samples.writeInt16LE(Math.round((seed / 2 ** 32 - 0.5) * (loud ? 24_000 : 60)), i * bytesPerSample);
  }
  return samples;
}

function header(bytes: number): Buffer {
  const riff = Buffer.alloc(44);
  riff.write('RIFF', 0);
  riff.writeUInt32LE(36 + bytes, 4);
  riff.write('WAVEfmt ', 8);
  riff.writeUInt32LE(16, 16);
  riff.writeUInt16LE(1, 20);
  riff.writeUInt16LE(1, 22);
  riff.writeUInt32LE(sampleRate, 24);
  riff.writeUInt32LE(sampleRate * bytesPerSample, 28);
  riff.writeUInt16LE(bytesPerSample, 32);
  riff.writeUInt16LE(8 * bytesPerSample, 34);
  riff.write('data', 36);
  riff.writeUInt32LE(bytes, 40);
  return riff;
}
