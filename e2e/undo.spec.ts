import { expect } from '@playwright/test';
import { cardOf, eventsOf } from './support/people.ts';
import { test } from './support/room.ts';

test('a deleted event is out of sight at once, comes back by undo, and is gone for everyone without', async ({
  room,
  page,
  browser,
}) => {
  const other = await browser.newPage();
  await room.enter(other);
  await room.enter(page);
  const event = await room.nextEvent(page);
  const ids = async () => (await eventsOf(other)).map(({ id }) => id);
  const remove = async () => {
    await page.goto(`${room.server.address}/events/${event.id}`);
    await page.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('Event deleted, for everyone here.')).toBeVisible();
    await expect(cardOf(page, event)).toHaveCount(0);
  };
  await remove();
  expect(await ids()).toContain(event.id);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(cardOf(page, event)).toBeVisible();
  await expect(page.getByText('Event deleted, for everyone here.')).toBeHidden();

  await remove();
  await expect(cardOf(other, event)).toBeVisible();
  await expect.poll(ids).not.toContain(event.id);
  await expect(cardOf(other, event)).toHaveCount(0);
  // Who leaves before the moment is over has deleted it all the same.
  const next = await room.nextEvent(page);
  await page.goto(`${room.server.address}/events/${next.id}`);
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Event deleted, for everyone here.')).toBeVisible();
  await page.goto('about:blank');
  await expect.poll(ids).not.toContain(next.id);
  await other.close();
});
