import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aDevice, anEvent, findings, idOf, minutesBefore, owner } from '../../../testing/app/builders';
import { Household, problem } from '../../../testing/app/household';
import { anAlert } from '../../../testing/app/household-alerts';
import { openApp, type OpenApp } from '../../../testing/app/open-app';

let app: OpenApp | undefined;
const now = new Date();

beforeEach(async () => {
  localStorage.clear();
  document.documentElement.lang = 'en';
  document.title = 'Nightjar';
  await page.viewport(390, 844);
});
afterEach(async () => {
  vi.useRealTimers();
  await app?.close();
  app = undefined;
  delete document.documentElement.dataset['theme'];
});

const notes = () => page.getByRole('region', { name: 'New alerts' });
const heard = () =>
  [...document.querySelectorAll('[role="status"]')].map((status) => status.textContent.trim()).filter(Boolean);
const button = (name: string) => notes().getByRole('button', { name });

/** Two cameras that saw something a while ago; the page is open and live. */
async function open(path = '/'): Promise<Household> {
  const happened = [1, 2].map((n) =>
    anEvent(n, minutesBefore(now, 60 * n), { findings: findings(`Event ${n} of today.`) }),
  );
  const household = new Household({
    me: owner,
    devices: [aDevice(1, 'Hallway'), aDevice(2, 'Back garden')],
    events: happened,
  });
  household.alerts.told = [anAlert(2, { madeAt: minutesBefore(now, 1) })];
  app = await openApp({ household, path });
  await expect.element(page.getByRole('heading').first()).toBeInTheDocument();
  await expect.poll(() => household.asked).toContain('GET /events');
  return household;
}

/** Something new happens and is told. */
function happens(household: Household, n = 9): void {
  household.put(anEvent(n, new Date().toISOString(), { state: 'announced', analysis: { status: 'pending' } }));
  household.alert(anAlert(n));
}

test('nothing comes up with the page, however new', async () => {
  const household = await open();
  await expect.element(page.getByText('Event 1 of today.')).toBeVisible();
  expect(notes().elements()).toHaveLength(0);
  expect(household.asked).not.toContain('GET /alerts');
});

test('an alert comes up, is heard, and is edited in place', async () => {
  const household = await open();
  happens(household);
  await expect.element(notes()).toHaveTextContent('Person at Hallway.');
  expect(heard()).toContain('Hallway: Person at Hallway.');
  const shown = notes().getByRole('listitem').element();
  household.alert(anAlert(9, { version: 2, text: 'A woman came in and sat down.' }));
  await expect.element(notes()).toHaveTextContent('A woman came in and sat down.');
  expect(notes().getByRole('listitem').elements()).toEqual([shown]);
  expect(shown.textContent).not.toContain('Person at Hallway.');
  expect(shown.textContent).not.toContain('Corrected.');
  expect(shown.querySelector('img')?.getAttribute('src')).toContain(idOf('event', 9));
});

test('an alert that was wrong says so, also when its rule tells of it no more', async () => {
  const household = await open();
  happens(household);
  await expect.element(notes()).toBeVisible();
  const correction = 'The first message said a person.';
  household.alerts.told = [];
  household.alerts.untold = [anAlert(9, { version: 2, text: 'That was the curtain.', correction })];
  household.tell('alert', anAlert(9).id);
  await expect
    .element(notes())
    .toHaveTextContent(/That was the curtain\.\s*Corrected\. The first message said a person/);
  expect(heard()).toContain(`Corrected. Hallway: That was the curtain. ${correction}`);
});

test('what others are told does not come up', async () => {
  const household = await open();
  household.tell('alert', idOf('session', 999));
  await expect.poll(() => household.asked).toContain('GET /alerts');
  happens(household);
  await expect.element(notes()).toBeVisible();
  expect(notes().getByRole('listitem').elements()).toHaveLength(1);
  expect(household.asked).not.toContain(`GET /alerts/${idOf('session', 999)}`);
});

test('after a gap only what is newer than two minutes comes up', async () => {
  const household = await open();
  household.events = [8, 9].map((n) => anEvent(n, new Date().toISOString()));
  household.alerts.told = [
    anAlert(9, { text: 'A dog crossed the hallway.' }),
    anAlert(8, { text: 'Long over.', madeAt: minutesBefore(new Date(), 3) }),
  ];
  household.changes.push({ n: 1, kind: 'alert', id: anAlert(8).id }, { n: 2, kind: 'alert', id: anAlert(9).id });
  document.dispatchEvent(new Event('visibilitychange'));
  await expect.element(notes()).toHaveTextContent('A dog crossed the hallway.');
  expect(notes().element().textContent).not.toContain('Long over.');
});

test('what could not be asked for comes with the next change', async () => {
  const household = await open();
  household.refusals.set('GET /alerts', problem(503, 'unavailable', 'The database is starting.'));
  happens(household, 8);
  await expect.poll(() => household.refusals.size).toBe(0);
  happens(household, 9);
  await expect.poll(() => notes().getByRole('listitem').elements()).toHaveLength(2);
});

test.each([
  [2, 'a phone', 390, 844],
  [3, 'a desk', 1440, 900],
])('%i are shown on %s, and the others are counted and lead to the timeline', async (count, _, width, height) => {
  await page.viewport(width, height);
  const household = await open('/you');
  for (const n of [5, 6, 7, 8, 9]) happens(household, n);
  await expect.poll(() => notes().getByRole('listitem').elements()).toHaveLength(count);
  await notes()
    .getByRole('link', { name: `and ${5 - count} more` })
    .click();
  await expect.poll(() => location.pathname).toBe('/');
});

