// Bench `timeline`: how soon the timeline of ten thousand events can be used on a slow phone, and how it scrolls through
// all of them. A real server and Chromium with its processor throttled to a quarter.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

import { openBrowser } from '../demo/browser.mjs';
import { Person } from '../demo/person.mjs';
import { startServer } from '../throwaway-server.mjs';
import { newId } from './camera.mjs';
import { watchingCamera } from './preview-camera.mjs';

const slowdown = 4;
const visits = 5;
const minutesApart = 2;
const atOnce = 16;
const longestScrollMs = 240_000;
const clip = {
  durationSeconds: 18.2,
  preSeconds: 10.2,
  postSeconds: 8,
  bytes: 2_000_000,
  contentType: 'video/mp4',
  sha256: '0'.repeat(64),
};

const launcher = process.argv[2];
const count = Number(process.argv[3] ?? 10_000);
if (launcher === undefined) throw new Error('timeline.mjs needs the path of the nightjar command');

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/**
 * Events whose clips are still on their way, one each two minutes back from now.
 * @param {import('./preview-camera.mjs').Camera} camera
 */
async function fill({ session, token, address }) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  let next = 0;
  const worker = async () => {
    for (let number = next++; number < count; number = next++) {
      const at = new Date(Date.now() - number * minutesApart * 60_000).toISOString();
      const trigger = { type: 'motion', score: 0.03, changedShare: 0.03, doubt: false };
      const body = JSON.stringify({
        sessionId: session,
        at,
        trigger,
        clip,
        trace: { triggeredAt: at, clipReadyAt: at },
      });
      const answer = await fetch(`${address}/api/v1/events/${newId()}`, { method: 'PUT', headers, body });
      if (!answer.ok) throw new Error(`No event: ${answer.status} ${await answer.text()}`);
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Notes in the page when the first card stood there, and how long each frame took. */
function watchPage() {
  const seen = { cards: 0, frames: /** @type {number[]} */ ([]) };
  Object.assign(globalThis, { seen });
  new MutationObserver((_, observer) => {
    if (!document.querySelector('.event .sentence a')) return;
    seen.cards = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
  let before = performance.now();
  const frame = () => {
    const now = performance.now();
    seen.frames.push(now - before);
    before = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** @param {import('../demo/browser.mjs').Context} context */
async function throttledPage(context) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.addInitScript(watchPage);
  return page;
}

/** @param {import('../demo/browser.mjs').Context} context @param {string} address */
async function visit(context, address) {
  const page = await throttledPage(context);
  await page.goto(address, { waitUntil: 'commit' });
  const card = page.locator('.event .sentence a').first();
  await card.waitFor();
  const cards = await page.evaluate(() => /** @type {any} */ (globalThis).seen.cards);
  const tapped = performance.now();
  await card.click();
  await page.waitForURL('**/events/*');
  await page.locator('.event-page h1').waitFor();
  const answered = performance.now() - tapped;
  await page.close();
  return { cards, answered };
}

/** Scrolls in the page by a screen a frame, as a hasty thumb does, and notes which cards were drawn. */
function scrollOn() {
  const noted = /** @type {any} */ (globalThis);
  noted.drawn ??= new Set();
  noted.most ??= 0;
  return new Promise((done) =>
    requestAnimationFrame(() => {
      const cards = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('li.event'));
      for (const { dataset } of cards) noted.drawn.add(dataset['event']);
      noted.most = Math.max(noted.most, cards.length);
      scrollBy(0, innerHeight);
      done({ drawn: noted.drawn.size, most: noted.most });
    }),
  );
}

/** @param {import('../demo/browser.mjs').Context} context @param {string} address */
async function scrollThrough(context, address) {
  const page = await throttledPage(context);
  await page.goto(address);
  await page.locator('.event').first().waitFor();
  await page.evaluate(() => /** @type {any} */ (globalThis).seen.frames.splice(0));
  const begun = performance.now();
  let reached = { drawn: 0, most: 0 };
  while (performance.now() - begun < longestScrollMs && reached.drawn < count) reached = await page.evaluate(scrollOn);
  /** @type {number[]} */
  const frames = await page.evaluate(() => /** @type {any} */ (globalThis).seen.frames);
  const sorted = frames.toSorted((a, b) => a - b);
  const frame = (/** @type {number} */ share) => Math.round(sorted[Math.floor(sorted.length * share)] ?? Number.NaN);
  await page.close();
  return {
    reached: reached.drawn,
    mostCardsAtOnce: reached.most,
    seconds: Math.round((performance.now() - begun) / 1000),
    p50FrameMilliseconds: frame(0.5),
    p95FrameMilliseconds: frame(0.95),
    worstFrameMilliseconds: Math.round(sorted.at(-1) ?? Number.NaN),
  };
}

const data = realpathSync(mkdtempSync(join(tmpdir(), 'nightjar-bench-')));
/** @type {Awaited<ReturnType<typeof startServer>> | undefined} */
let server;
/** @type {import('../demo/browser.mjs').Browser | undefined} */
let browser;
try {
  console.log(`${count} events; a processor of ${slowdown} times less; ${visits} visits, and one scroll through all.`);
  console.log(`${cpus().length} cores, load of the machine before: ${loadavg()[0]?.toFixed(1)}`);
  server = await startServer({ launcher, data });
  const person = new Person(server.address, AbortSignal.timeout(600_000));
  await person.signUp();
  await fill(await watchingCamera(person, server.address));
  browser = await openBrowser();
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const { hostname } = new URL(server.address);
  await context.addCookies(person.cookies.map((cookie) => ({ ...cookie, domain: hostname, path: '/' })));
  const taken = [];
  for (let i = 0; i < visits; i++) taken.push(await visit(context, server.address));
  const answer = {
    bench: 'timeline',
    events: count,
    slowdown,
    cardsMilliseconds: Math.round(median(taken.map(({ cards }) => cards))),
    tapMilliseconds: Math.round(median(taken.map(({ answered }) => answered))),
    worstCardsMilliseconds: Math.round(Math.max(...taken.map(({ cards }) => cards))),
    scroll: await scrollThrough(context, server.address),
    cores: cpus().length,
  };
  console.log(JSON.stringify(answer));
} finally {
  await browser?.close();
  await server?.stop();
  rmSync(data, { recursive: true, force: true });
}
