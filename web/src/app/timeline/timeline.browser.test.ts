import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aDevice, anEvent, findings, idOf, minutesBefore, owner } from '../../../testing/app/builders';
import { Household, problem } from '../../../testing/app/household';
import { openApp, type OpenApp } from '../../../testing/app/open-app';
import { scrollCounter } from '../../../testing/app/scroll-through';

let app: OpenApp | undefined;
const now = new Date();

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(390, 844);
});
afterEach(async () => {
  await app?.close();
  app = undefined;
});

function home(events = [anEvent(1, minutesBefore(now, 90))]): Household {
  return new Household({ me: owner, devices: [aDevice(1, 'Hallway')], events });
}

function uploading(number: number) {
  const event = { ...anEvent(number, minutesBefore(now, 1), { state: 'uploading', poster: false }), change: 1 };
  delete event.findings;
  return { ...event, analysis: { status: 'none' as const } };
}

const card = (text: RegExp) => page.getByRole('listitem').filter({ hasText: text });

test('a card goes from uploading to done while it is looked at', async () => {
  const household = home();
  app = await openApp({ household });
  await expect.element(page.getByRole('heading', { name: 'Hallway saw a person.' })).toBeVisible();

  household.put(uploading(2));
  await expect.element(card(/The clip is on its way/)).toHaveTextContent('Sending');

  household.put({ ...uploading(2), state: 'processing', analysis: { status: 'pending' }, change: 2 });
  await expect.element(page.getByText('Being looked at')).toBeVisible();

  household.put({ ...anEvent(2, minutesBefore(now, 1)), findings: findings('A dog crossed the floor.'), change: 3 });
  await expect.element(card(/A dog crossed the floor/)).toHaveTextContent('Person');
  await expect.element(page.getByText('Being looked at')).not.toBeInTheDocument();
});

test('an event that is deleted elsewhere leaves the list', async () => {
  const household = home();
  app = await openApp({ household });
  await expect.element(card(/for about nine seconds/)).toBeVisible();
  household.events = [];
  household.tell('event', idOf('event', 1));
  await expect.element(page.getByRole('heading', { name: 'Nothing has happened yet.' })).toBeVisible();
});

test('older events come when the end of the list is near', async () => {
  const events = Array.from({ length: 120 }, (_, index) => anEvent(200 - index, minutesBefore(now, 30 * index)));
  app = await openApp({ household: home(events) });
  await expect.element(page.getByText('More came before')).toBeInTheDocument();
  await expect.poll(scrollCounter(), { timeout: 8_000 }).toBe(120);
  expect(document.querySelectorAll('li.event').length).toBeLessThan(40);
  await expect.element(page.getByText('More came before')).not.toBeInTheDocument();
});

test('going back from an event finds the place that was left', async () => {
  const events = Array.from({ length: 120 }, (_, index) => anEvent(200 - index, minutesBefore(now, 30 * index)));
  app = await openApp({ household: home(events) });
  const scroll = scrollCounter();
  await expect.poll(scroll, { timeout: 8_000 }).toBeGreaterThan(70);
  const card = () =>
    [...document.querySelectorAll<HTMLElement>('li.event')].find((event) => event.getBoundingClientRect().top > 200);
  await expect.poll(() => card()?.dataset['event']).toBeTruthy();
  const left = card();
  const [id, top] = [left?.dataset['event'], left?.getBoundingClientRect().top ?? 0];
  left?.querySelector<HTMLElement>('.sentence a')?.click();
  await expect.poll(() => location.pathname).toBe(`/events/${id}`);
  history.back();
  await expect
    .poll(() => document.querySelector(`[data-event="${id}"]`)?.getBoundingClientRect().top ?? 0)
    .toBeCloseTo(top, -1);
});

test('what came while somebody reads further below moves nothing', async () => {
  const household = home(
    Array.from({ length: 40 }, (_, index) => anEvent(100 - index, minutesBefore(now, 30 + 30 * index))),
  );
  app = await openApp({ household });
  await expect.poll(scrollCounter(), { timeout: 8_000 }).toBeGreaterThan(30);
  const card = [...document.querySelectorAll<HTMLElement>('li.event')].find(
    (event) => event.getBoundingClientRect().top > 200,
  );
  await expect.poll(() => card?.checkVisibility({ visibilityProperty: true })).toBe(true);
  const top = card?.getBoundingClientRect().top ?? 0;
  const height = document.body.scrollHeight;
  household.put({ ...uploading(201), at: now.toISOString() });
  await expect.poll(() => document.body.scrollHeight).toBeGreaterThan(height + 20);
  expect(card?.getBoundingClientRect().top).toBeCloseTo(top, -1);
});

