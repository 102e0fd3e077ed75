import { expect, type Page } from '@playwright/test';
import { startFaultyLine, type Fault } from '../tools/faulty-line.mjs';
import type { Phone } from '../tools/demo/phone.mjs';
import { Background } from './support/background.ts';
import { test } from './support/household.ts';
import { becomeCamera, eventsOf, setTimes, signIn, signUp } from './support/people.ts';
import type { Server } from './support/server.ts';

const footage = { seconds: 60, walk: { from: 8, to: 12 } };
const times = { preSeconds: 5, postSeconds: 5, cooldownSeconds: 60 };

/** A line before the server of a test, on which a request may fail, and which brings a newer version when asked to. */
async function lineTo(server: Server) {
  const state: { newer: boolean; fault: (path: string) => Fault | undefined } = {
    newer: false,
    fault: () => undefined,
  };
  const line = await startFaultyLine({
    upstream: server.address,
    faultFor: ({ path }) => state.fault(path),
    alter: (path, body) => (state.newer && path === '/sw.js' ? Buffer.concat([body, Buffer.from('\n// newer')]) : body),
  });
  return { ...line, state };
}

test('the page starts without a server, and what it records then arrives later', async ({
  server,
  openPhone,
  page,
}) => {
  const phone = await openPhone(footage);
  await pair(phone, server.address);
  await signIn(page, server.address);
  await setTimes(page, times);
  await workerIsReady(phone.page);
  await server.kill();
  await phone.page.goto('about:blank');
  await phone.page.goto(`${server.address}/watch`);
  await expect(phone.page.getByRole('heading', { name: 'Hallway is ready to watch.' })).toBeVisible();
  await phone.startWatching();
  await expect(phone.page.getByText('1 waiting')).toBeVisible({ timeout: 60_000 });
  await server.startAgain();
  await endsDoneOnce(page);
});

test('the service worker sends when no page is open, and goes on after it was killed at any step', async ({
  server,
  openPhone,
  page,
}) => {
  const line = await lineTo(server);
  const phone = await openPhone(footage);
  await pair(phone, line.address);
  await signIn(page, server.address);
  await setTimes(page, times);
  await workerIsReady(phone.page);
  await phone.startWatching();
  line.setDown(true);
  await expect(phone.page.getByText('1 waiting')).toBeVisible({ timeout: 60_000 });
  await phone.stopWatching();
  await phone.page.goto('about:blank');
  const background = await Background.of(phone.page, line.address);
  line.setDown(false);
  // Each step is done, its answer is lost, and the worker is killed before it hears so.
  for (const step of [/^\/api\/v1\/events\/[^/]+$/, /^\/blobs\//, /\/uploaded$/]) {
    const struck = new Promise<void>((resolve) => {
      line.state.fault = (path) => {
        if (!step.test(path.split('?')[0] ?? '')) return undefined;
        line.state.fault = () => undefined;
        resolve();
        return { kind: 'slow', milliseconds: 3_000 };
      };
    });
    await expect(async () => {
      await background.sync();
      await within(struck, 5_000);
    }).toPass({ timeout: 60_000 });
    await background.kill();
  }
  await expect(async () => {
    await background.sync();
    expect((await eventsOf(page))[0]?.state).toBe('done');
  }).toPass({ timeout: 60_000 });
  await endsDoneOnce(page);
  await phone.page.goto(`${line.address}/watch`);
  await expect(phone.page.getByRole('heading', { name: 'Hallway is ready to watch.' })).toBeVisible();
  await expect(phone.page.getByText(/\d waiting/)).toBeHidden();
  await line.stop();
});

test('a newer version waits while the camera records, and watching goes on with it once it is taken', async ({
  server,
  openPhone,
  page,
}) => {
  const line = await lineTo(server);
  const phone = await openPhone(footage);
  await phone.page.context().grantPermissions(['camera', 'microphone']);
  await pair(phone, line.address);
  await signIn(page, server.address);
  await setTimes(page, times);
  await workerIsReady(phone.page);
  await phone.startWatching();
  // A page that was loaded anew would have lost this.
  await phone.page.evaluate(() => Object.assign(window, { sameVisit: true }));
  await newerVersion(line.state, phone.page);
  await expect(phone.page.getByRole('heading', { name: 'Recording' })).toBeVisible({ timeout: 60_000 });
  expect(await phone.page.evaluate(() => 'sameVisit' in window)).toBe(true);
  await phone.page.getByRole('button', { name: 'Use it now' }).click();
  await expect.poll(() => sameVisit(phone.page), { timeout: 60_000 }).toBe(false);
  await expect(phone.page.getByRole('button', { name: 'Stop watching' })).toBeVisible();
  await expect(phone.page.getByRole('button', { name: 'Use it now' })).toBeHidden();
  // The event is known by its preview before its clip has come.
  await expect
    .poll(async () => (await eventsOf(page)).at(-1)?.clip?.postSeconds ?? 0, { timeout: 60_000 })
    .toBeGreaterThan(4.5);
  await line.stop();
});

test('a newer version comes by itself at the next start', async ({ server, openPhone }) => {
  const line = await lineTo(server);
  const phone = await openPhone({ seconds: 10 });
  await pair(phone, line.address);
  await workerIsReady(phone.page);
  await newerVersion(line.state, phone.page);
  await expect(phone.page.getByRole('button', { name: 'Use it now' })).toBeVisible();
  await phone.page.goto('about:blank');
  await phone.page.goto(`${line.address}/watch`);
  await expect(phone.page.getByRole('heading', { name: 'Hallway is ready to watch.' })).toBeVisible();
  expect(await phone.page.evaluate(async () => (await navigator.serviceWorker.ready).waiting)).toBeNull();
  await expect(phone.page.getByRole('button', { name: 'Use it now' })).toBeHidden();
  await line.stop();
});

async function pair(phone: Phone, address: string): Promise<void> {
  await signUp(phone.page, address);
  await becomeCamera(phone.page, 'Hallway');
}

async function workerIsReady(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

async function newerVersion(state: { newer: boolean }, page: Page): Promise<void> {
  state.newer = true;
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
}

/** While a page is being loaded, nothing can be asked of it. */
async function sameVisit(page: Page): Promise<boolean> {
  try {
    return await page.evaluate(() => 'sameVisit' in window);
  } catch {
    return true;
  }
}

async function within(happening: Promise<void>, milliseconds: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('It has not happened.')), milliseconds);
  });
  await Promise.race([happening, late]).finally(() => clearTimeout(timer));
}

async function endsDoneOnce(page: Page): Promise<void> {
  const states = async () => (await eventsOf(page)).map(({ state, analysis }) => `${state}, ${analysis.status}`);
  await expect.poll(states, { timeout: 90_000 }).toEqual(['done, done']);
}
