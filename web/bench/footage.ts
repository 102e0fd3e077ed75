import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabelledClip } from './score';

/** The size at which movement is looked for. */
export const picture = { width: 160, height: 90 } as const;

/** One decoded picture: seconds since the clip's first one, and its gray levels row by row. */
export interface Picture {
  readonly at: number;
  readonly pixels: Uint8Array;
}

/** The clips that `manifest.json` in a folder names. */
export async function readManifest(folder: string): Promise<readonly LabelledClip[]> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8');
  return (JSON.parse(text) as { clips: LabelledClip[] }).clips;
}

/**
 * Decodes a clip at its own rate with ffmpeg (the one that the environment's FFMPEG names, else the system's).
 *
 * @param filter what ffmpeg does to the pictures before they are made small
 */
export async function decodeClip(file: string, filter = 'null'): Promise<readonly Picture[]> {
  const { output, log } = await ffmpeg([
    ...['-v', 'info', '-nostats', '-i', file, '-fps_mode', 'passthrough'],
    ...['-vf', `${filter},scale=${picture.width}:${picture.height},format=gray,showinfo`, '-pix_fmt', 'gray'],
    ...['-f', 'rawvideo', '-'],
  ]);
  const times = [...log.matchAll(/ n: *\d+ .*?pts_time:([\d.]+)/g)].map((match) => Number(match[1]));
  const size = picture.width * picture.height;
  if (times.length === 0 || times.length * size !== output.length)
    throw new Error(`${file}: ${output.length / size} pictures decoded, but ${times.length} times for them`);
  return times.map((time, i) => ({
    at: Math.round((time - times[0]!) * 1e6) / 1e6,
    pixels: output.subarray(i * size, (i + 1) * size),
  }));
}

/** Decodes a sound to 32-bit samples of one channel at its own rate. */
export async function decodeSound(file: string): Promise<{ samples: Float32Array; sampleRate: number }> {
  const { output, log } = await ffmpeg(['-v', 'info', '-nostats', '-i', file, '-ac', '1', '-f', 'f32le', '-']);
  const rate = /Audio: .*?(\d+) Hz/.exec(log);
  if (!rate) throw new Error(`${file}: has no sound`);
  const bytes = new Uint8Array(output);
  return { samples: new Float32Array(bytes.buffer, 0, bytes.length >> 2), sampleRate: Number(rate[1]) };
}

/** Runs ffmpeg; answers what it wrote. Throws with its last line when it fails. */
export function ffmpeg(args: readonly string[]): Promise<{ output: Buffer; log: string }> {
  const program = process.env['FFMPEG'] ?? 'ffmpeg';
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['-hide_banner', '-nostdin', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...libraryPath() },
    });
    const output: Buffer[] = [];
    const log: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => output.push(part));
    child.stderr.on('data', (part: Buffer) => log.push(part));
    child.on('error', (error) => reject(new Error(`${program} could not be started: ${error.message}`)));
    child.on('close', (code) => {
      const text = Buffer.concat(log).toString();
      if (code === 0) resolve({ output: Buffer.concat(output), log: text });
      else reject(new Error(`${program} failed: ${text.trim().split('\n').at(-1)}`));
    });
  });
}

/** Where a bundled ffmpeg finds its libraries. */
function libraryPath(): Record<string, string> {
  const folder = process.env['FFMPEG_LIBRARIES'];
  return folder ? { LD_LIBRARY_PATH: folder } : {};
}