test('a note goes by itself, but not while somebody is at it', async () => {
  const household = await open();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  happens(household);
  await expect.element(notes()).toBeVisible();
  await notes().hover();
  await vi.advanceTimersByTimeAsync(120_000);
  await expect.element(notes()).toBeVisible();
  notes().element().dispatchEvent(new PointerEvent('pointerleave'));
  await vi.advanceTimersByTimeAsync(7_000);
  await expect.element(notes()).toBeVisible();
  await vi.advanceTimersByTimeAsync(2_000);
  await expect.poll(() => notes().elements()).toHaveLength(0);
});

test('a note stays while the keyboard is at it, and Escape sends it away', async () => {
  const household = await open();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  happens(household, 8);
  happens(household, 9);
  await expect.poll(() => notes().getByRole('listitem').elements()).toHaveLength(2);
  await userEvent.keyboard('{Tab}{Tab}');
  expect(notes().element().contains(document.activeElement)).toBe(true);
  await vi.advanceTimersByTimeAsync(120_000);
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => notes().getByRole('listitem').elements()).toHaveLength(1);
  expect(notes().element().contains(document.activeElement)).toBe(true);
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => notes().elements()).toHaveLength(0);
  expect(document.activeElement?.id).toBe('main');
});

test('Escape sends the newest away from wherever one is, but not from a field', async () => {
  const household = await open();
  happens(household);
  await expect.element(notes()).toBeVisible();
  await page.getByRole('searchbox').click();
  await userEvent.keyboard('{Escape}');
  await expect.element(notes()).toBeVisible();
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => notes().elements()).toHaveLength(0);
});

test('what was dismissed does not come back', async () => {
  const household = await open();
  happens(household);
  await button('Dismiss').click();
  await expect.poll(() => notes().elements()).toHaveLength(0);
  household.alert(anAlert(9, { version: 2, text: 'A woman came in.' }));
  happens(household, 8);
  await expect.element(notes()).toBeVisible();
  expect(notes().element().textContent).not.toContain('A woman came in.');
});

test('a camera is quiet for an hour, and that can be undone', async () => {
  const household = await open();
  happens(household);
  await button('Snooze 1 h').click();
  await expect.element(notes()).toHaveTextContent(/Hallway is quiet until \d\d:\d\d\. Everything is still kept\./);
  expect(household.alerts.snoozes).toMatchObject([{ deviceId: idOf('device', 1) }]);
  await button('Undo').click();
  await expect.element(button('Snooze 1 h')).toBeVisible();
  expect(household.alerts.snoozes).toEqual([]);
});

test('a quiet that the server refuses is not promised', async () => {
  const household = await open();
  household.refusals.set('PUT /snooze', problem(503, 'unavailable', 'The database is starting.'));
  happens(household);
  await button('Snooze 1 h').click();
  await expect.element(notes()).toHaveTextContent('Not done. The database is starting.');
  await expect.element(button('Snooze 1 h')).toBeVisible();
});

test('what counts many events has no camera to be quiet of', async () => {
  const household = await open();
  const summary = anAlert(9, { kind: 'summary', title: 'Nightjar', text: 'Twelve more events this hour.', path: '/' });
  delete summary.eventId;
  delete summary.deviceId;
  household.alert(summary);
  await expect.element(notes()).toHaveTextContent('Twelve more events this hour.');
  expect(button('Snooze 1 h').elements()).toHaveLength(0);
});

test('opening leads to the event, where it needs no telling', async () => {
  const household = await open();
  happens(household);
  await notes().getByRole('link', { name: 'Open' }).click();
  await expect.poll(() => location.pathname).toBe(`/events/${idOf('event', 9)}`);
  expect(notes().elements()).toHaveLength(0);
  household.alert(anAlert(9, { version: 2, text: 'A woman came in.' }));
  happens(household, 8);
  await expect.element(notes()).toBeVisible();
  expect(notes().getByRole('listitem').elements()).toHaveLength(1);
});

test('an event that was deleted is told no more', async () => {
  const household = await open();
  happens(household, 8);
  await expect.element(notes()).toBeVisible();
  household.events = household.events.filter(({ id }) => id !== idOf('event', 8));
  household.tell('event', idOf('event', 8));
  await expect.poll(() => notes().elements()).toHaveLength(0);
});

for (const [size, width, height] of [
  ['phone', 390, 844],
  ['narrow phone', 320, 640],
  ['desk', 1440, 900],
] as const) {
  test.each(['dark', 'light'])(`axe finds nothing on notes (${size}, %s)`, async (theme) => {
    await page.viewport(width, height);
    document.documentElement.dataset['theme'] = theme;
    const household = await open();
    for (const n of [5, 6, 7, 8, 9]) happens(household, n);
    await expect.element(notes().getByText(/^and . more$/)).toBeVisible();
    household.alert(anAlert(9, { version: 2, text: 'That was the curtain.', correction: 'It said a person.' }));
    await expect.element(notes().getByText('Corrected.')).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    const top = notes().element().getBoundingClientRect().top;
    expect(top).toBeGreaterThanOrEqual(0);
    // Colours are final once nothing moves.
    document.getAnimations().forEach((animation) => animation.cancel());
    const { violations } = await axe.run(document.body);
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
}
