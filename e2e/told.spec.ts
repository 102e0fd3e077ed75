import { expect, type Page } from '@playwright/test';
import type { Written } from './support/bot-api.ts';
import { alertsOf, cardOf, eventsOf } from './support/people.ts';
import { test, type Room } from './support/room.ts';

const snoozeButton = 'Snooze 1 h';

test('what happens is told in one message that grows, and on a page that stays open', async ({ room, page }) => {
  const changes = changesHeardBy(page);
  await room.enter(page);
  await followNotes(page);
  // A page that was loaded anew would have lost this: what follows comes by itself.
  await page.evaluate(() => Object.assign(window, { sameVisit: true }));
  const event = await room.nextEvent(page);
  const alertOf = async () => (await alertsOf(page)).find(({ eventId }) => eventId === event.id);
  await expect.poll(alertOf).toBeDefined();
  const alert = await alertOf();
  // others may come meanwhile
  const told = () => room.told.filter((message) => isOf(message, alert?.id ?? ''));
  await expect.poll(() => told().length).toBe(1);
  await expect.poll(async () => lastText(told()[0]) === `Hallway\n${(await alertOf())?.text}`).toBe(true);
  const [message] = told();
  expect(message?.texts[0]).toBe('Hallway\nA loud sound at Hallway.');
  expect(message?.texts.length).toBeGreaterThan(1);
  await expect.poll(() => told()[0]?.pictureBytes).toBeGreaterThan(1_000);
  await expect(cardOf(page, event)).toHaveCount(1);
  await expect(cardOf(page, event).locator('img')).toBeVisible();
  await expect.poll(() => changes.map(({ kind, id }) => `${kind} ${id}`)).toContain(`alert ${alert?.id}`);
  // One note stood over the page, and said first what was heard and then what was seen.
  const notes = async () => (await notesOn(page)).filter((note) => note.alert === alert?.id);
  await expect.poll(async () => (await notes())[0]?.texts.at(-1)).toBe((await alertOf())?.text);
  expect(await notes()).toHaveLength(1);
  expect((await notes())[0]?.texts[0]).toBe('A loud sound at Hallway.');
  expect(await page.evaluate(() => 'sameVisit' in window)).toBe(true);
});

test('a page that was without a network comes to show all that happened meanwhile, and each once', async ({
  room,
  page,
}) => {
  const other = await page.context().browser()?.newPage();
  if (!other) throw new Error('There is no browser.');
  await room.enter(other);
  await room.enter(page);
  await page.evaluate(() => Object.assign(window, { sameVisit: true }));
  await page.context().setOffline(true);
  await expect(page.getByText('No network.')).toBeVisible();
  const missed = [await room.nextEvent(other), await room.nextEvent(other)];
  for (const event of missed) await expect(cardOf(page, event)).toHaveCount(0);
  await page.context().setOffline(false);
  for (const event of missed) await expect(cardOf(page, event).locator('img')).toBeVisible();
  await expect.poll(() => shownOn(page)).toEqual((await eventsOf(other)).map(({ id }) => id));
  expect(await page.evaluate(() => 'sameVisit' in window)).toBe(true);
  await other.close();
});

test('quiet by the button in Telegram: nothing is told for now, and the timeline has it', async ({ room, page }) => {
  await room.enter(page);
  const before = room.told;
  await room.nextEvent(page);
  const message = () => room.told.at(-1);
  await expect.poll(() => room.told.length).toBeGreaterThan(before.length);
  room.bot.tap(message() as Written, snoozeButton);
  await expect.poll(() => room.bot.answers.at(-1)).toBe('Quiet for an hour.');
  await expect.poll(() => Object.keys(message()?.buttons ?? {})).not.toContain(snoozeButton);
  await staysQuiet(room, page);

  await page.goto(`${room.server.address}/alerts`);
  await page.getByRole('button', { name: 'End the quiet of Hallway' }).click();
  await expect(page.getByText('Hallway: quiet until')).toBeHidden();
});

test('quiet by the page: nothing is told until it is undone, and the timeline has it', async ({ room, page }) => {
  await room.enter(page);
  await page.goto(`${room.server.address}/alerts`);
  await page.getByRole('button', { name: '1 hour' }).click();
  await expect(page.getByText('Everything is still kept.')).toBeVisible();
  await staysQuiet(room, page);

  await page.goto(`${room.server.address}/alerts`);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: '1 hour' })).toBeVisible();
  const before = room.told;
  const event = await room.nextEvent(page);
  await expect.poll(async () => (await alertsOf(page))[0]?.eventId).toBe(event.id);
  await expect.poll(() => room.told.length).toBeGreaterThan(before.length);
});

