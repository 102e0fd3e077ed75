import { expect, type Page } from '@playwright/test';
import type { Phone } from '../tools/demo/phone.mjs';
import { test } from './support/household.ts';
import { becomeCamera, eventsOf, setTimes, signIn, signUp } from './support/people.ts';
import type { Server } from './support/server.ts';

const footage = { seconds: 60, walk: { from: 8, to: 12 } };
const times = { preSeconds: 5, postSeconds: 5, cooldownSeconds: 60 };

test('the server is killed in the middle of an upload', async ({ server, openPhone, page }) => {
  const phone = await openPhone(footage);
  await pair(server, phone, page);
  const widen = await narrowLine(phone, 20_000);
  await phone.startWatching();
  await expect(phone.page.getByText(/\b[1-9]\d? % there/)).toBeVisible({ timeout: 60_000 });
  await server.kill();
  await widen();
  await server.startAgain();
  await endsDoneOnce(page, phone);
});

test('the server is killed in the middle of an analysis', async ({ server, openPhone, page }) => {
  const phone = await openPhone(footage);
  await pair(server, phone, page);
  await phone.startWatching();
  await expect.poll(() => server.isRunning('ffmpeg'), { timeout: 90_000, intervals: [5] }).toBe(true);
  await server.kill();
  await server.startAgain();
  await endsDoneOnce(page, phone);
});

test('the phone has no network when something moves', async ({ server, openPhone, page }) => {
  const phone = await openPhone(footage);
  await pair(server, phone, page);
  await phone.startWatching();
  await phone.page.context().setOffline(true);
  await expect(phone.page.getByText('1 waiting')).toBeVisible({ timeout: 60_000 });
  expect(await eventsOf(page)).toEqual([]);
  await phone.page.context().setOffline(false);
  await endsDoneOnce(page, phone);
});

test('the page of the phone ends in the middle of an upload, and is opened again', async ({
  server,
  openPhone,
  page,
}) => {
  const phone = await openPhone(footage);
  await pair(server, phone, page);
  const widen = await narrowLine(phone, 20_000);
  await phone.startWatching();
  await expect(phone.page.getByText(/\b[1-9]\d? % there/)).toBeVisible({ timeout: 60_000 });
  await phone.page.goto('about:blank');
  await widen();
  await phone.page.goto(`${server.address}/watch`);
  // It watches again by itself; stopped before something moves once more, so that there is one event.
  await phone.stopWatching();
  await endsDoneOnce(page, phone);
});

async function pair(server: Server, phone: Phone, page: Page): Promise<void> {
  await signUp(phone.page, server.address);
  await becomeCamera(phone.page, 'Hallway');
  await signIn(page, server.address);
  await setTimes(page, times);
}

/** Lets the phone send so many bytes a second. @returns makes the line as wide as before */
async function narrowLine(phone: Phone, uploadThroughput: number): Promise<() => Promise<void>> {
  const session = await phone.page.context().newCDPSession(phone.page);
  const line = { offline: false, latency: 0, downloadThroughput: -1 };
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { ...line, uploadThroughput });
  return async () => {
    await session.send('Network.emulateNetworkConditions', { ...line, uploadThroughput: -1 });
  };
}

/** The page that was open all the time comes to show the event as done, the server has it once, the phone no more. */
async function endsDoneOnce(page: Page, phone: Phone): Promise<void> {
  const states = async () => (await eventsOf(page)).map(({ state, analysis }) => `${state}, ${analysis.status}`);
  await expect.poll(states, { timeout: 90_000 }).toEqual(['done, done']);
  const card = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('time') });
  await expect(card).toHaveCount(1);
  await expect(card.locator('img')).toBeVisible();
  await expect(card.getByText(/Sending|Being looked at/)).toBeHidden();
  await expect(phone.page.getByText(/\d waiting/)).toBeHidden();
}
