import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { aDevice, idOf, owner } from '../../../testing/app/builders';
import { DrawnPushes } from '../../../testing/app/drawn-pushes';
import { Household, problem } from '../../../testing/app/household';
import { aRule } from '../../../testing/app/household-alerts';
import { openApp, type OpenApp } from '../../../testing/app/open-app';

let app: OpenApp | undefined;
let household: Household;
let pushes: DrawnPushes;

beforeEach(async () => {
  await page.viewport(390, 844);
  localStorage.removeItem('nightjar.push');
  localStorage.removeItem('nightjar.push.away');
  household = new Household({ me: owner, devices: [aDevice(1, 'Street'), aDevice(2, 'Hallway')] });
  pushes = new DrawnPushes();
});
afterEach(async () => {
  await app?.close();
  app = undefined;
});

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const rule = (name: RegExp) => page.getByRole('article', { name });
const dialog = () => page.getByRole('dialog');
const said = (key: string) => household.said.findLast((asked) => asked.key === key)?.body;
const ruleId = (n: number) => idOf('session', 200 + n);

async function open(path = '/alerts'): Promise<void> {
  app = await openApp({ household, path, pushes });
}

test('a word of a rule opens its choices, and the sentence says what was chosen', async () => {
  household.alerts.rules = [aRule(1)];
  await open();
  await button('always').click();
  await dialog().getByRole('radio', { name: 'At certain times' }).click();
  await dialog().getByLabelText('From').fill('22:30');
  await dialog().getByLabelText('To', { exact: true }).fill('06:00');
  await dialog().getByRole('checkbox', { name: 'Sunday' }).click({ force: true });
  await button('Done').click();
  await expect.element(rule(/Monday to Saturday, 22:30 to 06:00/)).toBeVisible();
  expect(said(`PATCH /alert-rules/${ruleId(1)}`)).toEqual({
    schedule: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '22:30', to: '06:00' },
  });

  await button('any camera').click();
  await dialog().getByRole('radio', { name: 'These cameras' }).click();
  await button('Done').click();
  await expect.element(dialog().getByText(/Choose at least one camera/)).toBeVisible();
  await dialog().getByRole('checkbox', { name: 'Street' }).click();
  await button('Done').click();
  await expect.element(rule(/seen by Street,/)).toBeVisible();
});

test('what a rule tells of is chosen by kinds of things', async () => {
  household.alerts.rules = [aRule(1)];
  await open();
  await button('a person').click();
  await dialog().getByRole('checkbox', { name: 'People' }).click();
  await button('Done').click();
  await expect.element(dialog().getByText('Choose at least one of them.')).toBeVisible();
  await dialog().getByRole('checkbox', { name: 'Bags' }).click();
  await dialog().getByRole('radio', { name: 'Look now' }).click();
  await button('Done').click();
  await expect.element(rule(/when a bag is seen or something wants a look now at any camera/)).toBeVisible();
  expect(said(`PATCH /alert-rules/${ruleId(1)}`)).toEqual({
    what: { labels: ['bag', 'backpack', 'handbag', 'suitcase'], concern: 2 },
  });
});

test('a rule becomes a summary, is told by one channel, and less often', async () => {
  household.alerts.rules = [aRule(1)];
  await open();
  await button('once in 5 minutes').click();
  await dialog().getByRole('radio', { name: 'Once an hour' }).click();
  await button('Done').click();
  await expect.element(rule(/at most once an hour/)).toBeVisible();
  await button('push and Telegram').click();
  await dialog()
    .getByRole('checkbox', { name: /Telegram/ })
    .click();
  await button('Done').click();
  await expect.element(rule(/at once by push when/)).toBeVisible();
  await button('at once').click();
  await dialog()
    .getByRole('radio', { name: /summary/ })
    .click();
  await dialog().getByLabelText('At', { exact: true }).fill('20:15');
  await button('Done').click();
  await expect.element(rule(/in one summary at 20:15 by push/)).toBeVisible();
});

test('a rule is turned off, removed, brought back, and another is added', async () => {
  await open();
  await rule(/goes blind/)
    .getByRole('switch')
    .click({ force: true });
  await expect.element(rule(/goes blind/).getByText('Off')).toBeVisible();
  expect(said(`PATCH /alert-rules/${ruleId(2)}`)).toEqual({ enabled: false });
  await rule(/goes blind/)
    .getByRole('button', { name: 'Remove the rule' })
    .click();
  await expect.element(rule(/goes blind/)).not.toBeInTheDocument();
  await button('Undo').click();
  await expect.element(rule(/goes blind/)).toBeVisible();
  await button('Add a rule').click();
  await expect.element(rule(/when a person is seen by any camera, always/)).toBeVisible();
});

test('what the server says against a change stands in its sheet', async () => {
  household.alerts.rules = [aRule(1)];
  await open();
  await button('always').click();
  household.refusals.set(`PATCH /alert-rules/${ruleId(1)}`, problem(400, 'invalid', 'That makes no sense.'));
  await button('Done').click();
  await expect.element(dialog().getByText('That makes no sense.')).toBeVisible();
});

