// Bench `preview`: how long two cameras that show what they noticed at the same moment wait for the verdict.
// A real server; the time is that of the whole request, decoding and detection included.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { Person } from '../demo/person.mjs';
import { startServer } from '../throwaway-server.mjs';
import { newId } from './camera.mjs';
import { pairedCamera } from './paired-camera.mjs';

const rounds = 60;
const framesEach = 3;
const launcher = process.argv[2];
if (launcher === undefined) throw new Error('preview.mjs needs the path of the nightjar command');

/** @typedef {{ session: string, token: string, address: string }} Camera */

/** @param {number} value */
const round = (value) => Math.round(value);

/** Pictures of 640 × 360 with much in them, as JPEG. @param {string} folder */
async function drawFrames(folder) {
  const libraries = process.env.FFMPEG_LIBRARIES;
  const options = libraries ? { env: { ...process.env, LD_LIBRARY_PATH: libraries } } : {};
  const source = ['-f', 'lavfi', '-i', 'mandelbrot=size=640x360:rate=6'];
  const frames = ['-frames:v', `${framesEach}`, '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '5'];
  const command = ['-v', 'error', ...source, ...frames, join(folder, '%d.jpg')];
  await promisify(execFile)(process.env.FFMPEG ?? 'ffmpeg', command, options);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jpg'))
    .map((name) => readFileSync(join(folder, name)));
}

/** @param {Person} person @param {string} address @returns {Promise<Camera>} */
async function watchingCamera(person, address) {
  const { token } = await pairedCamera(person, address, 'Bench');
  const session = newId();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ startedAt: new Date().toISOString() });
  const answer = await fetch(`${address}/api/v1/sessions/${session}`, { method: 'PUT', headers, body });
  if (!answer.ok) throw new Error(`No session: ${answer.status} ${await answer.text()}`);
  return { session, token, address };
}

/** One preview; how long its verdict took, in milliseconds. @param {Camera} camera @param {Buffer[]} frames @param {boolean} doubt */
async function preview({ session, token, address }, frames, doubt) {
  const trigger = { type: 'motion', score: 0.03, changedShare: 0.03, doubt };
  const announcement = { sessionId: session, at: new Date().toISOString(), trigger };
  const body = new FormData();
  body.append('announcement', new Blob([JSON.stringify(announcement)], { type: 'application/json' }));
  for (const frame of frames)
    body.append('frame', new Blob([new Uint8Array(frame)], { type: 'image/jpeg' }), 'frame.jpg');
  const begun = performance.now();
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${address}/api/v1/events/${newId()}/preview`, { method: 'POST', headers, body });
  const text = await answer.text();
  const took = performance.now() - begun;
  if (!answer.ok) throw new Error(`No verdict: ${answer.status} ${text}`);
  return { took, reason: JSON.parse(text).event.verdict.reason };
}

/** @param {number[]} sorted @param {number} share */
const quantile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** @param {string} address @param {Buffer[]} frames */
async function measure(address, frames) {
  const person = new Person(address, AbortSignal.timeout(300_000));
  await person.signUp();
  const cameras = [await watchingCamera(person, address), await watchingCamera(person, address)];
  const [first] = cameras;
  if (!first) throw new Error('There is no camera.');
  const cold = await preview(first, frames, true);
  /** @type {number[]} */
  const times = [];
  /** @type {Record<string, number>} */
  const reasons = {};
  for (let i = 0; i < rounds; i++) {
    for (const { took, reason } of await Promise.all(cameras.map((camera) => preview(camera, frames, i % 2 === 0)))) {
      times.push(took);
      reasons[reason] = (reasons[reason] ?? 0) + 1;
    }
  }
  return { cold: cold.took, times: times.sort((a, b) => a - b), reasons };
}

const data = realpathSync(mkdtempSync(join(tmpdir(), 'nightjar-bench-')));
/** @type {Awaited<ReturnType<typeof startServer>> | undefined} */
let server;
try {
  const frames = await drawFrames(data);
  const bytes = frames.map((frame) => Math.round(frame.length / 1000));
  console.log(
    `Milliseconds from the request to the verdict: two cameras at once, ${rounds} times, every other time a doubt;`,
  );
  console.log(`${framesEach} frames of 640 × 360, ${bytes.join(', ')} kB.`);
  console.log(`${cpus().length} cores, load of the machine before: ${loadavg()[0]?.toFixed(1)}`);
  server = await startServer({ launcher, data });
  const { cold, times, reasons } = await measure(server.address, frames);
  console.log(`the first of all, which opens the model: ${round(cold)} ms`);
  const answer = {
    bench: 'preview',
    previews: times.length,
    medianMilliseconds: round(quantile(times, 0.5)),
    p95Milliseconds: round(quantile(times, 0.95)),
    worstMilliseconds: round(times.at(-1) ?? Number.NaN),
    coldMilliseconds: round(cold),
    reasons,
    cores: cpus().length,
  };
  console.log(JSON.stringify(answer));
} finally {
  await server?.stop();
  rmSync(data, { recursive: true, force: true });
}
