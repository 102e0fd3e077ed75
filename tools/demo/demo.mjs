// `./nightjar demo VIDEO`: a throwaway server, a phone whose camera is VIDEO, and every event as a line of JSON.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { startServer } from '../throwaway-server.mjs';
import { Follower } from './follow.mjs';
import { inspect, writeCameraFile } from './footage.mjs';
import { UsageError, parseOptions } from './options.mjs';
import { Person } from './person.mjs';
import { Phone } from './phone.mjs';

const root = resolve(import.meta.dirname, '../..');
/** The file holds still this long after the last moment of interest, so that it cannot loop before the phone stops. */
const marginSeconds = 20;
const firstFrameWithinSeconds = 30;
const finalWithinSeconds = 180;
const keptResults = 20;

/** @param {string} line */
const say = (line) => process.stderr.write(`${line}\n`);
/** @param {string} line */
const print = (line) => process.stdout.write(`${line}\n`);

/** Things to undo at the end, last first. */
class Cleanup {
  /** @type {(() => unknown)[]} */
  #steps = [];

  /** @param {() => unknown} step */
  add(step) {
    this.#steps.push(step);
  }

  async run() {
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) await step();
  }
}

/**
 * Awaits a condition that is asked for again and again.
 * @template T
 * @param {number} seconds
 * @param {string} what is awaited, for the error
 * @param {() => Promise<T | undefined | false>} condition
 * @param {AbortSignal} signal
 * @returns {Promise<T>}
 */
async function until(seconds, what, condition, signal) {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const value = await condition();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > end) throw new Error(`Waited ${seconds} s for ${what}.`);
    await pause(250, undefined, { signal });
  }
}

/**
 * The folder for clips and posters of one run; the oldest folders go.
 * @param {string} video
 */
function resultFolder(video) {
  const all = join(root, '.nightjar', 'demo');
  const moment = new Date().toISOString().replace(/[-:]/g, '').slice(0, 15);
  const folder = join(all, `${moment}-${basename(video, extname(video))}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  for (const old of readdirSync(all).sort().slice(0, -keptResults)) rmSync(join(all, old), { recursive: true });
  return folder;
}

/**
 * @param {import('./options.mjs').DemoOptions} options
 * @param {Cleanup} cleanup
 * @param {AbortSignal} signal
 */
async function demo(options, cleanup, signal) {
  const footage = await inspect(options.video);
  const work = mkdtempSync(join(tmpdir(), 'nightjar-demo-'));
  cleanup.add(() => (options.keep ? say(`Kept the server's data in ${work}/data`) : rmSync(work, { recursive: true })));
  say('Preparing the camera …');
  const cameraFile = join(work, 'camera.y4m');
  const holdSeconds = options.postSeconds + 2 + marginSeconds;
  const { videoSeconds } = await writeCameraFile(options.video, footage, holdSeconds, cameraFile);
  cleanup.add(() => rmSync(cameraFile, { force: true }));

  say('Starting a throwaway server …');
  const data = join(work, 'data');
  const log = process.env.NIGHTJAR_DEMO_LOG ? say : () => undefined;
  const server = await startServer({ launcher: join(root, 'nightjar'), data, log });
  cleanup.add(() => server.stop());
  const person = new Person(server.address, signal);
  await person.signUp();

  const phone = await Phone.open({ cameraFile, profile: join(work, 'browser'), log });
  cleanup.add(() => phone.close());
  try {
    return await watch({ ...options, videoSeconds, address: server.address }, person, phone, signal);
  } catch (error) {
    if (!signal.aborted) say(`The phone's screen says:\n${await phone.text().catch(() => '(nothing)')}`);
    throw error;
  }
}

/**
 * @param {import('./options.mjs').DemoOptions & { videoSeconds: number, address: string }} options
 * @param {Person} person
 * @param {Phone} phone
 * @param {AbortSignal} signal
 */
async function watch(options, person, phone, signal) {
  const { preSeconds, postSeconds, cooldownSeconds } = options;
  await phone.pair(options.address, await person.pairingCode('Demo camera'));
  await person.setTimes(await person.camera(), { preSeconds, postSeconds, cooldownSeconds });
  say(`Playing ${options.video} (${options.videoSeconds.toFixed(1)} s) …`);
  const follower = new Follower(person, resultFolder(options.video), print);
  const ended = new AbortController();
  const following = follower.run(AbortSignal.any([signal, ended.signal]));
  try {
    await Promise.race([following, play(options, person, phone, signal)]);
    say('Waiting until every event is final …');
    await until(finalWithinSeconds, 'every event to be final', async () => isOver(person, follower), signal);
    await follower.update();
  } finally {
    ended.abort();
    await following;
  }
  return follower.count;
}

/**
 * Lets the phone watch the video once, and POST + 2 s of its last frame.
 * @param {{ videoSeconds: number, postSeconds: number }} options
 * @param {Person} person
 * @param {Phone} phone
 * @param {AbortSignal} signal
 */
async function play({ videoSeconds, postSeconds }, person, phone, signal) {
  await phone.startWatching();
  const session = await until(
    firstFrameWithinSeconds,
    'the phone to see its first frame',
    async () => (await person.sessions())[0],
    signal,
  );
  const end = Date.parse(session.startedAt) + (videoSeconds + postSeconds + 2) * 1000;
  await pause(Math.max(0, end - Date.now()), undefined, { signal });
  await phone.stopWatching();
}

/**
 * The phone reports what it saw before it reports the end of its session: nothing comes after that.
 * @param {Person} person
 * @param {Follower} follower
 */
async function isOver(person, follower) {
  const [session] = await person.sessions();
  if (session?.endedAt === undefined) return false;
  return follower.allFinal;
}

async function main() {
  const options = parseOptions(process.argv.slice(2));
  if (!existsSync(options.video)) throw new UsageError(`There is no video at ${options.video}.`);
  const cleanup = new Cleanup();
  const interrupted = new AbortController();
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(name, () => interrupted.abort());
  try {
    const events = await demo(options, cleanup, interrupted.signal);
    await cleanup.run();
    print(JSON.stringify({ demo: 'end', events }));
  } finally {
    await cleanup.run();
  }
}

main().catch((error) => {
  say(`nightjar: ${error instanceof UsageError ? error.message : (error.stack ?? error)}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
