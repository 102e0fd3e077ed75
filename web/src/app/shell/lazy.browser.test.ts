import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { page } from 'vitest/browser';
import { button, cameraIdentity, heading } from '../../../testing/app/camera-page';
import { Household } from '../../../testing/app/household';
import { openApp, type OpenApp } from '../../../testing/app/open-app';
import { story } from '../../../testing/screens/story';
import { camerasPage, partsOfMonitor, settingsSheet } from '../screens';

let app: OpenApp | undefined;

beforeEach(async () => {
  await page.viewport(390, 844);
  localStorage.clear();
});
afterEach(async () => {
  await app?.close();
  app = undefined;
});

/** As after an update, when the file of a part is there no more; until the test is finished. */
function takeAway(part: { load: () => Promise<unknown>; now: unknown }): void {
  const { load, now } = part;
  part.now = undefined;
  part.load = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
  onTestFinished(() => void Object.assign(part, { load, now }));
}

/** Whether the page was to be loaded again; it stays. */
function watchTaking(): { readonly taken: boolean } {
  const { update } = app!;
  const seen = { taken: false };
  update.take = () => {
    seen.taken = true;
    return Promise.resolve();
  };
  return seen;
}

test('a screen that cannot be loaded says so, and the page can be loaded again', async () => {
  takeAway(camerasPage);
  app = await openApp({ path: '/cameras', household: story(new Date()) });
  const seen = watchTaking();
  await expect.element(heading('A part of this page could not be loaded.')).toBeVisible();
  await button('Load the page again').click();
  expect(seen.taken).toBe(true);
});

test('a sheet that cannot be loaded is closed, and the camera goes on', async () => {
  takeAway(settingsSheet);
  app = await openApp({ path: '/watch', household: new Household(), camera: cameraIdentity });
  await button('Camera settings').click();
  await expect.element(heading('A part of this page could not be loaded.')).toBeVisible();
  await button('Close').click();
  await expect.element(button('Start watching')).toBeVisible();
});

test('what a person opens next is loaded ahead, so that it needs no connection then', async () => {
  app = await openApp({ path: '/', household: story(new Date()) });
  await expect.poll(() => partsOfMonitor.every(({ now }) => now !== undefined), { timeout: 30_000 }).toBe(true);
});
