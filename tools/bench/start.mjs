// Bench `start`: how long a first and a warm start take until a request is answered, and the memory at rest: as it
// started, and once it has looked at a preview and searched, which open the models.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { Person } from '../demo/person.mjs';
import { startServer } from '../throwaway-server.mjs';
import { drawFrames, preview, watchingCamera } from './preview-camera.mjs';
import { memoryOf, processesOf } from './processes.mjs';

const warmStarts = 3;
const restSeconds = 20;
const launcher = process.argv[2];
if (launcher === undefined) throw new Error('start.mjs needs the path of the nightjar command');

/** @param {number} value */
const round = (value) => Math.round(value * 100) / 100;

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/**
 * @param {import('../throwaway-server.mjs').RunningServer} server
 * @param {string} data
 * @param {string} what it has done
 */
async function memoryAtRest(server, data, what) {
  await pause(restSeconds * 1000);
  console.log(`memory after ${restSeconds} s at rest, ${what}, proportional set size of every process:`);
  const processes = memoryOf(processesOf(server.process, data)).sort((a, b) => b.kilobytes - a.kilobytes);
  for (const one of processes) console.log(`  ${(one.kilobytes / 1024).toFixed(1).padStart(6)} MB  ${one.name}`);
  return { megabytes: processes.reduce((sum, one) => sum + one.kilobytes, 0) / 1024, count: processes.length };
}

/** @param {string} address @param {string} data */
async function openModels(address, data) {
  const person = new Person(address, AbortSignal.timeout(60_000));
  await person.signUp();
  await preview(await watchingCamera(person, address), await drawFrames(data), true);
  await person.search('somebody at the door');
}

/** @param {string} data */
async function measure(data) {
  let server = await startServer({ launcher: /** @type {string} */ (launcher), data });
  const first = server.startSeconds;
  console.log(`first start, empty data folder: ${first.toFixed(2)} s`);
  const warm = [];
  for (let i = 1; i <= warmStarts; i++) {
    await server.stop();
    server = await startServer({ launcher: /** @type {string} */ (launcher), data });
    warm.push(server.startSeconds);
    console.log(`warm start ${i}: ${server.startSeconds.toFixed(2)} s`);
  }
  const rest = await memoryAtRest(server, data, 'nothing asked of it');
  await openModels(server.address, data);
  const withModels = await memoryAtRest(server, data, 'after a preview and a search');
  await server.stop();
  return { first, warm, rest, withModels };
}

const data = realpathSync(mkdtempSync(join(tmpdir(), 'nightjar-bench-')));
try {
  console.log(`Seconds from the command to the first answered request, everything built before.`);
  console.log(`${cpus().length} cores, load of the machine before: ${loadavg()[0]?.toFixed(1)}`);
  const { first, warm, rest, withModels } = await measure(data);
  const answer = {
    bench: 'start',
    firstSeconds: round(first),
    warmSeconds: round(median(warm)),
    warmStartsSeconds: warm.map(round),
    restMegabytes: round(rest.megabytes),
    modelsMegabytes: round(withModels.megabytes),
    processes: rest.count,
    cores: cpus().length,
  };
  console.log(JSON.stringify(answer));
} finally {
  rmSync(data, { recursive: true, force: true });
}
