import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aDevice, anEvent, idOf, minutesBefore, owner } from '../../../../testing/app/builders';
import { Household } from '../../../../testing/app/household';
import { openApp, type OpenApp } from '../../../../testing/app/open-app';
import { aMonth, aSpentMonth, home, lacking } from '../../../../testing/app/used-month';
import type { Me, NightjarEvent, Usage } from '../../../api/shapes';

let app: OpenApp | undefined;

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(390, 844);
});
afterEach(async () => {
  await app?.close();
  app = undefined;
});

function householdWith(usage: Usage, me: Me = owner): Household {
  const household = new Household({ me, devices: [aDevice(1, 'Hallway'), aDevice(2, 'Back garden')] });
  household.usage = usage;
  return household;
}

async function open(household: Household, path = '/you/usage'): Promise<void> {
  app = await openApp({ household, path });
}

const thisZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const row = (name: string | RegExp) => page.getByRole('row', { name });

test('says what was used, what is left and where it went', async () => {
  await open(householdWith(aMonth()));
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('176 of 600 minutes looked at');
  await expect.element(page.getByText(/424 minutes left until 1 December/)).toBeVisible();
  await expect.element(page.getByRole('img', { name: /Most on 21 November: 21 minutes/ })).toBeVisible();
  await expect.element(row('Hallway 206 103')).toBeVisible();
  await expect.element(row('A camera that was removed 58 29')).toBeVisible();
});

test('every day can be read, with the keyboard alone', async () => {
  await open(householdWith(aMonth()));
  const days = page.getByText('Day by day').first();
  await expect.element(days).toBeVisible();
  (days.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(row('21 November 42 21')).toBeVisible();
});

test('what is used up says when it begins again and what the next plan gives', async () => {
  await open(householdWith(aSpentMonth()));
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('All 30 minutes');
  await expect.element(page.getByText(/They begin again on 1 December/)).toBeVisible();
  await expect.element(page.getByRole('article').nth(1)).toHaveTextContent(/Plus.*600 min/);
});

test('a plan without a limit has no next one', async () => {
  await open(householdWith(lacking(aMonth({ plan: home }), 'leftSeconds')));
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('176 minutes looked at');
  expect(page.getByRole('article').elements()).toHaveLength(1);
});

test('an owner lets the months turn by the clock of this device', async () => {
  const household = householdWith(aMonth({ timeZone: 'Pacific/Apia' }));
  await open(household);
  await expect.element(page.getByText('turn by the clock of Pacific/Apia')).toBeVisible();
  await page.getByRole('button', { name: /Use this device’s clock/ }).click();
  await expect.element(page.getByText(`turn by the clock of ${thisZone.replaceAll('_', ' ')}`)).toBeVisible();
  expect(household.usage.timeZone).toBe(thisZone);
});

test('a monitor reads all of it and changes nothing', async () => {
  await open(householdWith(aMonth({ timeZone: 'Pacific/Apia' }), { ...owner, role: 'monitor' }));
  await expect.element(page.getByText('turn by the clock of Pacific/Apia')).toBeVisible();
  expect(page.getByRole('button', { name: /this device’s clock/ }).elements()).toHaveLength(0);
});

test('an owner’s device says its time zone where nobody has, and does not ask again', async () => {
  const household = householdWith(lacking(aMonth(), 'timeZone'));
  await open(household, '/');
  await expect.poll(() => household.usage.timeZone).toBe(thisZone);
  await app?.close();
  household.asked.length = 0;
  await open(household, '/you');
  await expect.element(page.getByRole('link', { name: 'What it was used for this month' })).toBeVisible();
  expect(household.asked).not.toContain('GET /usage');
});

test('without an answer it says so, and asks again', async () => {
  const household = householdWith(aMonth());
  household.refusals.set('GET /usage', { status: 503, body: { code: 'busy', detail: 'The server is busy.' } });
  localStorage.setItem(`nightjar.clock.${owner.account.id}`, 'set');
  await open(household);
  await expect.element(page.getByText('The month cannot be shown.')).toBeVisible();
  await page.getByRole('button', { name: /again/i }).click();
  await expect.element(page.getByText(/424 minutes left/)).toBeVisible();
});

function skipped(until: Date): NightjarEvent {
  const event = lacking(anEvent(1, minutesBefore(new Date(), 5)), 'findings');
  return { ...event, analysis: { status: 'skipped', reason: 'outOfCredits', until: until.toISOString() } };
}

const inAWeek = () => new Date(Date.now() + 7 * 86_400_000);
const shortDay = (at: Date) => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' }).format(at);

test('an event that was not analysed says why and until when, and can be analysed', async () => {
  const until = inAWeek();
  const household = householdWith(aSpentMonth());
  household.events = [skipped(until)];
  const outOfCredits = { code: 'outOfCredits', detail: 'All used.', endsAt: until.toISOString() };
  household.refusals.set(`POST /events/${idOf('event', 1)}/analysis`, { status: 429, body: outOfCredits });
  await open(household, `/events/${idOf('event', 1)}`);
  await expect
    .element(page.getByText(`The month’s minutes are used up. They begin again on ${shortDay(until)}.`))
    .toBeVisible();

  const analyse = page.getByRole('button', { name: 'Analyse it' });
  await analyse.click();
  await expect.element(page.getByText(/do not suffice for this clip. They begin again on/)).toBeVisible();
  await analyse.click();
  await expect.element(page.getByText('Being looked at')).toBeVisible();
});

test('when a new month has begun, the event says so', async () => {
  const household = householdWith(aMonth());
  household.events = [skipped(new Date(Date.now() - 60_000))];
  await open(household, `/events/${idOf('event', 1)}`);
  await expect.element(page.getByText(/were used up. A new month has begun since/)).toBeVisible();
});
