import { ALL_FORMATS, AudioSampleSink, BlobSource, CanvasSink, Input, type InputTrack } from 'mediabunny';
import type { Thing } from './drawn-camera';

/** When a clip's blinks are seen and heard, in seconds of the clip. */
export interface Blinks {
  readonly seen: readonly number[];
  readonly heard: readonly number[];
}

/** Finds a drawn camera's blinks in a clip: when they begin to be seen in their place, and when to be heard. */
export async function blinksOf(file: Blob, place: Thing): Promise<Blinks> {
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  try {
    return {
      seen: onsets(await brightness(input, place), 200, 0.2),
      heard: onsets(await loudness(input), 0.1, 0.2),
    };
  } finally {
    input.dispose();
  }
}

/** How much later than it is seen each blink is heard, in seconds. @throws Error unless every blink is seen and heard */
export function soundsLate({ seen, heard }: Blinks): number[] {
  if (seen.length === 0 || seen.length !== heard.length)
    throw new Error(`${seen.length} blinks are seen, ${heard.length} are heard`);
  return seen.map((at, i) => heard[i]! - at);
}

type Level = readonly [at: number, level: number];

async function brightness(input: Input, [x, y, w, h]: Thing): Promise<Level[]> {
  const sink = new CanvasSink(found(await input.getPrimaryVideoTrack()), { width: 160, height: 90, fit: 'fill' });
  const levels: Level[] = [];
  for await (const { canvas, timestamp } of sink.canvases()) {
    const context = canvas.getContext('2d') as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
    const centre = context.getImageData((x + w / 2) * 160, (y + h / 2) * 90, 1, 1).data;
    levels.push([timestamp, centre[0]!]);
  }
  return levels;
}

/** The peaks of every 2 ms. */
async function loudness(input: Input): Promise<Level[]> {
  const levels: Level[] = [];
  for await (const sample of new AudioSampleSink(found(await input.getPrimaryAudioTrack())).samples()) {
    const { timestamp, sampleRate, numberOfFrames } = sample;
    const samples = new Float32Array(numberOfFrames);
    sample.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
    sample.close();
    const step = Math.round(sampleRate / 500);
    for (let from = 0; from < numberOfFrames; from += step) {
      const peak = Math.max(...samples.subarray(from, from + step).map(Math.abs));
      levels.push([timestamp + from / sampleRate, peak]);
    }
  }
  return levels;
}

/** When a level rises above the threshold after it was below for a while. */
function onsets(levels: readonly Level[], threshold: number, quietSeconds: number): number[] {
  const found: number[] = [];
  let lastLoud = -Infinity;
  for (const [at, level] of levels) {
    if (level < threshold) continue;
    if (at - lastLoud > quietSeconds) found.push(at);
    lastLoud = at;
  }
  return found;
}

function found<Track extends InputTrack>(track: Track | null): Track {
  if (!track) throw new Error('The clip lacks a track');
  return track;
}
