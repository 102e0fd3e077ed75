// A camera that shows what it noticed, as benches need one.
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { newId } from './camera.mjs';
import { pairedCamera } from './paired-camera.mjs';

const framesEach = 3;

/** @typedef {{ session: string, token: string, address: string }} Camera */
/** @typedef {import('../demo/person.mjs').Person} Person */

/** Pictures of 640 × 360 with much in them, as JPEG. @param {string} folder */
export async function drawFrames(folder) {
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
export async function watchingCamera(person, address) {
  const { token } = await pairedCamera(person, address, 'Bench');
  const session = newId();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ startedAt: new Date().toISOString() });
  const answer = await fetch(`${address}/api/v1/sessions/${session}`, { method: 'PUT', headers, body });
  if (!answer.ok) throw new Error(`No session: ${answer.status} ${await answer.text()}`);
  return { session, token, address };
}

/** One preview; how long its verdict took, in milliseconds. @param {Camera} camera @param {Buffer[]} frames @param {boolean} doubt */
export async function preview({ session, token, address }, frames, doubt) {
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
