import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aDevice, anEvent, findings, idOf, minutesBefore, owner } from '../../../testing/app/builders';
import { Household, problem } from '../../../testing/app/household';
import { openApp, type OpenApp } from '../../../testing/app/open-app';

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

const happened = (number: number, minutes: number, summary: string, more = {}) =>
  anEvent(number, minutesBefore(now, minutes), { findings: findings(summary, more) });

function home(): Household {
  const dog = [{ name: 'dog', confidence: 0.9, firstSeenSeconds: 1, count: 1 }];
  return new Household({
    me: owner,
    devices: [aDevice(1, 'Hallway'), aDevice(2, 'Garden')],
    events: [
      happened(3, 10, 'A person took the red umbrella.', {
        observations: [{ atSeconds: 8, text: 'The umbrella is opened.' }],
      }),
      { ...happened(2, 20, 'A dog slept on the red sofa.', { labels: dog }), deviceId: idOf('device', 2) },
      happened(1, 60 * 24 * 20, 'A person painted the fence.'),
    ],
  });
}

const results = () => page.getByRole('listitem').filter({ hasText: /Hallway|Garden/ });
const box = () => page.getByRole('searchbox', { name: 'Search what happened' }).first();

test('a slash goes to the box, and what is asked stands in the address', async () => {
  app = await openApp({ household: home() });
  await expect.element(page.getByText('A person took the red umbrella.').first()).toBeVisible();
  await userEvent.keyboard('/red umbrella{Enter}');
  await expect.element(page.getByText('Has “red” and “umbrella”. Means something similar.')).toBeVisible();
  expect(location.search).toBe('?q=red+umbrella');
  await expect.element(results().first()).toHaveTextContent('0:08 The umbrella is opened.');
  expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toContain('umbrella');
});

test('back leads from an event to the results, and from them to the timeline', async () => {
  app = await openApp({ household: home() });
  await box().fill('sofa');
  await userEvent.keyboard('{Enter}');
  await page.getByRole('link', { name: 'A dog slept on the red sofa.' }).click();
  await expect.element(page.getByRole('heading', { level: 1, name: /A dog slept/ })).toBeVisible();
  history.back();
  await expect.element(page.getByText('Has “sofa”. Means something similar.')).toBeVisible();
  await expect.element(box()).toHaveValue('sofa');
  history.back();
  await expect.poll(() => location.pathname).toBe('/');
});

test('filters narrow the results and are undone by another tap', async () => {
  app = await openApp({ path: '/search?q=red', household: home() });
  await expect.poll(() => document.querySelectorAll('.result').length).toBe(2);
  await page.getByRole('button', { name: 'Garden', exact: true }).click();
  await expect.poll(() => document.querySelectorAll('.result').length).toBe(1);
  expect(location.search).toContain(`camera=${idOf('device', 2)}`);
  await expect
    .element(page.getByRole('button', { name: 'Garden', exact: true }))
    .toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Garden', exact: true }).click();
  await expect.poll(() => document.querySelectorAll('.result').length).toBe(2);
});

test('filters alone list what passes them', async () => {
  app = await openApp({ path: '/search?days=7', household: home() });
  await expect.poll(() => document.querySelectorAll('.result').length).toBe(2);
});

test('says that nothing matches, and what to try', async () => {
  app = await openApp({ path: '/search?q=giraffe', household: home() });
  await expect.element(page.getByText('No event matches “giraffe”.')).toBeVisible();
});

test('says which word was taken for which, and that only words were compared', async () => {
  const household = home();
  household.modelMissing = true;
  app = await openApp({ path: '/search?q=umbrela+red', household });
  await expect.element(page.getByText('No event has that word. Read “umbrela” as “umbrella”.')).toBeVisible();
  await expect.element(page.getByText(/Only words were compared/)).toBeVisible();
});

test('a search that fails says so and is tried again', async () => {
  const household = home();
  household.staysDown = true;
  household.refusals.set('GET /search', problem(503, 'busy', 'The server is busy. Wait a moment.'));
  app = await openApp({ path: '/search?q=sofa', household });
  await expect.element(page.getByRole('alert')).toHaveTextContent('The server is busy. Wait a moment.');
  household.refusals.clear();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.element(page.getByText('A dog slept on the red sofa.')).toBeVisible();
});

test('more results come when the end is near, and one that was deleted elsewhere leaves', async () => {
  const household = home();
  household.events = Array.from({ length: 45 }, (_, index) => happened(100 - index, index, `Dog number ${index}.`));
  app = await openApp({ path: '/search?q=dog', household });
  await expect
    .poll(() => {
      window.scrollTo(0, document.body.scrollHeight);
      return document.querySelectorAll('.result').length;
    })
    .toBe(45);
  household.events = household.events.slice(1);
  household.tell('event', idOf('event', 100));
  await expect.poll(() => document.querySelectorAll('.result').length).toBe(44);
});
