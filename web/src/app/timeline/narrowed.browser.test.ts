import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aDevice, anEvent, findings, idOf, minutesBefore, owner } from '../../../testing/app/builders';
import { Household } from '../../../testing/app/household';
import { openApp, type OpenApp } from '../../../testing/app/open-app';
import { scrollCounter } from '../../../testing/app/scroll-through';
import type { NightjarEvent } from '../../api/shapes';

let app: OpenApp | undefined;
const now = new Date();

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1440, 900);
});
afterEach(async () => {
  await app?.close();
  app = undefined;
});

function people(count: number): NightjarEvent[] {
  return Array.from({ length: count }, (_, index) => anEvent(300 - index, minutesBefore(now, 5 + 30 * index)));
}

/** A dog, older than all people of a first page. */
function dog(number: number, more: Partial<NightjarEvent> = {}): NightjarEvent {
  const labels = [{ name: 'dog', confidence: 0.9, count: 1, firstSeenSeconds: 1 }];
  const seen = findings(`Dog ${number} ran past.`, { labels });
  return anEvent(number, minutesBefore(now, 9_000 - number), { findings: seen, ...more });
}

function home(events: NightjarEvent[]): Household {
  return new Household({ me: owner, devices: [aDevice(1, 'Hallway')], events });
}

const link = (name: string) => page.getByRole('link', { name });

test('a narrowed list goes on where a page brings only what is there already', async () => {
  app = await openApp({ household: home(people(120)), path: '/?label=person' });
  await expect.poll(scrollCounter(), { timeout: 8_000 }).toBe(120);
});

test('an old event that is deleted elsewhere leaves the narrowed list', async () => {
  const household = home([...people(60), dog(1)]);
  app = await openApp({ household, path: '/?label=dog' });
  await expect.element(link('Dog 1 ran past.')).toBeVisible();
  household.events = household.events.filter(({ id }) => id !== idOf('event', 1));
  household.tell('event', idOf('event', 1));
  await expect.poll(() => link('Dog 1 ran past.').elements().length, { timeout: 5_000 }).toBe(0);
});

test('an old event that changes does so in the narrowed list', async () => {
  const household = home([...people(60), dog(1)]);
  app = await openApp({ household, path: '/?label=dog' });
  await expect.element(link('Dog 1 ran past.')).toBeVisible();
  const labels = [{ name: 'dog', confidence: 0.9, count: 1, firstSeenSeconds: 1 }];
  household.put(dog(1, { change: 900, findings: findings('A wolf, after all.', { labels }) }));
  await expect.element(link('A wolf, after all.'), { timeout: 5_000 }).toBeVisible();
});

test('r reviews an old event of a narrowed list, and pressed again takes that back', async () => {
  const household = home([...people(60), dog(1)]);
  app = await openApp({ household, path: '/?label=dog' });
  await expect.element(link('Dog 1 ran past.')).toBeVisible();
  await userEvent.keyboard('j');
  await expect.poll(() => location.search).toContain(idOf('event', 1));
  await userEvent.keyboard('r');
  await expect.poll(() => document.querySelector('li.is-new'), { timeout: 5_000 }).toBeNull();
  await userEvent.keyboard('r');
  await expect.poll(() => household.asked, { timeout: 5_000 }).toContain(`DELETE /events/${idOf('event', 1)}/reviewed`);
});

test('what was dismissed does not hide that more is new than was fetched', async () => {
  const events = people(60).map((event, index) => (index === 3 ? { ...event, state: 'dismissed' as const } : event));
  app = await openApp({ household: home(events) });
  await expect.element(page.getByText('59 events', { exact: true }), { timeout: 5_000 }).toBeVisible();
});

test('j goes on from an event that was reviewed and so left the list of what is new', async () => {
  const household = home(
    [dog(4), dog(3), dog(2), dog(1)].map((event, index) => ({ ...event, at: minutesBefore(now, 10 + 30 * index) })),
  );
  app = await openApp({ household, path: '/?new=1' });
  await expect.element(link('Dog 4 ran past.')).toBeVisible();
  await userEvent.keyboard('j');
  await expect.poll(() => location.search).toContain(idOf('event', 4));
  await userEvent.keyboard('j');
  await expect.poll(() => location.search).toContain(idOf('event', 3));
  await userEvent.keyboard('r');
  await expect.poll(() => document.querySelector(`[data-event="${idOf('event', 3)}"]`)).toBeNull();
  await userEvent.keyboard('j');
  await expect.poll(() => location.search, { timeout: 5_000 }).toContain(idOf('event', 2));
});

test('what a camera saw in one stretch of watching is shown alone, and then all of the camera', async () => {
  const household = home([dog(3), dog(2, { sessionId: idOf('session', 7) }), dog(1)]);
  app = await openApp({ household, path: `/?camera=${idOf('device', 1)}&session=${idOf('session', 7)}` });
  await expect.element(link('Dog 2 ran past.')).toBeVisible();
  await expect.element(link('Dog 3 ran past.')).not.toBeInTheDocument();
  await page.getByRole('link', { name: 'All of it' }).click();
  await expect.element(link('Dog 3 ran past.')).toBeVisible();
  await page.getByRole('link', { name: 'All cameras' }).click();
  await expect.poll(() => location.search).toBe('');
});

test('the keys of the list are told', async () => {
  app = await openApp({ household: home([dog(1)]) });
  await expect.element(link('Dog 1 ran past.')).toBeVisible();
  await userEvent.keyboard('?');
  await expect.element(page.getByRole('dialog', { name: 'Keys' })).toHaveTextContent('Older event, newer event');
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
});