test('the drawing of a day tells also of what was not fetched yet, as the list is narrowed', async () => {
  const noon = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1, 12);
  const yesterday = (number: number, minutes: number) =>
    anEvent(number, minutesBefore(noon, minutes), number % 2 ? { deviceId: idOf('device', 2) } : {});
  const household = home(Array.from({ length: 120 }, (_, index) => yesterday(200 - index, 3 * index)));
  household.devices.push(aDevice(2, 'Street'));
  app = await openApp({ household });
  // six hours, of which less than three were fetched
  const drawing = (words: RegExp) => page.getByRole('img', { name: words });
  await expect
    .element(drawing(/^Yesterday by hour: 19 events at 6, 20 events at 7, .* 1 event at 12\.$/))
    .toBeVisible();
  await app.close();
  app = await openApp({ household, path: `/?camera=${idOf('device', 2)}` });
  await expect.element(drawing(/by hour: 10 events at 6, 10 events at 7/)).toBeVisible();
});

test('what was marked as seen is new no more, also after a reload', async () => {
  const household = home();
  app = await openApp({ household });
  await page.getByRole('button', { name: 'Mark all as seen' }).first().click();
  await expect.element(page.getByRole('heading', { name: /Nothing new/ })).toBeVisible();
  await app.close();
  app = await openApp({ household });
  await expect.element(page.getByRole('heading', { name: /Nothing new/ })).toBeVisible();
});

