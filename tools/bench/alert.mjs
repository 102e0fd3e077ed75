// Bench `alert`: how long after a movement in the picture a person is told. A real page with labelled footage as its
// camera, a real server, and Telegram's interface at the socket.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

import { Person } from '../demo/person.mjs';
import { Phone } from '../demo/phone.mjs';
import { startServer } from '../throwaway-server.mjs';
import { BotApi } from './bot-api.mjs';
import { quantile, round } from './figures.mjs';

const clip = 'p01_room_woman.webm';
const postSeconds = 8;
const mostMinutes = 10;
/** The corner of the picture that is white while the labels say that the person is there; not looked at by the camera. */
const marker = {
  pixels: 16,
  area: {
    points: [
      { x: 0.97, y: 0.95 },
      { x: 1, y: 0.95 },
      { x: 1, y: 1 },
      { x: 0.97, y: 1 },
    ],
  },
};

const [, , launcher, wanted = '12'] = process.argv;
if (launcher === undefined) throw new Error('alert.mjs needs the path of the nightjar command');
const passes = Number(wanted);
const footage = join(process.env.NIGHTJAR_FOOTAGE ?? join(import.meta.dirname, '../../../shared/footage'), 'dev');
if (!existsSync(join(footage, clip))) {
  console.error(`There is no ${clip} in ${footage}. Set NIGHTJAR_FOOTAGE to the folder of the labelled footage.`);
  process.exit(2);
}

/** The camera's file, and for how long it plays. @param {string} target */
async function drawCamera(target) {
  const { clips } = JSON.parse(readFileSync(join(footage, 'manifest.json'), 'utf8'));
  const labels = clips.find((/** @type {{ file: string }} */ one) => one.file === clip);
  const [start, end] = labels.events[0];
  const { pixels } = marker;
  const box = `x=iw-${pixels}:y=ih-${pixels}:w=${pixels}:h=${pixels}:t=fill`;
  const filter = [
    `drawbox=${box}:color=black`,
    `drawbox=${box}:color=white:enable='between(t,${start},${end})'`,
    'format=yuv420p',
  ].join(',');
  const libraries = process.env.FFMPEG_LIBRARIES;
  const options = libraries ? { env: { ...process.env, LD_LIBRARY_PATH: libraries } } : {};
  const input = ['-v', 'error', '-nostdin', '-i', join(footage, clip)];
  await promisify(execFile)(process.env.FFMPEG ?? 'ffmpeg', [...input, '-vf', filter, '-y', target], options);
  return { start, seconds: labels.duration };
}

/** Runs in the page: notes by the clock when the marker becomes white in what the camera delivers. */
function noteMovements(/** @type {number} */ pixels) {
  const page = /** @type {any} */ (globalThis);
  /** @type {number[]} */
  const movements = (page.movements = []);
  const devices = page.navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  /** @param {any} track */
  const watch = async (track) => {
    const frames = new page.MediaStreamTrackProcessor({ track, maxBufferSize: 1 }).readable.getReader();
    const canvas = new page.OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    let before = true;
    for (;;) {
      const { value: frame, done } = await frames.read();
      if (done) return;
      const at = Date.now();
      const half = pixels / 2;
      canvas.drawImage(frame, frame.displayWidth - half - 1, frame.displayHeight - half - 1, 2, 2, 0, 0, 1, 1);
      frame.close();
      const white = canvas.getImageData(0, 0, 1, 1).data[0] > 128;
      // the camera may be opened again while an earlier track still ends
      if (white && !before && at - (movements.at(-1) ?? 0) > 2000) movements.push(at);
      before = white;
    }
  };
  devices.getUserMedia = async (/** @type {any} */ constraints) => {
    const stream = await open(constraints);
    for (const track of stream.getVideoTracks()) void watch(track.clone());
    return stream;
  };
}

/** @template T @param {string} what @param {number} seconds @param {() => Promise<T | undefined | false>} condition */
async function until(what, seconds, condition) {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const value = await condition();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > end) throw new Error(`Waited ${seconds} s for ${what}.`);
    await pause(200);
  }
}

