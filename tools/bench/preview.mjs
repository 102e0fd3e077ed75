// Bench `preview`: how long two cameras that show what they noticed at the same moment wait for the verdict.
// A real server; the time is that of the whole request, decoding and detection included.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

import { Person } from '../demo/person.mjs';
import { startServer } from '../throwaway-server.mjs';
import { drawFrames, preview, watchingCamera } from './preview-camera.mjs';

const rounds = 60;
const launcher = process.argv[2];
if (launcher === undefined) throw new Error('preview.mjs needs the path of the nightjar command');

/** @param {number} value */
const round = (value) => Math.round(value);

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
  console.log(`${frames.length} frames of 640 × 360, ${bytes.join(', ')} kB.`);
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
