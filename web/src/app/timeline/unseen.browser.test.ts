import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { aDevice, anEvent, idOf, minutesBefore, owner } from '../../../testing/app/builders';
import { Household, problem } from '../../../testing/app/household';
import { openApp, type OpenApp } from '../../../testing/app/open-app';
import type { DeviceCoverage, NightjarEvent } from '../../api/shapes';

let app: OpenApp | undefined;
let household: Household;
const now = new Date();
const hallway = idOf('device', 1);

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(390, 844);
  household = new Household({ me: owner, devices: [aDevice(1, 'Hallway'), aDevice(2, 'Back garden')] });
});
afterEach(async () => {
  await app?.close();
  app = undefined;
});

function blind(from: number, until: number, deviceId = hallway): DeviceCoverage {
  const stretch = { state: 'blind', from: minutesBefore(now, from), until: minutesBefore(now, until) } as const;
  return { deviceId, stretches: [{ ...stretch, reason: 'cameraTaken' }] };
}

function dismissed(minutes: number): NightjarEvent {
  const event = anEvent(5, minutesBefore(now, minutes), { state: 'dismissed', poster: false, previews: 1 });
  delete event.findings;
  delete event.clip;
  return { ...event, change: 1, trigger: { ...event.trigger, doubt: true } };
}

const button = (name: string) => page.getByRole('button', { name, exact: true });

test('time without sight is told and drawn, although nothing else happened, and ends while it is looked at', async () => {
  household.coverage = [blind(38, 0)];
  household.devices = [aDevice(1, 'Hallway', { state: 'blind', blindReason: 'cameraTaken' })];
  app = await openApp({ household });
  await expect.element(page.getByText(/Hallway has been blind for 38 minutes,/)).toBeVisible();
  await expect.element(page.getByRole('img', { name: /by hour: Hallway has been blind/ })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'blind for 38 minutes' })).toBeVisible();
  expect(document.querySelectorAll('.hours rect[fill^="url"]')).toHaveLength(1);

  household.coverage = [blind(38, 2)];
  household.devices = [aDevice(1, 'Hallway')];
  household.tell('session', idOf('session', 1));
  await expect.element(page.getByText(/Hallway was blind for 36 minutes,/)).toBeVisible();
  await expect.element(page.getByText(/Another app took the camera\.$/)).toBeVisible();
});

test('the timeline of one camera tells of its own time without sight only', async () => {
  household.coverage = [blind(50, 40), blind(30, 20, idOf('device', 2))];
  app = await openApp({ household, path: `/?camera=${hallway}` });
  await expect.element(page.getByText(/^Hallway was blind for 10 minutes, /)).toBeVisible();
  expect(document.querySelectorAll('.blind-row')).toHaveLength(1);
});

test('coverage that cannot be fetched is said, and not drawn as quiet', async () => {
  household.events = [anEvent(1, minutesBefore(now, 5))];
  household.staysDown = true;
  household.refusals.set('GET /coverage', problem(503, 'unavailable', 'The database is starting.'));
  app = await openApp({ household });
  await expect.element(page.getByText(/is not known just now/)).toBeVisible();
  household.refusals.clear();
  household.coverage = [blind(38, 2)];
  household.tell('session', idOf('session', 1));
  await expect.element(page.getByText(/Hallway was blind for 36 minutes,/)).toBeVisible();
  await expect.element(page.getByText(/is not known just now/)).not.toBeInTheDocument();
});

test('what was let go is folded, is no news, and its clip is sent after all', async () => {
  household.events = [anEvent(1, minutesBefore(now, 40)), dismissed(60)];
  app = await openApp({ household });
  await expect.element(page.getByText('1 event', { exact: true })).toBeVisible();
  await page.getByText(/^The light changed at/).click();
  await expect.element(page.getByText('The light changed. Nothing was recognised in it, so no clip')).toBeVisible();
  await button('Send the clip after all').click();
  await expect.element(page.getByText('Asked for; the phone brings it')).toBeVisible();
  expect(household.asked).toContain(`POST /events/${idOf('event', 5)}/restore`);

  const asked = household.events.find(({ id }) => id === idOf('event', 5));
  if (asked) household.put({ ...asked, state: 'expired', change: 9 });
  await expect.element(page.getByText(/The phone had its clip no more/)).toBeVisible();
});

test('after a day the clip is gone, and is not offered', async () => {
  household.events = [dismissed(25 * 60)];
  app = await openApp({ household, path: `/events/${idOf('event', 5)}` });
  await expect.element(page.getByText('The phone kept the clip for a day; it is gone now.')).toBeVisible();
  expect(button('Send the clip after all').elements()).toHaveLength(0);
});

test('a clip that cannot be had any more is said with the reason', async () => {
  household.events = [dismissed(60)];
  household.refusals.set(
    `POST /events/${idOf('event', 5)}/restore`,
    problem(409, 'notDismissed', 'Only a dismissed event can be restored; this one is uploading.'),
  );
  app = await openApp({ household, path: `/events/${idOf('event', 5)}` });
  await button('Send the clip after all').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('this one is uploading');
});
