import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ignoredPixels } from '../src/core/gray';
import { motionSettings, motionStart, motionStep } from '../src/core/motion';
import { type FootageClip, type Score, score } from './score';

/** What the bench prints as its last line. */
export interface TriggerBench {
  readonly all: Score;
  /** Without the clips that are tagged as hard. */
  readonly core: Score;
  /** Seconds of the triggers in each clip. */
  readonly clips: Readonly<Record<string, readonly number[]>>;
  /** Those of them that were doubts; they are not scored. */
  readonly doubts: Readonly<Record<string, readonly number[]>>;
  readonly millisecondsPerCheck: number;
}

const width = 160;
const height = 90;
const cooldownSeconds = 10;

interface Manifest {
  readonly fps: number;
  readonly clips: readonly FootageClip[];
}

interface Played {
  readonly triggers: number[];
  readonly doubts: number[];
  readonly checks: number;
  readonly milliseconds: number;
}

/** Plays every clip of a folder with a manifest through the motion trigger, as fast as it goes. */
export async function benchTrigger(folder: string, ffmpeg: string): Promise<TriggerBench> {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const played: Record<string, Played> = {};
  for (const clip of manifest.clips)
    played[clip.file] = playClip(await decode(ffmpeg, join(folder, clip.file)), clip, manifest.fps);
  const clips = Object.fromEntries(Object.entries(played).map(([file, { triggers }]) => [file, triggers]));
  const doubts = Object.fromEntries(Object.entries(played).map(([file, { doubts }]) => [file, doubts]));
  const certain = Object.fromEntries(
    Object.entries(clips).map(([file, times]) => [file, times.filter((at) => !doubts[file]?.includes(at))]),
  );
  const checks = Object.values(played).reduce((sum, clip) => sum + clip.checks, 0);
  const milliseconds = Object.values(played).reduce((sum, clip) => sum + clip.milliseconds, 0);
  const core = manifest.clips.filter(({ tags }) => !tags.includes('hard'));
  return {
    all: score(manifest.clips, certain),
    core: score(core, certain),
    clips: certain,
    doubts,
    millisecondsPerCheck: Number((milliseconds / checks).toFixed(2)),
  };
}

function playClip(pixels: Buffer, clip: FootageClip, framesPerSecond: number): Played {
  const settings = {
    ...motionSettings('normal', cooldownSeconds),
    ...(clip.mask.length > 0 ? { ignored: ignoredPixels(clip.mask, width, height) } : {}),
  };
  const size = width * height;
  const checks = Math.floor(pixels.length / size);
  const triggers: number[] = [];
  const doubts: number[] = [];
  const start = performance.now();
  let state = motionStart(0);
  for (let i = 0; i < checks; i++) {
    const frame = { width, height, pixels: pixels.subarray(i * size, (i + 1) * size) };
    const at = i / framesPerSecond;
    const step = motionStep(state, { at, frame }, settings);
    state = step.state;
    if (step.trigger) triggers.push(at);
    if (step.trigger?.doubt) doubts.push(at);
  }
  return { triggers, doubts, checks, milliseconds: performance.now() - start };
}

/** A clip's pictures, small and gray, one after the other. */
async function decode(ffmpeg: string, file: string): Promise<Buffer> {
  const filter = `scale=${width}:${height}`;
  const child = spawn(ffmpeg, ['-v', 'error', '-i', file, '-vf', filter, '-pix_fmt', 'gray', '-f', 'rawvideo', '-'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...libraryPath() },
  });
  const exited = new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject));
  const pieces: Buffer[] = [];
  for await (const piece of child.stdout) pieces.push(piece as Buffer);
  const code = await exited;
  if (code !== 0) throw new Error(`ffmpeg could not read ${file} (exit code ${code})`);
  return Buffer.concat(pieces);
}

/** Where a bundled ffmpeg finds its libraries. */
function libraryPath(): Record<string, string> {
  const folder = process.env['FFMPEG_LIBRARIES'];
  return folder ? { LD_LIBRARY_PATH: folder } : {};
}
