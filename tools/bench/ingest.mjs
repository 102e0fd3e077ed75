// Bench `ingest`: how many events a second the server takes from 50 cameras at once, and what one costs it.
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

import { Person } from '../demo/person.mjs';
import { startServer } from '../throwaway-server.mjs';
import { Camera, newId } from './camera.mjs';
import { median, quantile, round } from './figures.mjs';
import { costOf, heapInUse } from './server-cost.mjs';
import { checkTaken, reservations } from './taken.mjs';

const householdCount = 10;
const camerasEach = 5;
const rounds = 3;
const roundSeconds = 15;
const warmUpSeconds = 20;
const clipMegabytes = 2;
/** Clips that lie in place for each camera and round. */
const placedEach = 250;

const launcher = process.argv[2];
if (launcher === undefined) throw new Error('ingest.mjs needs the path of the nightjar command');

/**
 * @typedef {object} Load what a round sends
 * @property {Buffer} bytes of each clip
 * @property {boolean} inPlace whether the bytes lie in the store already; else they are sent
 *
 * @typedef {object} Household
 * @property {Person} owner
 * @property {Camera[]} cameras
 *
 * @typedef {object} Round what a round measured
 * @property {number} events
 * @property {number} seconds
 * @property {{ announce: number[], upload: number[], uploaded: number[] }} milliseconds
 * @property {{ server: number, database: number, load: number }} cost in seconds of processor time
 */

/**
 * @param {URL} address
 * @param {number} number
 * @returns {Promise<Household>}
 */
async function household(address, number) {
  const owner = new Person(address.origin, new AbortController().signal);
  await owner.signUp(`bench${number}@nightjar.example`);
  const cameras = [];
  for (let i = 1; i <= camerasEach; i++) {
    // guesses at codes are counted by network address, as if each household were behind its own
    const camera = new Camera(address, `127.0.1.${number}`);
    await camera.pair(await owner.pairingCode(`Camera ${i}`));
    cameras.push(camera);
  }
  return { owner, cameras };
}

/**
 * That each event that was sent is there once, and once in the ledger.
 * @param {URL} address
 * @param {string} data folder of the server's data
 * @param {Household[]} households
 */
async function check(address, data, households) {
  let sent = 0;
  for (const { owner, cameras } of households) {
    const own = new Set(cameras.flatMap((camera) => camera.sent));
    checkTaken(own, await owner.events());
    sent += own.size;
  }
  const operator = readFileSync(join(data, 'operator-token'), 'utf8').trim();
  const metrics = await fetch(new URL('/actuator/prometheus', address), {
    headers: { authorization: `Bearer ${operator}` },
  });
  const reserved = reservations(await metrics.text());
  if (reserved !== sent) throw new Error(`${sent} events have ${reserved} reservations.`);
  return sent;
}

/**
 * Events to come, whose clips lie where the store keeps them as if they had been sent.
 * @param {Camera} camera
 * @param {string} data folder of the server's data
 * @param {Buffer} bytes of each clip
 * @param {string} sha256
 */
function place(camera, data, bytes, sha256) {
  const store = join(data, 'storage', 'blobs', camera.folder);
  return Array.from({ length: placedEach }, () => {
    const id = newId();
    mkdirSync(join(store, id), { recursive: true });
    writeFileSync(join(store, id, `content.${sha256}.mp4`), bytes);
    return id;
  });
}

/**
 * All cameras at once, each with one event after the other, for so long.
 * @param {{ cameras: Camera[], server: number, data: string }} bench
 * @param {Load} load
 * @param {number} seconds
 * @returns {Promise<Round>}
 */
async function run({ cameras, server, data }, { bytes, inPlace }, seconds) {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const clip = {
    durationSeconds: 18.2,
    preSeconds: 10.2,
    postSeconds: 8,
    bytes: bytes.length,
    contentType: 'video/mp4',
    sha256,
  };
  /** @type {Round['milliseconds']} */
  const milliseconds = { announce: [], upload: [], uploaded: [] };
  const placed = new Map(cameras.map((camera) => [camera, inPlace ? place(camera, data, bytes, sha256) : []]));
  /** @param {Camera} camera */
  const event = async (camera) => {
    const id = inPlace ? placed.get(camera)?.pop() : newId();
    if (id === undefined) throw new Error('The server is faster than this bench foresees: place more clips.');
    const announced = await camera.announce(id, clip);
    milliseconds.announce.push(announced.milliseconds);
    const grant = announced.body.upload;
    if (!inPlace) milliseconds.upload.push((await camera.upload(grant, bytes)).milliseconds);
    const uploaded = await camera.uploaded(id);
    milliseconds.uploaded.push(uploaded.milliseconds);
    if (uploaded.body.state !== 'processing') throw new Error(`Event ${id} is ${uploaded.body.state}.`);
  };
  const before = { ...costOf(server, data), load: process.cpuUsage() };
  const begun = performance.now();
  const watch = async (/** @type {Camera} */ camera) => {
    while (performance.now() - begun < seconds * 1000) await event(camera);
  };
  await Promise.all(cameras.map(watch));
  const took = (performance.now() - begun) / 1000;
  const after = costOf(server, data);
  const load = process.cpuUsage(before.load);
  return {
    events: milliseconds.uploaded.length,
    seconds: took,
    milliseconds,
    cost: {
      server: after.server - before.server,
      database: after.database - before.database,
      load: (load.user + load.system) / 1e6,
    },
  };
}

