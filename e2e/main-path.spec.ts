import { expect, type Page } from '@playwright/test';
import { test } from './support/household.ts';
import { becomeCamera, eventsOf, sessionsOf, setTimes, signIn, signUp } from './support/people.ts';

const walk = { from: 10, to: 14 };
// Extension off: the clip's length is then known.
const times = { preSeconds: 5, postSeconds: 5, cooldownSeconds: 10, extension: false };

test('something moves before a phone, and another device tells it, and plays it', async ({
  server,
  openPhone,
  page,
}) => {
  const phone = await openPhone({ seconds: 60, walk });
  await signUp(phone.page, server.address);
  await becomeCamera(phone.page, 'Hallway');
  await signIn(page, server.address);
  await setTimes(page, times);
  await expect(page.getByText('Hallway').first()).toBeVisible();
  // A page that was loaded anew would have lost this: what follows comes by itself.
  await page.evaluate(() => Object.assign(window, { sameVisit: true }));

  await phone.startWatching();
  const card = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('time') });
  await expect(card).toHaveCount(1, { timeout: 60_000 });
  await expect.poll(async () => (await eventsOf(page))[0]?.state, { timeout: 60_000 }).toBe('done');
  await expect(card.locator('img')).toBeVisible();
  await expect(card.getByText('Being looked at')).toBeHidden();
  await phone.stopWatching();
  expect(await page.evaluate(() => 'sameVisit' in window)).toBe(true);

  const [event] = await eventsOf(page);
  expect(event).toMatchObject({ state: 'done', poster: true, analysis: { status: 'done' } });
  expect(event?.clip?.preSeconds).toBeGreaterThanOrEqual(5);
  expect(event?.clip?.preSeconds).toBeLessThanOrEqual(6.2);
  expect(Math.abs((event?.clip?.postSeconds ?? 0) - 5)).toBeLessThanOrEqual(0.5);
  await card.getByRole('link').click();
  await playsAndSeeks(page, event?.clip?.preSeconds ?? 0);
});

test('nothing moves, and nothing is told', async ({ server, openPhone, page }) => {
  const phone = await openPhone({ seconds: 30 });
  await signUp(phone.page, server.address);
  await becomeCamera(phone.page, 'Hallway');
  await signIn(page, server.address);
  await phone.startWatching();
  const watched = () => phone.page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);
  await expect.poll(watched, { timeout: 60_000 }).toBeGreaterThan(25);
  await phone.stopWatching();
  await expect.poll(async () => (await sessionsOf(page))[0]?.endedAt).toBeTruthy();
  expect(await eventsOf(page)).toEqual([]);
  await expect(page.getByRole('heading', { name: 'Nothing has happened yet.' })).toBeVisible();
});

/** The figure is in the picture after the trigger, and not at the start: the clip shows what came before. */
async function playsAndSeeks(page: Page, preSeconds: number): Promise<void> {
  const video = page.locator('video');
  await expect.poll(() => video.evaluate((clip: HTMLVideoElement) => clip.readyState)).toBeGreaterThanOrEqual(1);
  await page.getByRole('button', { name: 'Play the clip' }).click();
  const time = () => video.evaluate((clip: HTMLVideoElement) => clip.currentTime);
  await expect.poll(time).toBeGreaterThan(0.5);
  await page.getByRole('button', { name: 'Pause the clip' }).click();
  expect(await darkShareAt(page, 0.2)).toBeLessThan(0.01);
  expect(await darkShareAt(page, preSeconds + 1)).toBeGreaterThan(0.02);
  const slider = page.getByRole('slider', { name: 'Position in the clip' });
  await slider.press('Home');
  await expect.poll(time).toBeLessThan(0.1);
  await slider.press('End');
  await expect.poll(time).toBeGreaterThan(preSeconds + 4);
}

/** Seeks to a second of the clip. @returns the share of its picture that is as dark as the figure */
function darkShareAt(page: Page, seconds: number): Promise<number> {
  return page.locator('video').evaluate(async (clip: HTMLVideoElement, to) => {
    const seeked = new Promise((resolve) => clip.addEventListener('seeked', resolve, { once: true }));
    clip.currentTime = to;
    await seeked;
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
    const context = canvas.getContext('2d');
    if (!context) throw new Error('There is no canvas.');
    context.drawImage(clip, 0, 0, 320, 180);
    const { data } = context.getImageData(0, 0, 320, 180);
    let dark = 0;
    for (let i = 0; i < data.length; i += 4) if ((data[i] ?? 255) + (data[i + 1] ?? 255) < 120) dark += 1;
    return dark / (320 * 180);
  }, seconds);
}