test('quiet for an hour says until when, and ends on a tap', async () => {
  await open();
  await button('1 hour').click();
  await expect.element(page.getByText(/^Quiet until \d\d:\d\d|^Quiet until tomorrow/)).toBeVisible();
  expect(said('PUT /snooze')).toEqual({ seconds: 3_600 });
  await button('Undo').click();
  await expect.element(button('1 hour')).toBeVisible();
  await button('Until I say').click();
  await expect.element(page.getByText(/Quiet until you say/)).toBeVisible();
});

test('this browser shows alerts after one tap, and no longer after another', async () => {
  await open();
  await button('Turn on').click();
  await expect.element(page.getByText('Works')).toBeVisible();
  expect(pushes.subscribed).toEqual([household.alerts.publicKey]);
  expect(said('PUT /push/subscriptions')).toEqual({
    endpoint: 'https://push.example.org/1',
    browserKey: 'browser-key',
    browserSecret: 'browser-secret',
    name: 'Chrome on Android',
  });
  await button('Test').click();
  await expect.element(page.getByText('The test message was sent.')).toBeVisible();
  await button('Turn off').click();
  await expect.element(button('Turn on')).toBeVisible();
  expect(household.alerts.browsers).toEqual([]);
});

test('a browser that was told no says how to allow it', async () => {
  pushes.answer = 'denied';
  await open();
  await button('Turn on').click();
  await expect.element(page.getByText('Blocked by the browser')).toBeVisible();
  await expect.element(page.getByText(/set Notifications to Allow/)).toBeVisible();
  expect(pushes.subscribed).toEqual([]);
});

test('a page on an iPhone says that it has to be installed, and plain http that it has to be https', async () => {
  pushes.pushes = false;
  pushes.installable = true;
  await open();
  await expect.element(page.getByText(/Add to Home Screen/)).toBeVisible();
  await app?.close();
  pushes.secure = false;
  await open();
  await expect.element(page.getByText(/only by https/)).toBeVisible();
});

test('another browser of the person is removed', async () => {
  const createdAt = new Date().toISOString();
  household.alerts.browsers = [
    { id: idOf('session', 90), name: 'Firefox on Linux', here: false, createdAt, trouble: 'Its push service refuses.' },
  ];
  await open();
  await expect.element(page.getByText('Its push service refuses.')).toBeVisible();
  await button('Remove Firefox on Linux').click();
  await expect.element(page.getByText('Push, Firefox on Linux')).not.toBeInTheDocument();
});

test('a browser that a person signed out of goes on once the same person signs in', async () => {
  pushes.granted = 'granted';
  localStorage.setItem('nightjar.push', owner.person?.id ?? '');
  localStorage.setItem('nightjar.push.away', owner.person?.id ?? '');
  await open('/');
  await expect.poll(() => household.alerts.browsers.length).toBe(1);
});

test('a browser that was removed elsewhere stays removed', async () => {
  pushes.granted = 'granted';
  localStorage.setItem('nightjar.push', owner.person?.id ?? '');
  await open('/');
  await expect.poll(() => household.asked).toContain('GET /push');
  await app?.close();
  app = undefined;
  expect(household.asked).not.toContain('PUT /push/subscriptions');
});

test('a new key of the server ends the old subscription', async () => {
  await open();
  await button('Turn on').click();
  await expect.element(page.getByText('Works')).toBeVisible();
  await app?.close();
  household.alerts.publicKey = 'BAnotherKeyOfTheServer';
  await open('/');
  await expect.poll(() => pushes.subscribed).toEqual(['BPushKeyOfTheHousehold', 'BAnotherKeyOfTheServer']);
});

test('a server without a bot says so, and who can change that', async () => {
  await open('/alerts/telegram');
  await expect.element(page.getByText(/no Telegram bot yet/)).toBeVisible();
  expect(household.asked).not.toContain('POST /telegram/links');
});

test('a chat is linked by a link, tested, changed and removed', async () => {
  const chat = {
    id: idOf('session', 95),
    name: 'Mara',
    group: false,
    media: 'picture',
    linkedAt: new Date().toISOString(),
  } as const;
  household.alerts.telegram = { setUp: true, bot: 'nightjar_bot', chats: [] };
  await open('/alerts/telegram');
  await expect
    .element(page.getByRole('link', { name: 'Open Telegram' }))
    .toHaveAttribute('href', 'https://t.me/nightjar_bot?start=token');
  await expect.element(page.getByText(/good for 10 minutes/)).toBeVisible();

  household.alerts.telegram = { ...household.alerts.telegram, chats: [chat] };
  document.dispatchEvent(new Event('visibilitychange'));
  await button('Send a test to Mara').click();
  await expect.element(page.getByText('The test message was sent.')).toBeVisible();
  await page.getByRole('radio', { name: 'Clip' }).click({ force: true });
  await expect.poll(() => said(`PATCH /telegram/chats/${chat.id}`)).toEqual({ media: 'clip' });
  await button('Remove Mara').click();
  await expect.element(page.getByRole('heading', { name: 'Linked' })).not.toBeInTheDocument();
});
