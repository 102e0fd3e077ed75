import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { idOf, owner } from '../../../testing/app/builders';
import { Household, problem } from '../../../testing/app/household';
import { goodCode, withPeople } from '../../../testing/app/household-people';
import { openApp, type OpenApp } from '../../../testing/app/open-app';

let app: OpenApp | undefined;
let household: Household;

beforeEach(async () => {
  await page.viewport(390, 844);
  household = withPeople(new Household({ me: owner }));
});
afterEach(async () => {
  await app?.close();
  app = undefined;
});

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const heading = (name: string | RegExp) => page.getByRole('heading', { name });
const said = (key: string) => household.said.findLast((asked) => asked.key === key)?.body;
const password = 'correct horse battery';

async function open(path: string): Promise<void> {
  app = await openApp({ household, path });
}

test('an owner invites somebody, sees the invitation wait, and takes it back', async () => {
  household.people.invitations = [];
  await open('/you/people');
  await page.getByRole('radio', { name: 'owner' }).click({ force: true });
  await expect.element(page.getByText(/Sees and changes everything/)).toBeVisible();
  await button('Make an invitation').click();
  await expect.element(page.getByText(`${location.origin}/join#${goodCode}`)).toBeVisible();
  expect(said('POST /invitations')).toEqual({ role: 'owner' });
  await button(/^Take back the invitation/).click();
  await expect.element(heading('Invited, not here yet')).not.toBeInTheDocument();
  await expect.element(page.getByText(/Send them this link/)).not.toBeInTheDocument();
});

test('an owner removes somebody after a word about what that means', async () => {
  await open('/you/people');
  await expect.element(heading(/You and two others belong to/)).toBeVisible();
  await button('Remove Ida').click();
  await expect.element(page.getByText(/signed out of this household within seconds/)).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove Ida' }).click();
  await expect.element(heading(/You and one other belong to/)).toBeVisible();
});

test('somebody who looks on becomes an owner', async () => {
  await open('/you/people');
  await button('Change what Ida may do').click();
  await button('Make an owner').click();
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  expect(said(`PATCH /members/${idOf('session', 72)}`)).toEqual({ role: 'owner' });
});

test('the only owner can neither leave nor look on only', async () => {
  household.people.members = household.people.members.slice(0, 1);
  await open('/you/people');
  await expect.element(heading(/Only you belong to/)).toBeVisible();
  await expect.element(button('Leave')).not.toBeInTheDocument();
  await expect.element(button(/^Change what/)).not.toBeInTheDocument();
});

test('who leaves the only household is signed out', async () => {
  await open('/you/people');
  await button('Leave').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
  await expect.element(heading('Good to have you back.')).toBeVisible();
});

test('who looks on sees the people and changes nothing', async () => {
  household = withPeople(new Household({ me: { ...owner, role: 'monitor' } }));
  await open('/you/people');
  await expect.element(page.getByText('An owner invites more people')).toBeVisible();
  await expect.element(button(/^Remove/)).not.toBeInTheDocument();
  expect(household.asked).not.toContain('GET /invitations');
});

test('people that cannot be fetched are said, and asked for again', async () => {
  household.refusals.set('GET /members', problem(503, 'busy', 'The server is busy.'));
  await open('/you/people');
  await expect.element(heading('The people cannot be shown.')).toBeVisible();
  await button('Try again').click();
  await expect.element(heading(/others belong to/)).toBeVisible();
});

test('a person goes to another household', async () => {
  await open('/you');
  await button('Go to Grandma').click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'You' }).click();
  await expect.element(page.getByText('looks on of Grandma')).toBeVisible();
});

test('a wrong present password is said beside it, the right one changes it', async () => {
  await open('/you/password');
  await page.getByLabelText('Present password').fill('wrong');
  await page.getByLabelText('New password').fill('a few plain words');
  await button('Change the password').click();
  await expect.element(page.getByLabelText('Present password')).toHaveAccessibleDescription(/not your password/);
  await page.getByLabelText('Present password').fill(password);
  await button('Change the password').click();
  await expect.element(page.getByText(/Your password is changed/)).toBeVisible();
});

test('signing out everywhere is asked once more', async () => {
  await open('/you');
  await button('Sign out everywhere').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect.element(heading('Good to have you back.')).toBeVisible();
  expect(household.asked).toContain('DELETE /sign-ins');
});

test('who deletes everything is told what goes and what stays, and asked for the password', async () => {
  await open('/you/delete');
  await expect.element(page.getByText(/Two other people lose it too/)).toBeVisible();
  await expect.element(page.getByText('You leave Grandma. It stays as it is, without you.')).toBeVisible();
  await page.getByLabelText(/Your password/).fill('wrong');
  await button('Delete everything').click();
  await expect.element(page.getByLabelText(/Your password/)).toHaveAccessibleDescription(/not your password/);
  await page.getByLabelText(/Your password/).fill(password);
  await button('Delete everything').click();
  await expect.element(heading('Everything is deleted.')).toBeVisible();
});

test('somebody who is signed in accepts an invitation into another household', async () => {
  await open(`/join#${goodCode}`);
  await button('Join as Mara').click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'You' }).click();
  await expect.element(page.getByText('looks on of Ben')).toBeVisible();
});

test('an invited person who was here before signs in and joins with one step', async () => {
  household = new Household();
  await open(`/join#${goodCode}`);
  await page.getByRole('link', { name: 'I have signed in here before' }).click();
  await page.getByLabelText('E-mail').fill('mara@example.org');
  await page.getByLabelText('Password').fill(password);
  await button('Sign in and join').click();
  await expect.element(heading('Nothing has happened yet.')).toBeVisible();
  expect(said('POST /sign-ins')).toMatchObject({ invitation: goodCode });
});

test('an invitation that is not good says what to do', async () => {
  household = new Household();
  await open('/join#nji_old');
  await expect.element(page.getByText(/Ask the owner for a new one/)).toBeVisible();
});

test('a forgotten password is set anew by a link', async () => {
  household = new Household();
  await open('/sign-in');
  await page.getByRole('link', { name: 'Forgot the password?' }).click();
  await page.getByLabelText('E-mail').fill('mara@example.org');
  await button('Send me a link').click();
  await expect.element(heading('Look into your mail.')).toBeVisible();
  await app?.close();
  await open('/new-password#good-link');
  await page.getByLabelText('New password').fill('a few plain words');
  await button('Set the password').click();
  await expect.element(heading('Nothing has happened yet.')).toBeVisible();
});

test('a server without mail says where the link is, or that it gives none', async () => {
  household = new Household();
  household.people.delivery = 'console';
  const detail = 'This server sends no mail. Open the page on the machine that it runs on.';
  household.refusals.set('POST /password-resets', problem(403, 'mailMissing', detail));
  await open('/forgot');
  await page.getByLabelText('E-mail').fill('mara@example.org');
  await button('Send me a link').click();
  await expect.element(page.getByText(detail)).toBeVisible();
  await button('Send me a link').click();
  await expect.element(heading('Look at the console.')).toBeVisible();
});

test('a link that was used says to ask for another', async () => {
  household = new Household();
  await open('/new-password#used');
  await page.getByLabelText('New password').fill('a few plain words');
  await button('Set the password').click();
  await expect.element(page.getByText(/Ask for a new one/)).toBeVisible();
  await page.getByRole('link', { name: 'Ask for another link.' }).click();
  await expect.element(heading('A new password.')).toBeVisible();
});
