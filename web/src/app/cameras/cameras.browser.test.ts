import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { posterAddress } from '../../api/api';
import type { Session } from '../../api/shapes';
import { aDevice, anEvent, idOf, minutesBefore, owner } from '../../../testing/app/builders';
import { Household } from '../../../testing/app/household';
import { openApp, type OpenApp } from '../../../testing/app/open-app';

let app: OpenApp | undefined;
let household: Household;

beforeEach(async () => {
  await page.viewport(390, 844);
  household = new Household({ me: owner, devices: [aDevice(1, 'Hallway')] });
});
afterEach(async () => {
  await app?.close();
  app = undefined;
});

const button = (name: string) => page.getByRole('button', { name, exact: true });

test('a camera is added by a code, and the screen says when a phone took it', async () => {
  app = await openApp({ household, path: '/cameras' });
  await page.getByRole('link', { name: 'Add a camera' }).click();
  await page.getByLabelText('Name of the new camera').fill('Back garden');
  await button('Get a code').click();
  await expect.element(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  await expect.element(page.getByText('Code K 7 M 2 Q X')).toBeInTheDocument();
  household.devices = [...household.devices, aDevice(2, 'Back garden', { watching: false })];
  household.tell('device', idOf('device', 2));
  await expect.element(page.getByRole('heading', { name: 'Back garden is paired.' })).toBeVisible();
});

test('a camera is renamed', async () => {
  app = await openApp({ household, path: '/cameras' });
  await button('Rename Hallway').click();
  await page.getByLabelText('Name of this camera').fill('Stairs');
  await button('Rename').click();
  await expect.element(button('Rename Stairs')).toBeVisible();
});

test('a camera is removed only after the consequence was said', async () => {
  app = await openApp({ household, path: '/cameras' });
  await button('Remove Hallway').click();
  await expect.element(page.getByRole('dialog')).toHaveTextContent('What it saw stays in the timeline.');
  expect(household.devices).toHaveLength(1);
  await button('Remove the camera').click();
  await expect.element(page.getByRole('heading', { name: 'No camera yet.' })).toBeVisible();
});

const path = `/cameras/${idOf('device', 1)}`;

test('a camera has a page that says how it is, and follows it', async () => {
  const health = { batteryLevel: 0.12, charging: false, framesPerSecond: 15, width: 1280, height: 720, queueLength: 2 };
  household.devices = [aDevice(1, 'Hallway', { health })];
  app = await openApp({ household, path: '/cameras' });
  await page
    .getByRole('link', { name: /Hallway/ })
    .first()
    .click();
  await expect.element(page.getByRole('heading', { level: 1, name: 'Hallway' })).toBeVisible();
  await expect.element(page.getByText('It watches, but not for long. Plug the phone in.')).toBeVisible();
  await expect.element(page.getByText('1280 × 720, 15 a second')).toBeVisible();
  await expect.element(page.getByText('2 events')).toBeVisible();

  household.devices = [aDevice(1, 'Hallway', { state: 'blind', blindReason: 'cameraTaken' })];
  household.tell('device', idOf('device', 1));
  await expect.element(page.getByText(/Another app took the camera. It sees nothing/)).toBeVisible();

  household.devices = [aDevice(1, 'Hallway', { state: 'silent', lastSeenAt: minutesBefore(new Date(), 12) })];
  household.tell('device', idOf('device', 1));
  await expect.element(page.getByText(/Nothing was heard of it for 12 min/)).toBeVisible();
});

test('a camera is stopped from afar only after the consequence was said, and until it hears so that is taken back', async () => {
  app = await openApp({ household, path });
  await button('Stop').click();
  await expect.element(page.getByRole('dialog')).toHaveTextContent('tap Start watching on the phone itself');
  expect(household.devices[0]?.stopAskedAt).toBeUndefined();
  await button('Stop watching').click();
  await expect.element(page.getByText(/It was asked to stop.* within half a minute/)).toBeVisible();
  await expect.element(button('Stop')).not.toBeInTheDocument();

  await button('Let it watch').click();
  await expect.element(button('Stop')).toBeVisible();
  expect(household.devices[0]?.stopAskedAt).toBeUndefined();
});

test('a camera that cannot be reached is said to hear it later, and one that stopped needs no stopping', async () => {
  const stopAskedAt = minutesBefore(new Date(), 2);
  household.devices = [aDevice(1, 'Hallway', { state: 'silent', lastSeenAt: stopAskedAt, stopAskedAt })];
  app = await openApp({ household, path });
  await expect.element(page.getByText(/as soon as it speaks again/)).toBeVisible();

  household.devices = [aDevice(1, 'Hallway', { state: 'stopped', watching: false })];
  household.tell('device', idOf('device', 1));
  await expect.element(page.getByText(/Nobody has started it again/)).toBeVisible();
  expect(button('Stop').elements()).toHaveLength(0);
});

test('the settings of a camera are changed from afar, undone, and follow what the phone changes', async () => {
  app = await openApp({ household, path });
  const slider = page.getByRole('slider', { name: 'Sensitivity' });
  await expect.element(slider).toHaveAttribute('aria-valuetext', 'Normal');
  (slider.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(page.getByText('Saved.')).toBeVisible();
  expect(household.settings).toMatchObject({ version: 2, sensitivity: 'low' });
  await button('Undo').click();
  await expect.poll(() => household.settings.sensitivity).toBe('normal');

  household.settings = { ...household.settings, version: 9, sensitivity: 'high' };
  household.devices = [aDevice(1, 'Hallway', { settingsVersion: 9 })];
  household.tell('device', idOf('device', 1));
  await expect.element(slider).toHaveAttribute('aria-valuetext', 'High');
});

test('areas to ignore are drawn over the newest picture and saved for this camera', async () => {
  household.events = [anEvent(1, minutesBefore(new Date(), 5))];
  app = await openApp({ household, path });
  performance.clearResourceTimings();
  await button('Areas to ignore Nothing is ignored').click();
  await expect.element(page.getByRole('heading', { name: 'Areas to ignore' })).toBeVisible();
  const asked = () => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
  await expect.poll(asked).toContain(posterAddress(idOf('event', 1)));
  await button('New area').click();
  await button('Save').click();
  await expect.element(page.getByText(/^One area, /)).toBeVisible();
  expect(household.settings.mask).toHaveLength(1);
});

test('where there is no picture yet, the editor says so and draws all the same', async () => {
  app = await openApp({ household, path: `${path}/mask` });
  await expect.element(page.getByText(/There is no picture of this camera yet/)).toBeVisible();
  await button('New area').click();
  await button('Save').click();
  await expect.poll(() => household.settings.mask.length).toBe(1);
});

test('who only looks on sees how a camera watches and changes nothing', async () => {
  household.me = { ...owner, role: 'monitor' };
  app = await openApp({ household, path });
  await expect.element(page.getByRole('slider', { name: 'Sensitivity' })).toBeDisabled();
  await expect.element(page.getByText('Nothing is ignored')).toBeVisible();
  expect(button('Remove').elements()).toHaveLength(0);
  expect(button('Stop').elements()).toHaveLength(0);
});

test('a camera that is gone says so', async () => {
  app = await openApp({ household, path: `/cameras/${idOf('device', 77)}` });
  await expect.element(page.getByRole('heading', { name: 'This camera is not here.' })).toBeVisible();
});

test('a camera that watches is told what to look out for this time', async () => {
  const session = { id: idOf('session', 1), deviceId: idOf('device', 1), startedAt: minutesBefore(new Date(), 9) };
  const settings = household.settings as unknown as Session['settings'];
  household.sessions = [{ ...session, settings, instructions: [] }];
  app = await openApp({ household, path });
  await expect.element(page.getByRole('heading', { name: 'This time only' })).toBeVisible();
  await page.getByLabelText('A new instruction').first().fill('Tell me when the parcel comes');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => household.sessions[0]?.instructions).toEqual(['Tell me when the parcel comes']);
  await expect.element(page.getByLabelText('Instruction 1').first()).toHaveValue('Tell me when the parcel comes');
});
