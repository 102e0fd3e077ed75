import { expect, type Page } from '@playwright/test';
import { test } from './support/household.ts';
import { becomeCamera, eventsOf, setTimes, signIn, signUp } from './support/people.ts';

const walk = { from: 10, to: 14 };
const times = { preSeconds: 5, postSeconds: 5, cooldownSeconds: 60, extension: false };

test.use({ clipsIn: 'azurite' });

test('a clip goes from a phone to Azure, and another device plays it from there', async ({
  server,
  azurite,
  openPhone,
  page,
}) => {
  const store = new URL(azurite?.endpoint ?? '').origin;
  const phone = await openPhone({ seconds: 60, walk });
  const sent = answersOf(phone.page, store, 'PUT');
  await signUp(phone.page, server.address);
  await becomeCamera(phone.page, 'Hallway');
  await signIn(page, server.address);
  await setTimes(page, times);
  await phone.startWatching();
  const arrives = { message: 'the clip gets to the store and is looked at', timeout: 90_000 };
  await expect.poll(async () => (await eventsOf(page))[0]?.state, arrives).toBe('done');
  await phone.stopWatching();
  expect(sent, 'the phone sends the clip to the store itself').toEqual([201]);

  const [event] = await eventsOf(page);
  expect(await partOf(page, event?.id ?? ''), 'the store lets the page read a part').toEqual({
    status: 206,
    origin: store,
    bytes: 100,
  });
  const played = answersOf(page, store, 'GET');
  await page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('time') })
    .getByRole('link')
    .click();
  await playsAndSeeks(page, event?.clip?.preSeconds ?? 0);
  expect(played, 'the player asks the store for parts').toContain(206);
});

/** The status of every answer of the store to a page from now on. */
function answersOf(page: Page, store: string, method: string): number[] {
  const answers: number[] = [];
  page.on('response', (response) => {
    const isFromThere = new URL(response.url()).origin === store;
    if (isFromThere && response.request().method() === method) answers.push(response.status());
  });
  return answers;
}

/** Reads a part of a clip by a script of the page, which follows the address that the server gives. */
function partOf(page: Page, event: string): Promise<{ status: number; origin: string; bytes: number }> {
  return page.evaluate(async (address) => {
    const answer = await fetch(address, { headers: { Range: 'bytes=100-199' } });
    const { byteLength: bytes } = await answer.arrayBuffer();
    return { status: answer.status, origin: new URL(answer.url).origin, bytes };
  }, `/api/v1/events/${event}/clip`);
}

/** The figure is in the picture after the trigger, and not at the start. */
async function playsAndSeeks(page: Page, preSeconds: number): Promise<void> {
  const video = page.locator('video');
  await expect.poll(() => video.evaluate((clip: HTMLVideoElement) => clip.readyState)).toBeGreaterThanOrEqual(1);
  await page.getByRole('button', { name: 'Play the clip' }).click();
  await expect.poll(() => video.evaluate((clip: HTMLVideoElement) => clip.currentTime)).toBeGreaterThan(0.5);
  await page.getByRole('button', { name: 'Pause the clip' }).click();
  const empty = await darkShareAt(page, 0.2);
  expect(await darkShareAt(page, preSeconds + 1)).toBeGreaterThan(empty + 0.02);
}

/**
 * Seeks to a second of the clip. Scripts may not read the pixels of a video from elsewhere, so this looks at the screen.
 * @returns the share of the picture that is as dark as the figure
 */
async function darkShareAt(page: Page, seconds: number): Promise<number> {
  const video = page.locator('video');
  await video.evaluate(async (clip: HTMLVideoElement, to) => {
    const seeked = new Promise((resolve) => clip.addEventListener('seeked', resolve, { once: true }));
    clip.currentTime = to;
    await seeked;
  }, seconds);
  const picture = (await video.screenshot()).toString('base64');
  return page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('There is no canvas.');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let dark = 0;
    for (let i = 0; i < data.length; i += 4) if ((data[i] ?? 255) + (data[i + 1] ?? 255) < 120) dark += 1;
    return dark / (bitmap.width * bitmap.height);
  }, picture);
}
