import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { Household } from '../../../testing/app/household';
import { openApp, type OpenApp } from '../../../testing/app/open-app';

let app: OpenApp | undefined;

beforeEach(() => page.viewport(390, 844));
afterEach(async () => {
  await app?.close();
  app = undefined;
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const heading = (name: string | RegExp) => page.getByRole('heading', { name });

test('the first person signs up and makes this device a camera, which ends the sign-in', async () => {
  const household = new Household({ signUp: 'first' });
  app = await openApp({ household });
  await page.getByLabelText('Your name').fill('Mara');
  await page.getByLabelText('E-mail').fill('mara@example.org');
  await page.getByLabelText('Password').fill('correct horse battery');
  await button('Sign up').click();
  await page.getByRole('link', { name: 'This device watches' }).click();
  await expect.element(page.getByText('Your sign-in on this device ends.')).toBeVisible();
  await page.getByLabelText('Name of this camera').fill('Hallway');
  await button('Make it a camera').click();
  await expect.element(heading('Hallway is ready to watch.')).toBeVisible();
  expect(await app.outbox.camera()).toMatchObject({ name: 'Hallway', token: 'njd_test', revoked: false });
  expect(location.pathname).toBe('/watch');
});

test('a camera without a name is asked for one before anything is sent', async () => {
  const household = new Household({ signUp: 'first' });
  app = await openApp({ household });
  await page.getByLabelText('E-mail').fill('mara@example.org');
  await page.getByLabelText('Password').fill('correct horse battery');
  await button('Sign up').click();
  await page.getByRole('link', { name: 'This device watches' }).click();
  await button('Make it a camera').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('A camera needs a name');
  expect(household.asked).not.toContain('POST /pairing-codes');
});

test('a wrong password says how many tries are left, beside the field', async () => {
  app = await openApp({ household: new Household() });
  await page.getByLabelText('E-mail').fill('mara@example.org');
  await page.getByLabelText('Password').fill('not this one');
  await button('Sign in').click();
  const field = page.getByLabelText('Password');
  await expect.element(field).toHaveAccessibleDescription(/4 tries left, then a 15-minute wait/);
  await expect.element(field).toHaveAttribute('aria-invalid', 'true');
});

test('signing in leads to the timeline, and signing out back to the sign-in', async () => {
  app = await openApp({ household: new Household() });
  await page.getByLabelText('E-mail').fill('mara@example.org');
  await page.getByLabelText('Password').fill('correct horse battery');
  await button('Sign in').click();
  await expect.element(heading('Nothing has happened yet.')).toBeVisible();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'You' }).click();
  await button('Sign out').click();
  await expect.element(heading('Good to have you back.')).toBeVisible();
});

test('an invitation in the link fills the code in, and an old one is refused in words', async () => {
  app = await openApp({ household: new Household(), path: '/sign-up#nji_old' });
  await expect.element(page.getByLabelText('Invitation code')).toHaveValue('nji_old');
  await page.getByLabelText('E-mail').fill('friend@example.org');
  await page.getByLabelText('Password').fill('correct horse battery');
  await button('Sign up').click();
  await expect
    .element(page.getByLabelText('Invitation code'))
    .toHaveAccessibleDescription(/not good any more. Ask for another one/);
});

test('a phone becomes a camera by the code of a link', async () => {
  app = await openApp({ household: new Household(), path: '/pair#K7M2QX' });
  await button('This device watches').click();
  await expect.element(heading('Hallway is ready to watch.')).toBeVisible();
});

test('a typed code may carry the dash and small letters, and says how much is missing', async () => {
  app = await openApp({ household: new Household(), path: '/pair' });
  const field = page.getByLabelText('Six-character code');
  await field.fill('k7m-2');
  await expect.element(button('2 characters to go')).toBeDisabled();
  await field.fill('k7m-2qy');
  await button('This device watches').click();
  await expect.element(field).toHaveAccessibleDescription(/Ask for another one/);
});

test('a server that does not answer is said, and tried again on demand', async () => {
  const household = new Household();
  household.refusals.set('GET /server', { status: 502 });
  app = await openApp({ household });
  await expect.element(heading('The server does not answer.')).toBeVisible();
  await button('Try again').click();
  await expect.element(heading('Good to have you back.')).toBeVisible();
});