test('that all was marked as seen can be taken back, and more is new than was fetched', async () => {
  const household = home(Array.from({ length: 60 }, (_, index) => anEvent(100 - index, minutesBefore(now, 5 + index))));
  app = await openApp({ household });
  await expect.element(page.getByText('60 events', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Mark all as seen' }).first().click();
  await expect.element(page.getByRole('heading', { name: /Nothing new/ })).toBeVisible();
  await page.getByRole('button', { name: 'Not seen after all' }).first().click();
  await expect.element(page.getByText('60 events', { exact: true })).toBeVisible();
  expect(household.lookedAt).toBeUndefined();
});

test('a timeline that cannot be fetched says so and tries again', async () => {
  const household = home();
  household.staysDown = true;
  household.refusals.set('GET /events', problem(503, 'unavailable', 'The database is starting. Wait a moment.'));
  app = await openApp({ household });
  await expect.element(page.getByRole('alert')).toHaveTextContent('The database is starting. Wait a moment.');
  household.refusals.clear();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.element(page.getByText('A person, for about nine seconds.')).toBeVisible();
});

test('a failed analysis says so and starts again', async () => {
  const failed = { ...uploading(2), state: 'failed' as const, analysis: { status: 'failed' as const } };
  app = await openApp({ household: home([failed]) });
  await expect.element(card(/The clip is here to play/)).toHaveTextContent('Not analysed');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.element(page.getByText('Being looked at')).toBeVisible();
});

test('the event page tells what was observed, and deletes for everyone unless that is undone', async () => {
  const seen = findings('A person came in.', { observations: [{ atSeconds: 8, text: 'A person enters.' }] });
  const household = home([anEvent(1, minutesBefore(now, 90), { findings: seen })]);
  app = await openApp({ household });
  await page.getByRole('link', { name: 'A person came in.' }).click();
  await expect.element(page.getByRole('heading', { level: 1, name: 'A person came in.' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Go to 0:08' })).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'Told 18.1 s after it moved' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect.element(page.getByRole('heading', { name: 'Nothing has happened yet.' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.element(page.getByRole('link', { name: 'A person came in.' })).toBeVisible();
  expect(household.asked).not.toContain(`DELETE /events/${idOf('event', 1)}`);
});

test('who only looks on can delete nothing', async () => {
  const household = home();
  household.me = { ...owner, role: 'monitor' };
  app = await openApp({ household, path: `/events/${idOf('event', 1)}` });
  await expect.element(page.getByRole('link', { name: 'Download' })).toBeVisible();
  expect(page.getByRole('button', { name: 'Delete' }).elements()).toHaveLength(0);
});

test('j and k go through the events by keyboard', async () => {
  const events = [
    anEvent(2, minutesBefore(now, 5), { findings: findings('The newer.') }),
    anEvent(1, minutesBefore(now, 50)),
  ];
  app = await openApp({ household: home(events), path: `/events/${idOf('event', 2)}` });
  await expect.element(page.getByRole('heading', { level: 1, name: 'The newer.' })).toBeVisible();
  await userEvent.keyboard('j');
  await expect.element(page.getByRole('heading', { level: 1, name: /for about nine seconds/ })).toBeVisible();
  await userEvent.keyboard('k');
  await expect.element(page.getByRole('heading', { level: 1, name: 'The newer.' })).toBeVisible();
});

test('an event that is gone says so', async () => {
  app = await openApp({ household: home(), path: `/events/${idOf('event', 77)}` });
  await expect.element(page.getByRole('heading', { name: 'This event is gone.' })).toBeVisible();
});

test('on a desk the chosen event stands beside the list', async () => {
  await page.viewport(1440, 900);
  const events = [
    anEvent(2, minutesBefore(now, 5), { findings: findings('The newer.') }),
    anEvent(1, minutesBefore(now, 50)),
  ];
  app = await openApp({ household: home(events) });
  const inspector = page.getByRole('complementary', { name: 'The event you chose' });
  await expect.element(inspector.getByRole('heading', { name: 'The newer.' })).toBeVisible();
  await page.getByRole('link', { name: 'A person, for about nine seconds.' }).click();
  await expect.element(inspector.getByRole('heading', { name: /for about nine seconds/ })).toBeVisible();
  expect(location.search).toBe(`?event=${idOf('event', 1)}`);
});

test('what an event shows is told before its clip comes', async () => {
  const verdict = {
    decision: 'clip',
    reason: 'seen',
    labels: [{ name: 'person', confidence: 0.8, count: 1 }],
  } as const;
  const early = { ...uploading(2), state: 'announced' as const, verdict: { ...verdict, labels: [...verdict.labels] } };
  app = await openApp({ household: home([early]) });
  await expect.element(card(/A person. The clip is on its way/)).toBeVisible();
});

test('a card shows its strip to a mouse that rests on it and to the keyboard, and to nobody else', async () => {
  await page.viewport(1440, 900);
  const events = [anEvent(1, minutesBefore(now, 5), { stripFrames: 8 }), anEvent(2, minutesBefore(now, 9))];
  app = await openApp({ household: home(events) });
  const first = card(/for about nine seconds/).first();
  const strip = () => document.querySelector<HTMLImageElement>('.film img');
  await expect.element(first).toBeVisible();
  expect(strip()).toBeNull();
  await first.hover();
  await expect.poll(() => strip()?.getAttribute('src')).toBe(`/api/v1/events/${idOf('event', 1)}/strip`);
  await page.getByRole('heading', { level: 1 }).hover();
  await expect.poll(strip).toBeNull();
  await userEvent.keyboard('{Shift}');
  first.getByRole('link').element().focus();
  await expect.poll(strip).not.toBeNull();
});

test('chips narrow the timeline to what was seen, of all that the server has, and let go again', async () => {
  const dog = findings('A dog ran past.');
  const labels = [{ name: 'dog', confidence: 0.9, count: 1, firstSeenSeconds: 1 }];
  const far = anEvent(1, minutesBefore(now, 9_000), { findings: { ...dog, labels } });
  const people = Array.from({ length: 70 }, (_, index) => anEvent(100 - index, minutesBefore(now, 5 + 30 * index)));
  app = await openApp({ household: home([...people, far]), path: '/?label=dog' });
  await expect.element(page.getByRole('link', { name: 'A dog ran past.' })).toBeVisible();
  expect(page.getByText('A person, for about nine seconds.').elements()).toHaveLength(0);
  await page.getByRole('button', { name: 'Dog', pressed: true }).click();
  await expect.element(page.getByText('A person, for about nine seconds.').first()).toBeVisible();
  expect(location.search).toBe('');
});

test('where nothing passes, that is said, and everything is a step away', async () => {
  app = await openApp({ household: home(), path: '/?label=giraffe' });
  await expect.element(page.getByText(/Nothing here is among what you chose to see/)).toBeVisible();
  await page.getByRole('link', { name: 'Show everything' }).click();
  await expect.element(page.getByText('A person, for about nine seconds.')).toBeVisible();
});

test('j and k choose events of the list, enter opens, and r reviews', async () => {
  await page.viewport(1440, 900);
  const household = home([
    anEvent(2, minutesBefore(now, 5), { findings: findings('The newer.') }),
    anEvent(1, minutesBefore(now, 50)),
  ]);
  app = await openApp({ household });
  await expect.element(page.getByRole('link', { name: 'The newer.' })).toBeVisible();
  await userEvent.keyboard('j');
  await expect.poll(() => location.search).toBe(`?event=${idOf('event', 2)}`);
  await userEvent.keyboard('j');
  await expect.poll(() => location.search).toBe(`?event=${idOf('event', 1)}`);
  await expect.poll(() => document.activeElement?.textContent).toContain('for about nine seconds');
  await userEvent.keyboard('r');
  await expect.poll(() => household.asked).toContain(`PUT /events/${idOf('event', 1)}/reviewed`);
  await userEvent.keyboard('k');
  await expect.poll(() => location.search).toBe(`?event=${idOf('event', 2)}`);
});
