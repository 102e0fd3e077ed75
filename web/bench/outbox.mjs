// Whether all arrives that an outbox has taken: `./nightjar bench outbox [--seed 1] [--events 100] [--share 0.3]`.
// A real server, the product's own outbox and service worker in Chromium, and between them a line on which requests fail.
// The last line is one JSON object.
import { createHash } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';
import { Person } from '../../tools/demo/person.mjs';
import { startFaultyLine } from '../../tools/faulty-line.mjs';
import { startServer } from '../../tools/throwaway-server.mjs';
import { chance, Faults } from './outbox-faults.mjs';
import { Night } from './outbox-night.mjs';
import { BenchPhone } from './outbox-phone.mjs';

const base = '/outbox-bench/';
/** What is left when all is recorded has so long to arrive. */
const longestSeconds = 900;

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    events: { type: 'string', default: '100' },
    share: { type: 'string', default: '0.3' },
  },
});
const [launcher] = positionals;
if (launcher === undefined) throw new Error('outbox.mjs needs the path of the nightjar command');
const options = { seed: number('seed'), events: number('events'), share: number('share') };

/** @param {keyof typeof values} name */
function number(name) {
  const value = Number(values[name]);
  if (!(value >= 0)) throw new Error(`--${name} must be a number, not ${values[name]}`);
  return value;
}

/** Makes a camera of a new account. @param {Person} person @param {string} address of the server */
async function pairedCamera(person, address) {
  const code = await person.pairingCode('Bench');
  const headers = { 'content-type': 'application/json' };
  const paired = await fetch(`${address}/api/v1/devices`, { method: 'POST', headers, body: JSON.stringify({ code }) });
  const { device, token } = await paired.json();
  const me = await fetch(`${address}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  const { account } = await me.json();
  return { deviceId: device.id, name: device.name, accountId: account.id, token };
}

/**
 * Compares what the server has with what the outbox had taken.
 * @param {Night} night
 * @param {Person} person
 */
async function check(night, person) {
  const events = await person.events();
  const known = new Map(events.map((event) => [event.id, event]));
  const stateOf = (/** @type {string} */ id) => known.get(id)?.state;
  const clips = [...night.taken].filter(([id]) => !night.doubts.includes(id) || night.restored.includes(id));
  let identical = 0;
  for (const [id, sha256] of clips) {
    if (!known.get(id)?.clip) continue;
    const stored = createHash('sha256')
      .update(await person.download(id, 'clip'))
      .digest('hex');
    if (stored === sha256) identical += 1;
    else console.log(`  the clip of ${id} is not what was recorded`);
  }
  const counts = {
    clips: clips.length,
    identical,
    eventsMade: night.taken.size + night.interrupted.length,
    eventsOnServer: events.length,
    interrupted: night.interrupted.length,
    interruptedWithoutClip: night.interrupted.filter((id) => stateOf(id) === 'done').length,
    doubts: night.doubts.length,
    dismissed: night.doubts.filter((id) => stateOf(id) === 'dismissed').length,
    restored: night.restored.length,
  };
  const passed =
    counts.identical === options.events + counts.restored &&
    counts.eventsOnServer === counts.eventsMade &&
    counts.interruptedWithoutClip === counts.interrupted &&
    counts.dismissed + counts.restored === counts.doubts;
  return { passed, ...counts };
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'nightjar-outbox-')));
/** @type {(() => Promise<void>)[]} */
const closing = [];

/** A server, the line before it, the page of the bench, and a phone that has it open. @param {Faults} faults */
async function build(faults) {
  const server = await startServer({ launcher: /** @type {string} */ (launcher), data: join(folder, 'data') });
  closing.push(() => server.stop());
  const pages = await createServer({
    root: new URL('..', import.meta.url).pathname,
    base,
    configFile: false,
    logLevel: 'warn',
    cacheDir: 'node_modules/.cache/bench-outbox',
    server: { host: '127.0.0.1', port: 0, hmr: false },
    optimizeDeps: { include: ['idb', 'openapi-fetch'] },
  });
  await pages.listen();
  closing.push(() => pages.close());
  const others = { [base]: new URL(pages.resolvedUrls?.local[0] ?? '').origin };
  const line = await startFaultyLine({ upstream: server.address, others, faultFor: (seen) => faults.for(seen) });
  closing.push(() => line.stop());
  const phone = await BenchPhone.open(`${line.address}${base}bench/outbox.html`, join(folder, 'profile'));
  closing.push(() => phone.close());
  return { server, phone };
}

/** What the server asks of the camera. @param {string} address @param {{ deviceId: string, token: string }} camera */
async function wantedOf(address, { deviceId, token }) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const body = JSON.stringify({ state: 'stopped' });
  const answer = await fetch(`${address}/api/v1/devices/${deviceId}/heartbeat`, { method: 'POST', headers, body });
  return (await answer.json()).wanted;
}

async function run() {
  const faults = new Faults(options.share, chance(options.seed + 1));
  const { server, phone } = await build(faults);
  const person = new Person(server.address, new AbortController().signal);
  await person.signUp();
  const camera = await pairedCamera(person, server.address);
  await phone.call('become', camera);
  const night = new Night(phone, faults, { ...options, random: chance(options.seed) });
  const begun = performance.now();
  await night.pass();
  const recorded = performance.now();
  await phone.empty(longestSeconds);
  const arrived = performance.now();
  await night.restore(
    (id) => person.restore(id),
    () => wantedOf(server.address, camera),
  );
  await phone.empty(longestSeconds);
  const found = await check(night, person);
  return {
    ...found,
    ...night.counts,
    requests: faults.requests,
    failed: faults.failed,
    faults: faults.byKind,
    requestsWithoutPage: faults.withoutPage,
    secondsToRecord: Math.round((recorded - begun) / 1_000),
    secondsToArrive: Math.round((arrived - recorded) / 1_000),
  };
}

try {
  console.log(`${options.events} events, ${options.share * 100} % of the requests fail, seed ${options.seed}`);
  const found = await run();
  const machine = { cores: cpus().length, loadAverage: Number(loadavg()[0]?.toFixed(1)) };
  console.log(JSON.stringify({ bench: 'outbox', ...found, seed: options.seed, ...machine }));
  if (!found.passed) process.exitCode = 1;
} finally {
  for (const close of closing.reverse()) await close();
  rmSync(folder, { recursive: true, force: true });
}