/** The person links the chat, as by the link in Telegram, and wants every alert. @param {Person} person @param {BotApi} bot */
async function link(person, bot) {
  const { url } = await until('the bot to be known', 30, async () =>
    person.ask('POST', '/telegram/links').catch(() => undefined),
  );
  bot.write(`/start ${new URL(url).searchParams.get('start')}`);
  await until('the chat to be linked', 30, async () => (await person.ask('GET', '/telegram')).chats.length > 0);
  const { items } = await person.ask('GET', '/alert-rules');
  for (const rule of items) await person.ask('PATCH', `/alert-rules/${rule.id}`, { cooldownSeconds: 0, perHour: 60 });
}

/**
 * Seconds from each movement to the first alert after it, and to that alert's change that shows the clip.
 * @param {number[]} movements
 * @param {import('./bot-api.mjs').Written[]} written
 */
function match(movements, written) {
  /** @type {number[]} */
  const first = [];
  /** @type {number[]} */
  const enriched = [];
  for (const [i, at] of movements.entries()) {
    const next = movements[i + 1] ?? Infinity;
    const alert = written.find((one) => one.method.startsWith('send') && one.at >= at && one.at < next);
    if (alert === undefined) continue;
    first.push((alert.at - at) / 1000);
    const video = written.find(
      (one) => one.message === alert.message && one.method.startsWith('edit') && one.at >= at + postSeconds * 1000,
    );
    if (video) enriched.push((video.at - at) / 1000);
  }
  return { first, enriched };
}

/** @param {number[]} seconds */
const told = (seconds) =>
  `p50 ${round(quantile(seconds, 0.5))} s, p95 ${round(quantile(seconds, 0.95))} s, worst ${round(Math.max(...seconds))} s (n ${seconds.length})`;

const work = realpathSync(mkdtempSync(join(tmpdir(), 'nightjar-bench-')));
const bot = await BotApi.start();
/** @type {(() => Promise<unknown>)[]} */
const cleanup = [];
try {
  console.log(`${cpus().length} cores for server, browser and bench; load before: ${loadavg()[0]?.toFixed(1)}`);
  const cameraFile = join(work, 'camera.y4m');
  const { start, seconds } = await drawCamera(cameraFile);
  console.log(
    `${clip}: ${seconds} s, played again and again; the person enters at ${start} s; ${passes} times; POST ${postSeconds} s`,
  );
  const server = await startServer({ launcher, data: join(work, 'data'), settings: bot.settings });
  cleanup.push(() => server.stop());
  const person = new Person(server.address, AbortSignal.timeout(mostMinutes * 60_000));
  await person.signUp();
  await link(person, bot);
  const phone = await Phone.open({ cameraFile, profile: join(work, 'browser'), log: () => undefined });
  cleanup.push(() => phone.close());
  await phone.page.addInitScript(noteMovements, marker.pixels);
  await phone.pair(server.address, await person.pairingCode('Bench'));
  await person.changeSettings(await person.camera(), {
    ...{ preSeconds: 5, postSeconds, cooldownSeconds: 10, extension: false },
    sound: { on: false, leastDb: -65 },
    mask: [marker.area],
  });
  await phone.startWatching();
  const movements = async () => /** @type {number[]} */ (await phone.page.evaluate('globalThis.movements'));
  // the first pass warms up browser, model and connections
  await until('the passes', (passes + 2) * seconds + 30, async () => (await movements()).length > passes + 1);
  const all = (await movements()).slice(1, passes + 1);
  const { first, enriched } = match(all, bot.written);
  if (first.length === 0) throw new Error(`No alert came. ${JSON.stringify(await person.events()).slice(0, 2000)}`);
  console.log(`from the movement to the first alert: ${told(first)}`);
  if (enriched.length > 0) console.log(`to the alert that shows the clip: ${told(enriched)}`);
  const events = (await person.events()).length;
  const answer = {
    bench: 'alert',
    movements: all.length,
    alerts: first.length,
    firstP50Seconds: round(quantile(first, 0.5)),
    firstP95Seconds: round(quantile(first, 0.95)),
    enriched: enriched.length,
    ...(enriched.length > 0 && {
      enrichedP50Seconds: round(quantile(enriched, 0.5)),
      enrichedP95Seconds: round(quantile(enriched, 0.95)),
    }),
    events,
    postSeconds,
    cores: cpus().length,
  };
  console.log(JSON.stringify(answer));
} finally {
  for (const step of cleanup.reverse()) await step();
  bot.stop();
  rmSync(work, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
