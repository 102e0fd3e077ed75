// How good and how costly clips are, in the real browser: `npm run bench:clip -- [--runs 3] [--seconds 12]`.
// For each source and picture: PRE, sync, seeking and build time of clips of a drawn camera; then the CPU time of the
// whole browser while it watches, beside that of camera and preview alone. The last line is one JSON object.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cpuSeconds, machine, median, openBrowser, rendererBytes, round, servePages } from './browser.mjs';
import { drawnDevice } from './drawn-device.mjs';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '3' }, seconds: { type: 'string', default: '12' } },
});
const [runs, seconds] = [Number(values.runs), Number(values.seconds)];
const warmUpSeconds = 6;
const pictures = [
  { width: 1280, height: 720, framesPerSecond: 15 },
  { width: 640, height: 360, framesPerSecond: 15 },
];
const works = /** @type {const} */ (['preview', 'bareRecorder', 'recorder', 'codecs']);
const targets = { buildMilliseconds: 150, mostPreErrorSeconds: 1.2, soundLateMilliseconds: 60, cpuRatioAt720p15: 2.3 };

const pages = await servePages();
const folder = await mkdtemp(join(tmpdir(), 'nightjar-bench-'));
try {
  const clips = [];
  for (const picture of pictures)
    for (const source of ['recorder', 'codecs']) clips.push(await clipFigures({ source, ...picture }));
  const flags = await drawnDevice(folder);
  const loads = [];
  for (const picture of pictures) loads.push(await loadFigures(picture, flags));
  const browser = await openBrowser();
  const where = machine(browser);
  await browser.close();
  console.log(JSON.stringify({ bench: 'clip', clips, loads, targets, runs, secondsPerRun: seconds, ...where }));
} finally {
  await rm(folder, { recursive: true, force: true });
  await pages.close();
}

/** @param {{source: string, width: number, height: number, framesPerSecond: number}} clipCase */
async function clipFigures(clipCase) {
  const name = `${clipCase.source} at ${clipCase.height}p${clipCase.framesPerSecond}`;
  console.log(`${name}: recording a drawn camera for 34 s, then building clips of it …`);
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(180_000);
    await page.goto(pages.address('blank.html'));
    const figures = await page.evaluate(async (wanted) => {
      const { runClipBench } = await import('/bench/clip-page.ts');
      return runClipBench(wanted);
    }, clipCase);
    console.log(`  ${JSON.stringify(figures)}`);
    return { picture: `${clipCase.height}p${clipCase.framesPerSecond}`, ...figures };
  } finally {
    await browser.close();
  }
}

/**
 * CPU of one core, in percent: the median of some runs, each in a browser of its own, kinds of work taking turns.
 *
 * @param {(typeof pictures)[number]} picture @param {readonly string[]} flags
 */
async function loadFigures(picture, flags) {
  const name = `${picture.height}p${picture.framesPerSecond}`;
  const measured = works.map((kind) => ({ kind, percents: /** @type {number[]} */ ([]), bytes: 0 }));
  for (let run = 1; run <= runs; run++)
    for (const work of measured) {
      const { percent, bytes } = await load(work.kind, picture, flags);
      console.log(`${name}, run ${run}: ${work.kind} ${percent.toFixed(1)} % of a core`);
      work.percents.push(percent);
      work.bytes = Math.max(work.bytes, bytes);
    }
  const base = median(measured[0]?.percents ?? []);
  return {
    picture: name,
    works: measured.map(({ kind, percents, bytes }) => ({
      work: kind,
      cpuPercent: round(median(percents), 1),
      ratio: round(median(percents) / base, 2),
      rendererMegabytes: Math.round(bytes / 2 ** 20),
    })),
  };
}

/** @param {(typeof works)[number]} kind @param {(typeof pictures)[number]} picture @param {readonly string[]} flags */
async function load(kind, picture, flags) {
  const browser = await openBrowser(flags);
  try {
    const page = await browser.newPage();
    await page.goto(pages.address('blank.html'));
    const camera = {
      facing: 'environment',
      height: picture.height,
      frameRate: picture.framesPerSecond,
      microphone: true,
    };
    const begun = await page.evaluate(async ([wanted, settings]) => {
      const { work } = await import('/bench/load-page.ts');
      return work(wanted, settings);
    }, /** @type {const} */ ([kind, camera]));
    if (kind === 'codecs' && !begun.startsWith('codecs')) throw new Error(`It was to record with codecs: ${begun}`);
    await page.waitForTimeout(warmUpSeconds * 1_000);
    const [before, start] = [await cpuSeconds(browser), performance.now()];
    await page.waitForTimeout(seconds * 1_000);
    const percent = ((await cpuSeconds(browser)) - before) / ((performance.now() - start) / 1_000);
    return { percent: percent * 100, bytes: await rendererBytes(browser) };
  } finally {
    await browser.close();
  }
}
