import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { button, cameraIdentity, heading } from '../../../testing/app/camera-page';
import { Household } from '../../../testing/app/household';
import { openApp, type OpenApp } from '../../../testing/app/open-app';
import type { Heartbeat } from '../../api/shapes';

// The browser's own camera, which shows a drawn video, is watched as on a phone.
let app: OpenApp | undefined;
let household: Household;

beforeEach(async () => {
  await page.viewport(390, 844);
  localStorage.clear();
  household = new Household();
});
afterEach(async () => {
  await app?.close();
  app = undefined;
});

/** A camera takes its time to open. */
const patient = { timeout: 30_000 };

const open = async (outboxName?: string) => {
  app = await openApp({ household, camera: cameraIdentity, path: '/watch', ...(outboxName && { outboxName }) });
};
const health = () =>
  household.said.flatMap(({ key, body }) => (key.endsWith('/heartbeat') ? [(body as Heartbeat).health] : [])).at(-1);

test('a real camera is watched and says what it gives', async () => {
  await open();
  await button('Start watching').click();
  await expect.element(heading(/Watching|moved|Record/)).toBeVisible();
  await expect.poll(() => document.querySelector('video')?.videoWidth, patient).toBeGreaterThan(0);
  const { videoWidth = 0, videoHeight = 0 } = document.querySelector('video') ?? {};
  await button('Camera settings').click();
  const sheet = page.getByRole('dialog', { name: 'Camera settings' });
  await expect.element(sheet).toHaveTextContent(`${videoWidth} × ${videoHeight}`);
  await expect.element(sheet).toHaveTextContent(/H\.264|VP8|VP9/);
  await expect.element(sheet).toHaveTextContent(/every \d\.\d s, as measured/);
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => health()?.width, patient).toBe(videoWidth);
  expect(health()?.source).toMatch(/recorder|codecs/);
});

test('a real camera watches again by itself when its page is opened again', async () => {
  await open();
  await button('Start watching').click();
  await expect.element(heading(/Watching|moved|Record/)).toBeVisible();
  const name = app?.outbox.lockName;
  await app?.close();
  await open(name);
  await expect.element(heading(/Watching|moved|Record/)).toBeVisible();
  await expect.poll(() => household.asked.filter((key) => key.startsWith('PUT /sessions/')).length, patient).toBe(2);
});
