import { expect } from '@playwright/test';
import { test } from './support/household.ts';
import { becomeCamera, eventsOf, setTimes, signIn, signUp } from './support/people.ts';

const times = { preSeconds: 5, postSeconds: 5, cooldownSeconds: 60 };

test('a light is switched: no clip is sent, until somebody asks for it', async ({ server, openPhone, page }) => {
  const phone = await openPhone({ seconds: 120, lightFrom: 10 });
  await signUp(phone.page, server.address);
  await becomeCamera(phone.page, 'Hallway');
  await signIn(page, server.address);
  await setTimes(page, times);
  await phone.startWatching();
  const states = async () => (await eventsOf(page)).map(({ state }) => state);
  await expect.poll(states, { timeout: 60_000 }).toEqual(['dismissed']);
  const [doubt] = await eventsOf(page);
  expect(doubt?.clip).toBeUndefined();

  await page.goto(`${server.address}/events/${doubt?.id}`);
  await page.getByRole('button', { name: 'Send the clip after all' }).click();
  await expect.poll(states, { timeout: 90_000 }).toEqual(['done']);
  await expect(page.locator('video')).toBeVisible();
  expect((await eventsOf(page))[0]).toMatchObject({ state: 'done', analysis: { status: 'done' } });
});
