import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { aDevice, idOf, owner } from '../../../testing/app/builders';
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
