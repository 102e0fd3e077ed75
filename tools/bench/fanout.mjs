// Bench `fanout`: how soon an event reaches 5 000 pages that are connected to one server, what each costs it, and whether
// 200 that come back at once miss anything.
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { Person } from '../demo/person.mjs';
import { startServer } from '../throwaway-server.mjs';
import { Camera, newId } from './camera.mjs';
import { quantile, round } from './figures.mjs';
import { Monitor, mintSignIns } from './monitors.mjs';
import { costOf, heapInUse } from './server-cost.mjs';

const monitorCount = 5_000;
const connectingAtOnce = 100;
const warmUpEvents = 5;
const events = 20;
const comingBack = 200;
const eventsMeanwhile = 10;
const patienceMilliseconds = 30_000;

const [, , launcher, heap = '768m'] = process.argv;
if (launcher === undefined) throw new Error('fanout.mjs needs the path of the nightjar command');

/** @param {number} process id of it, in kB */
const residentKilobytes = (process) =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1]);

/** @param {number} server process id */
function memory(server) {
  const heapKilobytes = heapInUse(server) * 1024;
  return { heapKilobytes, residentKilobytes: residentKilobytes(server) };
}

/** @param {string} what @param {() => boolean} condition */
async function until(what, condition) {
  const end = performance.now() + patienceMilliseconds;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Waited ${patienceMilliseconds / 1000} s for ${what}.`);
    await pause(20);
  }
}

/** @param {Monitor[]} monitors */
async function connectAll(monitors) {
  const left = [...monitors];
  const lane = async () => {
    for (let next = left.pop(); next; next = left.pop()) await next.connect();
  };
  await Promise.all(Array.from({ length: connectingAtOnce }, lane));
}

/** A clip is announced, as a phone does when something moved. @param {Camera} camera */
async function happen(camera) {
  const id = newId();
  const begun = performance.now();
  const clip = { durationSeconds: 18.2, preSeconds: 10.2, postSeconds: 8, bytes: 64, contentType: 'video/mp4' };
  await camera.announce(id, { ...clip, sha256: '0'.repeat(64) });
  return { id, begun };
}

/**
 * Milliseconds from the camera's request to the moment each page heard of the event.
 * @param {Camera} camera
 * @param {Monitor[]} monitors
 */
async function fanOut(camera, monitors) {
  const { id, begun } = await happen(camera);
  await until('all pages to hear of an event', () => monitors.every((one) => one.heardAt.has(id)));
  return monitors.map((one) => /** @type {number} */ (one.heardAt.get(id)) - begun);
}

/** @param {Camera} camera @param {Monitor[]} monitors */
async function measureFanOut(camera, monitors) {
  for (let i = 0; i < warmUpEvents; i++) await fanOut(camera, monitors);
  /** @type {number[][]} */
  const each = [];
  for (let i = 0; i < events; i++) each.push(await fanOut(camera, monitors));
  const all = each.flat();
  const slowest = each.map((one) => Math.max(...one));
  console.log(
    `${events} events to ${monitors.length} pages: p50 ${round(quantile(all, 0.5), 0)}, ` +
      `p99 ${round(quantile(all, 0.99), 0)} ms; the last page of an event p50 ${round(quantile(slowest, 0.5), 0)}, ` +
      `worst ${round(Math.max(...slowest), 0)} ms`,
  );
  return {
    events,
    p50Milliseconds: round(quantile(all, 0.5), 0),
    p99Milliseconds: round(quantile(all, 0.99), 0),
    lastPageP50Milliseconds: round(quantile(slowest, 0.5), 0),
    worstMilliseconds: round(Math.max(...slowest), 0),
  };
}

/**
 * Some go away, events happen, and they come back at once while more happen.
 * @param {Camera} camera
 * @param {Monitor[]} monitors
 */
async function measureReturn(camera, monitors) {
  const away = monitors.slice(0, comingBack);
  away.forEach((one) => one.drop());
  for (let i = 0; i < eventsMeanwhile; i++) await happen(camera);
  const refusedBefore = refusals(away);
  const begun = performance.now();
  const more = async () => {
    for (let i = 0; i < eventsMeanwhile; i++) await happen(camera);
  };
  // together, so that one that fails ends the bench in order, and the server with it
  await Promise.all([more(), ...away.map((one) => one.connect())]);
  const tookMilliseconds = performance.now() - begun;
  const others = monitors.slice(comingBack);
  await until('those who stayed to hear all', () => new Set(others.map((one) => one.reached)).size === 1);
  const latest = others[0]?.reached ?? Number.NaN;
  await until('those who came back to hear all', () => away.every((one) => one.reached === latest));
  await Promise.all(monitors.map((one) => one.settled()));
  const missedOrDoubled = monitors.filter((one) => !isComplete(one.told)).length;
  if (missedOrDoubled > 0) throw new Error(`${missedOrDoubled} pages missed a change or were told one twice.`);
  const refused = refusals(away) - refusedBefore;
  console.log(
    `${comingBack} came back at once after ${eventsMeanwhile} events, while ${eventsMeanwhile} more happened: ` +
      `all connected and up to date after ${round(tookMilliseconds, 0)} ms (${refused} tries met a busy server); no page missed a change, none was told one twice`,
  );
  return { comingBack, comeBackMilliseconds: round(tookMilliseconds, 0), refused, missedOrDoubled };
}

/** @param {Monitor[]} monitors */
const refusals = (monitors) => monitors.reduce((sum, one) => sum + one.refused, 0);

/** Whether each number follows on the one before it. @param {number[]} told */
const isComplete = (told) => told.every((n, i) => i === 0 || n === /** @type {number} */ (told[i - 1]) + 1);

/** @param {import('../throwaway-server.mjs').RunningServer} server @param {string} data */
async function measure(server, data) {
  const person = new Person(server.address, AbortSignal.timeout(600_000));
  await person.signUp();
  const camera = new Camera(new URL(server.address), '127.0.0.1');
  await camera.pair(await person.pairingCode('Bench'));
  const tokens = await mintSignIns(data, monitorCount);
  const monitors = tokens.map((token) => new Monitor(server.address, token));
  // the first ones load what all need
  await connectAll(monitors.slice(0, comingBack));
  const few = memory(server.process);
  const begun = performance.now();
  await connectAll(monitors.slice(comingBack));
  const connectSeconds = (performance.now() - begun) / 1000;
  const { heapKilobytes, residentKilobytes: resident } = memory(server.process);
  const added = monitorCount - comingBack;
  const each = {
    heapKilobytesEach: round((heapKilobytes - few.heapKilobytes) / added, 1),
    residentKilobytesEach: round((resident - few.residentKilobytes) / added, 1),
  };
  console.log(
    `${added} more pages connected in ${round(connectSeconds, 1)} s; of each the server keeps ${each.heapKilobytesEach} kB ` +
      `of heap (after a collection), ${each.residentKilobytesEach} kB resident ` +
      `(${round(few.residentKilobytes / 1024, 0)} to ${round(resident / 1024, 0)} MB)`,
  );
  const before = { ...costOf(server.process, data), load: process.cpuUsage() };
  const fanned = await measureFanOut(camera, monitors);
  const load = process.cpuUsage(before.load);
  const serverSeconds = costOf(server.process, data).server - before.server;
  const loadSeconds = (load.user + load.system) / 1e6;
  console.log(
    `processor time of it: server ${round(serverSeconds)} s, load generator ${round(loadSeconds)} s ` +
      `(${round(process.memoryUsage().rss / 2 ** 20, 0)} MB)`,
  );
  const returned = await measureReturn(camera, monitors);
  const open = monitors.filter((one) => one.isOpen).length;
  if (open !== monitorCount) throw new Error(`Only ${open} of ${monitorCount} pages are still connected.`);
  monitors.forEach((one) => one.drop());
  camera.close();
  return {
    ...each,
    connectSeconds: round(connectSeconds, 1),
    ...fanned,
    ...returned,
    serverSeconds: round(serverSeconds),
    loadSeconds: round(loadSeconds),
  };
}

const data = realpathSync(mkdtempSync(join(tmpdir(), 'nightjar-bench-')));
/** @type {import('../throwaway-server.mjs').RunningServer | undefined} */
let server;
try {
  console.log(
    `${cpus().length} cores for server, database and load; load of the machine before: ${loadavg()[0]?.toFixed(1)}`,
  );
  console.log(`${monitorCount} sign-ins of one person, minted in the database; heap of the server at most ${heap}`);
  const settings = { NIGHTJAR_NOTIFICATIONS_CONNECTIONSPERACCOUNT: `${monitorCount}` };
  server = await startServer({ launcher, data, settings, extra: ['--heap', heap] });
  const measured = await measure(server, data);
  console.log(JSON.stringify({ bench: 'fanout', monitors: monitorCount, heap, ...measured, cores: cpus().length }));
} finally {
  await server?.stop();
  rmSync(data, { recursive: true, force: true });
}