/** @param {Round} one */
function tell(one) {
  const perEvent = (/** @type {number} */ seconds) => ((seconds * 1000) / one.events).toFixed(2);
  const calls = Object.entries(one.milliseconds)
    .filter(([, values]) => values.length > 0)
    .map(
      ([name, values]) => `${name} p50 ${quantile(values, 0.5).toFixed(0)} p99 ${quantile(values, 0.99).toFixed(0)} ms`,
    );
  console.log(
    `  ${one.events} events in ${one.seconds.toFixed(1)} s: ${(one.events / one.seconds).toFixed(0)} a second; ` +
      `${calls.join(', ')}; processor time of an event: server ${perEvent(one.cost.server)} ms, ` +
      `database ${perEvent(one.cost.database)} ms, load generator ${perEvent(one.cost.load)} ms`,
  );
}

/** @param {Round[]} all */
function figures(all) {
  const rate = (/** @type {Round} */ one) => one.events / one.seconds;
  const p99 = (/** @type {'announce' | 'upload' | 'uploaded'} */ call) =>
    round(median(all.map((one) => quantile(one.milliseconds[call], 0.99))), 1);
  const cost = (/** @type {'server' | 'database' | 'load'} */ who) =>
    round(median(all.map((one) => (one.cost[who] * 1000) / one.events)));
  return {
    eventsPerSecond: round(median(all.map(rate)), 0),
    slowestRound: round(Math.min(...all.map(rate)), 0),
    fastestRound: round(Math.max(...all.map(rate)), 0),
    announceP99Milliseconds: p99('announce'),
    uploadedP99Milliseconds: p99('uploaded'),
    serverMillisecondsPerEvent: cost('server'),
    databaseMillisecondsPerEvent: cost('database'),
    loadMillisecondsPerEvent: cost('load'),
  };
}

/** @param {{ cameras: Camera[], server: number, data: string }} bench */
async function measure(bench) {
  const small = { bytes: randomBytes(64), inPlace: true };
  await run(bench, small, warmUpSeconds);
  const heapBefore = heapInUse(bench.server);
  console.log(`(a) announced and reported, bytes in place; ${rounds} rounds after ${warmUpSeconds} s of warming up:`);
  const announced = [];
  for (let i = 0; i < rounds; i++) {
    announced.push(await run(bench, small, roundSeconds));
    tell(/** @type {Round} */ (announced.at(-1)));
  }
  const heapAfter = heapInUse(bench.server);
  console.log(`heap in use, after collections: ${heapBefore.toFixed(1)} MB before, ${heapAfter.toFixed(1)} MB after`);
  console.log(`(b) with clips of ${clipMegabytes} MB sent to the store, one round:`);
  const sent = await run(bench, { bytes: randomBytes(clipMegabytes * 1e6), inPlace: false }, roundSeconds);
  tell(sent);
  return {
    ...figures(announced),
    heapBeforeMegabytes: round(heapBefore, 1),
    heapAfterMegabytes: round(heapAfter, 1),
    clipMegabytesPerSecond: round((sent.events * clipMegabytes) / sent.seconds, 1),
    clipUploadP99Milliseconds: round(quantile(sent.milliseconds.upload, 0.99), 0),
  };
}

const data = realpathSync(mkdtempSync(join(tmpdir(), 'nightjar-bench-')));
/** @type {import('../throwaway-server.mjs').RunningServer | undefined} */
let server;
/** @type {Household[]} */
const households = [];
try {
  console.log(
    `${cpus().length} cores for server, database and load; load of the machine before: ${loadavg()[0]?.toFixed(1)}`,
  );
  const settings = {
    // what is analysed would be measured too: the jobs are written, and wait
    NIGHTJAR_JOBS_RUN: 'false',
    NIGHTJAR_ACCOUNTS_OPEN: 'true',
  };
  server = await startServer({ launcher, data, settings });
  const address = new URL(server.address);
  for (let i = 1; i <= householdCount; i++) households.push(await household(address, i));
  const cameras = households.flatMap((one) => one.cameras);
  console.log(
    `${cameras.length} cameras of ${householdCount} accounts with the plan Home (unlimited); jobs are not run`,
  );
  const measured = await measure({ cameras, server: server.process, data });
  const taken = await check(address, data, households);
  console.log(`all ${taken} events are there once, processing, each with one reservation in the ledger`);
  console.log(JSON.stringify({ bench: 'ingest', cameras: cameras.length, ...measured, taken, cores: cpus().length }));
} finally {
  for (const camera of households.flatMap((one) => one.cameras)) camera.close();
  await server?.stop();
  rmSync(data, { recursive: true, force: true });
}
