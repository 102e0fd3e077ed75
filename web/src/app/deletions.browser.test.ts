import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { aDevice, anEvent, findings, idOf, minutesBefore, owner } from '../../testing/app/builders';
import { Household, problem } from '../../testing/app/household';
import { openApp, type OpenApp } from '../../testing/app/open-app';
import { ApiProblem } from '../api/problem';
import { Deletions, type Deleting } from './deletions.svelte';

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

/** A server that notes what it is asked to delete, and may refuse. */
class Deleted implements Deleting {
  readonly asked: (readonly [string, boolean])[] = [];
  readonly gone: string[] = [];
  refusal: ApiProblem | undefined;

  deleteEvent = (id: string, _?: AbortSignal, keepalive = false): Promise<void> => {
    this.asked.push([id, keepalive]);
    return this.refusal ? Promise.reject(this.refusal) : Promise.resolve();
  };

  deletions(waitMs: number): Deletions {
    return new Deletions(this, (id) => this.gone.push(id), waitMs);
  }
}

const long = 60_000;

test('what is deleted is out of sight at once, and gone a moment later', async () => {
  const server = new Deleted();
  const deletions = server.deletions(1);
  deletions.add('a');
  deletions.add('b');
  expect([...deletions.hidden]).toEqual(['a', 'b']);
  expect(server.asked).toEqual([]);
  await expect.poll(() => server.gone).toEqual(['a', 'b']);
  expect(deletions.waiting).toEqual([]);
});

test('what was undone is shown and never deleted', async () => {
  const server = new Deleted();
  const deletions = server.deletions(long);
  deletions.add('a');
  deletions.add('b');
  deletions.undo();
  await deletions.send();
  expect(deletions.hidden.size).toBe(0);
  expect(server.asked).toEqual([]);
});

test('what waits is deleted by a request that outlives the page, once', async () => {
  const server = new Deleted();
  const deletions = server.deletions(long);
  deletions.add('a');
  await Promise.all([deletions.send(true), deletions.send(true)]);
  expect(server.asked).toEqual([['a', true]]);
});

test('what the server refuses is shown again, with its sentence', async () => {
  const server = new Deleted();
  server.refusal = new ApiProblem({ code: 'unavailable', status: 503, detail: 'The database is starting.' });
  const deletions = server.deletions(long);
  deletions.add('a');
  await deletions.send();
  expect(deletions.hidden.size).toBe(0);
  expect(deletions.trouble).toBe('The event was not deleted, and is back in the timeline. The database is starting.');
  expect(server.gone).toEqual([]);
});

test('what somebody else deleted meanwhile is gone', async () => {
  const server = new Deleted();
  server.refusal = new ApiProblem({ code: 'notFound', status: 404, detail: 'There is no such event.' });
  const deletions = server.deletions(long);
  deletions.add('a');
  await deletions.send();
  expect(server.gone).toEqual(['a']);
  expect(deletions.trouble).toBeUndefined();
});

async function open(): Promise<Household> {
  const happened = [1, 2].map((n) => anEvent(n, minutesBefore(now, n), { findings: findings(`Person ${n} came in.`) }));
  const household = new Household({ me: owner, devices: [aDevice(1, 'Hallway')], events: happened });
  app = await openApp({ household, path: `/events/${idOf('event', 1)}` });
  return household;
}

const deletion = `DELETE /events/${idOf('event', 1)}`;

test('the page that goes away deletes first', async () => {
  const household = await open();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect.element(page.getByText('Event deleted, for everyone here.')).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Person 2 came in.' })).toBeVisible();
  expect(page.getByRole('link', { name: 'Person 1 came in.' }).elements()).toHaveLength(0);
  expect(household.asked).not.toContain(deletion);
  window.dispatchEvent(new PageTransitionEvent('pagehide'));
  await expect.poll(() => household.asked).toContain(deletion);
});

test('what was deleted goes before its person is signed out', async () => {
  const household = await open();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('link', { name: 'You', exact: true }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect.poll(() => household.asked).toContain('DELETE /sign-ins/current');
  expect(household.asked.indexOf(deletion)).toBeGreaterThan(0);
  expect(household.asked.indexOf(deletion)).toBeLessThan(household.asked.indexOf('DELETE /sign-ins/current'));
});

test('a deletion that fails is told, and its event is back', async () => {
  const household = await open();
  household.refusals.set(deletion, problem(503, 'unavailable', 'The database is starting. Wait a moment.'));
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  window.dispatchEvent(new PageTransitionEvent('pagehide'));
  await expect.element(page.getByText(/was not deleted, and is back in the timeline/)).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Person 1 came in.' })).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  expect(page.getByText(/was not deleted/).elements()).toHaveLength(0);
});