test('who is removed hears nothing more, at once', async ({ room, page, browser }) => {
  await room.enter(page);
  await page.goto(`${room.server.address}/you/people`);
  await page.getByRole('button', { name: 'Make an invitation' }).click();
  const invitation = await page.getByText(/\/join#/).textContent();
  const guest = await browser.newPage();
  await signUpInvited(guest, invitation ?? '');
  const live = guest.waitForEvent('websocket');
  await guest.goto(room.server.address);
  const socket = await live;
  await socket.waitForEvent('framereceived');
  expect((await askForEvents(guest)).status()).toBe(200);

  await page.goto(`${room.server.address}/you/people`);
  await page.getByRole('button', { name: 'Remove Grace' }).click();
  const closed = socket.waitForEvent('close', { timeout: 5_000 });
  await page.getByRole('dialog').getByRole('button', { name: 'Remove Grace' }).click();
  await closed;
  expect((await askForEvents(guest)).status()).toBe(401);
  await expect(guest.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await guest.close();
});

/** What the server told a page of, as it comes. */
function changesHeardBy(page: Page): { readonly kind: string; readonly id: string }[] {
  const changes: { kind: string; id: string }[] = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const message = JSON.parse(String(payload)) as { type: string; kind: string; id: string };
      if (message.type === 'change') changes.push(message);
    }),
  );
  return changes;
}

/** An alert as a page showed it, and what it said one after the other. */
interface Note {
  readonly alert: string;
  readonly texts: string[];
}

/** Lets a page remember the notes that it shows. */
function followNotes(page: Page): Promise<void> {
  return page.evaluate(() => {
    const notes = new Map<Element, Note>();
    Object.assign(window, { notes });
    const look = () => {
      for (const shown of document.querySelectorAll<HTMLElement>('[data-alert]')) {
        const note = notes.get(shown) ?? { alert: shown.dataset['alert'] ?? '', texts: [] };
        notes.set(shown, note);
        const text = shown.querySelector('.sentence')?.textContent ?? '';
        if (note.texts.at(-1) !== text) note.texts.push(text);
      }
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

/** The notes that a page showed since {@link followNotes}: another element is another note. */
function notesOn(page: Page): Promise<Note[]> {
  return page.evaluate(() => [...(window as unknown as { notes: Map<Element, Note> }).notes.values()]);
}

function lastText(message: Written | undefined): string | undefined {
  return message?.texts.at(-1);
}

/** Whether a message tells of an alert: its buttons end with the alert's id, in base64. */
function isOf({ buttons }: Written, alert: string): boolean {
  const id = Buffer.from(alert.replaceAll('-', ''), 'hex').toString('base64url');
  return Object.values(buttons).some((data) => data.endsWith(id));
}

/** Ids of the events that a page shows, from the top. */
function shownOn(page: Page): Promise<string[]> {
  const links = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('time') })
    .getByRole('link');
  return links.evaluateAll((all) =>
    all.map((link) => /[0-9a-f-]{36}/.exec(link.getAttribute('href') ?? '')?.[0] ?? ''),
  );
}

/** Something happens, and is in the timeline only. */
async function staysQuiet(room: Room, page: Page): Promise<void> {
  const before = room.told;
  const event = await room.nextEvent(page);
  await room.isHeld(page, event);
  expect(room.told.length).toBe(before.length);
  await page.goto(room.server.address);
  await expect(cardOf(page, event)).toBeVisible();
}

async function signUpInvited(page: Page, invitation: string): Promise<void> {
  await page.goto(invitation);
  await page.getByRole('link', { name: 'I am new here' }).click();
  await page.getByLabel('Your name').fill('Grace');
  await page.getByLabel('E-mail').fill('grace@nightjar.example');
  await page.getByLabel('Password').fill('some other plain words');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByRole('heading', { name: 'What should this device do?' })).toBeVisible();
}

function askForEvents(page: Page) {
  return page.request.get(`${new URL(page.url()).origin}/api/v1/events`);
}
