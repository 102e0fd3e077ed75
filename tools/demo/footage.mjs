// Turns a video into what Chromium's file camera plays at its own frame rate: raw frames in a y4m file.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

import { UsageError } from './options.mjs';

const run = promisify(execFile);
const ffmpeg = process.env.FFMPEG ?? 'ffmpeg';
const ffprobe = process.env.FFPROBE ?? 'ffprobe';
const environment = process.env.FFMPEG_LIBRARIES
  ? { ...process.env, LD_LIBRARY_PATH: process.env.FFMPEG_LIBRARIES }
  : process.env;

/**
 * @typedef {object} Footage
 * @property {number} width pixels
 * @property {number} height pixels
 * @property {string} frameRate frames per second as a fraction such as 30000/1001
 * @property {number} durationSeconds
 */

/**
 * Looks at a video.
 * @param {string} video
 * @returns {Promise<Footage>}
 * @throws UsageError when there is no such file, or no picture in it
 */
export async function inspect(video) {
  if (!existsSync(video)) throw new UsageError(`There is no video at ${video}.`);
  if (!statSync(video).isFile()) throw new UsageError(`${video} is not a file.`);
  try {
    accessSync(video, constants.R_OK);
  } catch {
    throw new UsageError(`${video} may not be read by this user.`);
  }
  const entries = 'stream=width,height,avg_frame_rate,r_frame_rate:stream_disposition=attached_pic';
  const { stdout } = await run(
    ffprobe,
    ['-v', 'error', '-select_streams', 'v:0', '-show_entries', `${entries}:format=duration`, '-of', 'json', video],
    { env: environment, timeout: 30_000, maxBuffer: 1 << 20 },
  ).catch(() => {
    throw new UsageError(`${video} is not a video that can be read, or it is broken.`);
  });
  return footageFrom(video, JSON.parse(stdout));
}

/**
 * @param {string} video
 * @param {{ streams?: { width?: number, height?: number, avg_frame_rate?: string, r_frame_rate?: string }[], format?: { duration?: string } }} probed
 * @returns {Footage}
 */
function footageFrom(video, { streams, format }) {
  const picture = streams?.[0];
  const frameRate = [picture?.avg_frame_rate, picture?.r_frame_rate].find((rate) => rateOf(rate) > 0);
  if (!picture?.width || !picture.height || frameRate === undefined)
    throw new UsageError(`${video} holds no moving picture.`);
  const durationSeconds = Number(format?.duration);
  if (!(durationSeconds > 0)) throw new UsageError(`${video} does not say how long it is; remux it first.`);
  return { width: picture.width, height: picture.height, frameRate, durationSeconds };
}

/** @param {string | undefined} fraction */
function rateOf(fraction = '') {
  const [frames, seconds] = fraction.split('/').map(Number);
  return Number(frames) / Number(seconds ?? 1);
}

/**
 * Writes the frames of a video, then its last frame held for a while.
 * @param {string} video
 * @param {Footage} footage
 * @param {number} holdSeconds how long the last frame stands
 * @param {string} target path of the y4m file
 * @returns {Promise<{ videoSeconds: number }>} how long the moving part of the written file is
 * @throws UsageError when the video breaks off or the disk is too full
 */
export async function writeCameraFile(video, footage, holdSeconds, target) {
  const rate = rateOf(footage.frameRate);
  const frameBytes = 6 + Math.ceil(footage.width / 2) * Math.ceil(footage.height / 2) * 6;
  needSpace(dirname(target), frameBytes * rate * (footage.durationSeconds + holdSeconds + 1));
  const filter = [
    `fps=${footage.frameRate}`,
    'scale=trunc(iw/2)*2:trunc(ih/2)*2',
    'format=yuv420p',
    `tpad=stop_mode=clone:stop_duration=${holdSeconds}`,
  ].join(',');
  const child = spawn(
    ffmpeg,
    ['-v', 'error', '-nostdin', '-i', video, '-map', '0:v:0', '-vf', filter, '-f', 'yuv4mpegpipe', '-y', target],
    { env: environment, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (text) => (said = (said + String(text)).slice(-500)));
  const timer = setTimeout(() => child.kill('SIGKILL'), 10 * 60_000);
  const [code] = await once(child, 'close');
  clearTimeout(timer);
  if (code !== 0 || said !== '')
    throw new UsageError(`${video} is broken: ${said.trim() || `ffmpeg ended with ${code}`}`);
  const frames = Math.floor(statSync(target).size / frameBytes);
  return { videoSeconds: frames / rate - holdSeconds };
}

/**
 * Writes a sound as the browser's microphone plays it, whatever its own format is.
 * @param {string} sound
 * @param {string} target path of the WAV file
 * @throws UsageError when there is no sound in it
 */
export async function writeSoundFile(sound, target) {
  if (!existsSync(sound)) throw new UsageError(`There is no sound at ${sound}.`);
  const coding = ['-map', '0:a:0', '-ac', '1', '-ar', '48000', '-c:a', 'pcm_s16le'];
  await run(ffmpeg, ['-v', 'error', '-nostdin', '-i', sound, ...coding, '-f', 'wav', '-y', target], {
    env: environment,
    timeout: 60_000,
  }).catch(() => {
    throw new UsageError(`${sound} holds no sound that can be read.`);
  });
}

/**
 * @param {string} folder
 * @param {number} bytes
 */
function needSpace(folder, bytes) {
  const { bavail, bsize } = statfsSync(folder);
  const gigabytes = (/** @type {number} */ value) => (value / 1e9).toFixed(1);
  if (bytes > bavail * bsize * 0.9)
    throw new UsageError(
      `As raw frames this video needs ${gigabytes(bytes)} GB, and ${folder} has ${gigabytes(bavail * bsize)} GB left. Use a shorter one, or set TMPDIR.`,
    );
}
