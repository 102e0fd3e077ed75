// `./nightjar demo VIDEO`: a throwaway server, a phone whose camera is VIDEO, and every event as a line of JSON.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join, resolve } from 'node:path';

import { freePort, startAzurite, storeSettings } from '../azurite/azurite.mjs';
import { startServer } from '../throwaway-server.mjs';
import { Follower } from './follow.mjs';
import { inspect, writeCameraFile, writeSoundFile } from './footage.mjs';
import { UsageError, parseOptions, readMask } from './options.mjs';
import { Person } from './person.mjs';
import { Phone } from './phone.mjs';
import { playToPhone } from './playback.mjs';

const root = resolve(import.meta.dirname, '../..');
/** The file holds still this long after the last moment of interest, so that it cannot loop before the phone stops. */
const marginSeconds = 20;
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

  /** Takes every step, also after one that fails: what is left behind is said. */
  async run() {
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      try {
        await step();
      } catch (error) {
        say(`nightjar: the demo could not clean up behind itself: ${error}`);
        process.exitCode = 1;
      }
    }
  }
}

/**
 * Removes a file or folder. A browser may write to its profile for a moment after it was closed: tries again then.
 * @param {string} path
 */
function remove(path) {
  rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
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
  for (const old of readdirSync(all).sort().slice(0, -keptResults)) remove(join(all, old));
  return folder;
}

/**
 * Starts Azure's blob storage on this machine. The store must know the page's address, so the port is chosen here.
 * @param {string} folder for its data
 * @param {Cleanup} cleanup
 */
async function storeInAzurite(folder, cleanup) {
  const azurite = await startAzurite(folder);
  cleanup.add(() => azurite.stop());
  const port = await freePort();
  return { port, settings: storeSettings(azurite, `http://127.0.0.1:${port}`) };
}

/** What is quieter than this, in dB, is no event: the line that a camera begins with. */
const leastDb = -65;

/**
 * How the camera watches: clips have the length that was asked for, however long an event goes on.
 * @param {import('./options.mjs').DemoOptions} options
 */
function settingsFrom({ preSeconds, postSeconds, cooldownSeconds, sound, mask }) {
  return {
    ...{ preSeconds, postSeconds, cooldownSeconds, extension: false },
    sound: { on: sound !== undefined, leastDb },
    mask: mask === undefined ? [] : readMask(mask),
  };
}

/**
 * @param {import('./options.mjs').DemoOptions} options
 * @param {Cleanup} cleanup
 * @param {AbortSignal} signal
 */
async function demo(options, cleanup, signal) {
  const footage = await inspect(options.video);
  const settings = settingsFrom(options);
  const work = mkdtempSync(join(tmpdir(), 'nightjar-demo-'));
  cleanup.add(() => (options.keep ? say(`Kept the server's data in ${work}/data`) : remove(work)));
  say('Preparing the camera …');
  const cameraFile = join(work, 'camera.y4m');
  const holdSeconds = options.postSeconds + 2 + marginSeconds;
  const { videoSeconds } = await writeCameraFile(options.video, footage, holdSeconds, cameraFile);
  cleanup.add(() => remove(cameraFile));
  const soundFile = options.sound && join(work, 'microphone.wav');
  if (options.sound && soundFile) await writeSoundFile(options.sound, soundFile);

  say('Starting a throwaway server …');
  const data = join(work, 'data');
  const log = process.env.NIGHTJAR_DEMO_LOG ? say : () => undefined;
  const store = options.blob === 'azurite' ? await storeInAzurite(join(work, 'azurite'), cleanup) : {};
  const server = await startServer({ launcher: join(root, 'nightjar'), data, log, ...store });
  cleanup.add(() => server.stop());
  const person = new Person(server.address, signal);
  await person.signUp();

  const phone = await Phone.open({ cameraFile, ...(soundFile && { soundFile }), profile: join(work, 'browser'), log });
  cleanup.add(() => phone.close());
  try {
    say(`Playing ${options.video} (${videoSeconds.toFixed(1)} s) …`);
    const follower = new Follower(person, resultFolder(options.video), print);
    const { postSeconds } = options;
    const playback = { address: server.address, videoSeconds, postSeconds, settings };
    await playToPhone(playback, { person, phone, follower }, signal);
    return follower.count;
  } catch (error) {
    if (!signal.aborted) say(`The phone's screen says:\n${await phone.text().catch(() => '(nothing)')}`);
    throw error;
  }
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
  const isUsage = error instanceof UsageError;
  const wasInterrupted = error.name === 'AbortError';
  say(wasInterrupted ? 'Stopped before the end.' : `nightjar: ${isUsage ? error.message : (error.stack ?? error)}`);
  process.exitCode = isUsage ? 2 : wasInterrupted ? 130 : 1;
});
