import { expect } from '@playwright/test';
import { eventsOf } from './support/people.ts';
import { test } from './support/room.ts';

test('a camera that falls silent is told, and so is that it sees again, and for how long it did not', async ({
  room,
  page,
}) => {
  test.setTimeout(400_000);
  const { phone } = room;
  await room.enter(page);
  const silent = () => room.told.filter(({ texts }) => texts[0]?.includes('has been silent since'));
  // It has spoken, and then speaks no more.
  await room.nextEvent(page);
  await phone.page.context().setOffline(true);
  // A camera is silent when it has not spoken for 90 seconds.
  await expect.poll(() => silent().length, { timeout: 150_000 }).toBe(1);
  await expect(page.getByText(/Hallway has been silent for/).first()).toBeVisible();

  await phone.page.context().setOffline(false);
  const last = () => silent()[0]?.texts.at(-1);
  await expect.poll(last, { timeout: 60_000 }).toMatch(/Hallway sees again\. It was silent for \d+ minutes?, /);
  expect(silent().length).toBe(1);
  // Nothing is missing in the end: it watched all the while, and what it kept arrives.
  await expect(page.getByText(/Hallway has been silent for/)).toHaveCount(0);
  await expect(phone.page.getByText(/\d waiting/)).toBeHidden({ timeout: 60_000 });
  const unfinished = async () => (await eventsOf(page)).filter(({ analysis }) => analysis.status !== 'done').length;
  await expect.poll(unfinished, { timeout: 90_000 }).toBe(0);
});
