// Whether memory stays flat while a camera watches for long, in the real browser:
// `npm run bench:soak -- --minutes 60 [--recorder-seconds 120] [--event-seconds 150] [--codecs]`. Recorders last shorter
// than they do in the product, so that many take over within the time. The last line is one JSON object.
import { parseArgs } from 'node:util';
import { machine, median, openBrowser, rendererBytes, round, servePages } from './browser.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    'recorder-seconds': { type: 'string', default: '120' },
    'event-seconds': { type: 'string', default: '150' },
    codecs: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
if (!(minutes >= 2)) throw new Error('A soak takes 2 minutes at least.');
const sampleEverySeconds = 15;
/** Code is compiled and rings fill up: from here on it must be flat. */
const warmUpMinutes = Math.min(8, minutes / 4);
const mostChangePercent = 5;

/** @typedef {{minute: number, heapBytes: number, ringBytes: number, rendererBytes: number}} Sample */

const pages = await servePages();
const browser = await openBrowser();
try {
  const page = await browser.newPage();
  await page.goto(pages.address('blank.html'));
  const options = {
    recorderSeconds: Number(values['recorder-seconds']),
    eventSeconds: Number(values['event-seconds']),
    codecs: values.codecs,
  };
  await page.evaluate(async (wanted) => {
    const { beginSoak } = await import('/bench/soak-page.ts');
    beginSoak(wanted);
  }, options);
  console.log(`Watching for ${minutes} minutes; measured from minute ${warmUpMinutes} on …`);
  const { samples, last } = await watch(page);
  const heap = flatness(samples, 'heapBytes');
  const ring = flatness(samples, 'ringBytes');
  const isFlat = [heap, ring].every(({ changePercent }) => Math.abs(changePercent) <= mostChangePercent);
  const { events, recorders, blind, source } = last;
  console.log(
    JSON.stringify({
      bench: 'soak',
      minutes,
      source,
      recorders,
      events,
      blind,
      heap,
      ring,
      renderer: flatness(samples, 'rendererBytes'),
      mostChangePercent,
      isFlat,
      ...machine(browser),
    }),
  );
  if (!isFlat) process.exitCode = 1;
} finally {
  await browser.close();
  await pages.close();
}

/** @param {import('playwright').Page} page */
async function watch(page) {
  const begun = performance.now();
  /** @type {Sample[]} */
  const samples = [];
  for (;;) {
    await page.waitForTimeout(sampleEverySeconds * 1_000);
    const last = await page.evaluate(async () => {
      const { soakNow } = await import('/bench/soak-page.ts');
      return soakNow();
    });
    const minute = (performance.now() - begun) / 60_000;
    const renderer = await rendererBytes(browser);
    samples.push({ minute, heapBytes: last.memoryBytes, ringBytes: last.ringBytes, rendererBytes: renderer });
    console.log(
      `minute ${minute.toFixed(1)}: heap ${megabytes(last.memoryBytes)}, ring ${megabytes(last.ringBytes)}, ` +
        `renderer ${megabytes(renderer)} MB; ${last.recorders} recorders, ${last.events} events`,
    );
    if (minute >= minutes) return { samples: samples.filter((sample) => sample.minute >= warmUpMinutes), last };
  }
}

/**
 * How much more there is in the last quarter than in the first, and how fast it grows. Both by what is held at rest:
 * for a minute after each clip there is the worker that made it, and while recorders change there are two rings.
 *
 * @param {readonly Sample[]} samples @param {Exclude<keyof Sample, 'minute'>} key
 */
function flatness(samples, key) {
  const quarter = Math.max(1, Math.floor(samples.length / 4));
  const first = atRest(samples.slice(0, quarter), key);
  const last = atRest(samples.slice(-quarter), key);
  const middle = median(samples.map((sample) => sample[key]));
  const resting = samples.filter((sample) => sample[key] <= middle);
  return {
    restMegabytesAtFirst: megabytes(first),
    restMegabytesAtLast: megabytes(last),
    mostMegabytes: megabytes(Math.max(...samples.map((sample) => sample[key]))),
    changePercent: round(((last - first) / first) * 100, 1),
    megabytesPerHour: round((slope(resting, key) * 60) / 2 ** 20, 2),
  };
}

/** What a fifth of the samples stay below. @param {readonly Sample[]} samples @param {keyof Sample} key */
function atRest(samples, key) {
  const sorted = samples.map((sample) => sample[key]).toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 5)] ?? NaN;
}

/** Of the line that fits best: bytes a minute. @param {readonly Sample[]} samples @param {keyof Sample} key */
function slope(samples, key) {
  const mean = (/** @type {keyof Sample} */ of) =>
    samples.reduce((sum, sample) => sum + sample[of], 0) / samples.length;
  const [meanMinute, meanBytes] = [mean('minute'), mean(key)];
  let [above, below] = [0, 0];
  for (const sample of samples) {
    above += (sample.minute - meanMinute) * (sample[key] - meanBytes);
    below += (sample.minute - meanMinute) ** 2;
  }
  return above / below;
}

/** @param {number} bytes */
function megabytes(bytes) {
  return round(bytes / 2 ** 20, 2);
}
