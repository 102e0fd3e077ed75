// Bench `lighthouse`: what Lighthouse says of the timeline and of the pages of cameras, as on a slow phone that comes for
// the first time. A real server, real events, and the system's Chromium.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

import lighthouse from 'lighthouse';
import puppeteer from 'puppeteer-core';

import { newId } from '../bench/camera.mjs';
import { drawFrames, watchingCamera } from '../bench/preview-camera.mjs';
import { quiet } from '../demo/chromium-flags.mjs';
import { Person } from '../demo/person.mjs';
import { startServer } from '../throwaway-server.mjs';

const rounds = 3;
const events = 120;
const minutesApart = 7;
const categories = ['performance', 'accessibility', 'best-practices'];
const fakeCamera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

const launcher = process.argv[2];
if (launcher === undefined) throw new Error('audit.mjs needs the path of the nightjar command');

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/**
 * Events that were noticed one after the other until now, each with its pictures.
 * @param {import('../bench/preview-camera.mjs').Camera} camera
 * @param {Buffer[]} frames
 */
async function fill({ session, token, address }, frames) {
  const headers = { authorization: `Bearer ${token}` };
  for (let number = 0; number < events; number++) {
    const at = new Date(Date.now() - number * minutesApart * 60_000).toISOString();
    const trigger = { type: 'motion', score: 0.03, changedShare: 0.03, doubt: false };
    const body = new FormData();
    const announcement = JSON.stringify({ sessionId: session, at, trigger });
    body.append('announcement', new Blob([announcement], { type: 'application/json' }));
    for (const frame of frames) body.append('frame', new Blob([frame], { type: 'image/jpeg' }), 'frame.jpg');
    const answer = await fetch(`${address}/api/v1/events/${newId()}/preview`, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`No event: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  }
}

/**
 * A page of a browser of its own, as a person or a camera.
 * @param {import('puppeteer-core').Browser} browser
 */
async function freshPage(browser) {
  const context = await browser.createBrowserContext();
  return context.newPage();
}

/** @param {import('puppeteer-core').Page} page @param {string} url */
async function audit(page, url) {
  const reports = [];
  for (let round = 0; round < rounds; round++) {
    const result = await lighthouse(url, { onlyCategories: categories, logLevel: 'silent' }, undefined, page);
    if (!result || result.lhr.runtimeError) throw new Error(`No report: ${result?.lhr.runtimeError?.message}`);
    reports.push(result.lhr);
  }
  const score = (/** @type {string} */ name) =>
    Math.round(100 * median(reports.map((report) => report.categories[name]?.score ?? 0)));
  const last = reports.at(-1);
  const failing = categories.flatMap((name) =>
    (last?.categories[name]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (last?.audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => `${id} ${last?.audits[id]?.displayValue ?? ''}`.trim()),
  );
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    failing,
  };
}

const data = realpathSync(mkdtempSync(join(tmpdir(), 'nightjar-bench-')));
const pictures = mkdtempSync(join(tmpdir(), 'nightjar-bench-'));
/** @type {Awaited<ReturnType<typeof startServer>> | undefined} */
let server;
/** @type {import('puppeteer-core').Browser | undefined} */
let browser;
try {
  console.log(
    `${events} events with pictures; the median of ${rounds} rounds, with Lighthouse's slow phone and network`,
  );
  console.log(`${cpus().length} cores, load of the machine before: ${loadavg()[0]?.toFixed(1)}`);
  server = await startServer({ launcher, data });
  const { address } = server;
  const { hostname: domain } = new URL(address);
  const person = new Person(address, AbortSignal.timeout(600_000));
  await person.signUp();
  await fill(await watchingCamera(person, address), await drawFrames(pictures));
  browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...quiet, ...fakeCamera],
  });
  const seen = await freshPage(browser);
  await seen.browserContext().setCookie(...person.cookies.map((cookie) => ({ ...cookie, domain, path: '/' })));
  const phone = await freshPage(browser);
  await phone.goto(`${address}/pair#${await person.pairingCode('Hallway')}`);
  await phone.locator('button ::-p-text(This device watches)').click();
  await phone.waitForFunction(() => location.pathname === '/watch');
  const pages = {
    timeline: [seen, '/'],
    cameras: [seen, '/cameras'],
    oneCamera: [seen, `/cameras/${await person.camera()}`],
    watch: [phone, '/watch'],
  };
  /** @type {Record<string, Awaited<ReturnType<typeof audit>>>} */
  const scores = {};
  for (const [name, [page, path]] of Object.entries(pages)) {
    scores[name] = await audit(/** @type {import('puppeteer-core').Page} */ (page), `${address}${path}`);
    console.log(`${name}: ${JSON.stringify(scores[name])}`);
  }
  console.log(JSON.stringify({ bench: 'lighthouse', ...scores, cores: cpus().length }));
} finally {
  await browser?.close();
  await server?.stop();
  rmSync(data, { recursive: true, force: true });
  rmSync(pictures, { recursive: true, force: true });
}
