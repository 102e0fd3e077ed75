import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aDevice, anEvent, findings, idOf, minutesBefore, owner } from '../../../testing/app/builders';
import { Household, problem } from '../../../testing/app/household';
import { openApp, type OpenApp } from '../../../testing/app/open-app';
import type { NightjarEvent } from '../../api/shapes';
import { ApiProblem } from '../../api/problem';
import { Reviewing } from './reviewing.svelte';

let app: OpenApp | undefined;
let household: Household;
const now = new Date();
const id = idOf('event', 2);
const review = `PUT /events/${id}/reviewed`;

beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  await page.viewport(390, 844);
});
afterEach(async () => {
  await app?.close();
  app = undefined;
});

async function open(path = `/events/${id}`): Promise<void> {
  const happened = [1, 2, 3].map((n) =>
    anEvent(n, minutesBefore(now, 20 * n), { findings: findings(`Person ${n} came in.`) }),
  );
  household = new Household({ me: owner, devices: [aDevice(1, 'Hallway')], events: happened });
  app = await openApp({ household, path });
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const heading = (n: number) => page.getByRole('heading', { level: 1, name: `Person ${n} came in.` });
const reviewed = () => page.getByText('Reviewed', { exact: true });

test('an event that is open for a moment has been looked at, unless the person says otherwise', async () => {
  await open();
  await expect.element(button('Mark as reviewed')).toBeVisible();
  await expect.element(reviewed()).toBeVisible();
  expect(household.events[1]?.reviewed).toBe(true);

  await button('Undo').click();
  await expect.element(button('Mark as reviewed')).toBeVisible();
  expect(household.events[1]?.reviewed).toBe(false);
  await userEvent.keyboard('r');
  await expect.element(reviewed()).toBeVisible();
  expect(household.events[1]?.reviewed).toBe(true);
});

test('what the server says against it is told', async () => {
  await open();
  await expect.element(reviewed()).toBeVisible();
  const refusal = problem(503, 'unavailable', 'The database is starting. Wait a moment.');
  household.refusals.set(`DELETE /events/${id}/reviewed`, refusal);
  await button('Undo').click();
  await expect.element(page.getByText('The database is starting. Wait a moment.')).toBeVisible();
  await expect.element(reviewed()).toBeVisible();
});

test('of what stands beside the timeline of a desk, only what was chosen has been looked at', async () => {
  await page.viewport(1440, 900);
  await open('/');
  await expect.element(page.getByRole('heading', { level: 2, name: 'Person 1 came in.' })).toBeVisible();
  await page.getByRole('link', { name: 'Person 2 came in.' }).click();
  await expect.poll(() => household.asked, { timeout: 20_000 }).toContain(review);
  expect(household.asked).not.toContain(`PUT /events/${idOf('event', 1)}/reviewed`);
});

/** A timeline that notes what it is asked, and may refuse. */
class Timeline {
  readonly asked: boolean[] = [];
  refusal: Error | undefined;

  review(_: string, reviewed: boolean): Promise<void> {
    this.asked.push(reviewed);
    return this.refusal ? Promise.reject(this.refusal) : Promise.resolve();
  }
}

test('what cannot be noted by itself is said nothing of, and tried when the event is looked at again', async () => {
  const timeline = new Timeline();
  const event: NightjarEvent = anEvent(1, now.toISOString());
  const reviewing = new Reviewing(() => event, timeline);
  timeline.refusal = new ApiProblem({ code: 'unreachable', status: 0, detail: 'No network.' });
  await reviewing.look();
  await reviewing.look();
  expect(timeline.asked).toEqual([true, true]);
  expect(reviewing.form.general).toBeFalsy();
});

test('keys go to other events, and tell what they do', async () => {
  await open();
  await expect.element(heading(2)).toBeVisible();
  await userEvent.keyboard('j');
  await expect.element(heading(3)).toBeVisible();
  await userEvent.keyboard('kk');
  await expect.element(heading(1)).toBeVisible();
  await userEvent.keyboard('?');
  await expect.element(page.getByRole('dialog', { name: 'Keys' })).toHaveTextContent(/Older event, newer event/);
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
});

test('the next older page is there before the last event is left', async () => {
  const happened = Array.from({ length: 51 }, (_, n) =>
    anEvent(n + 1, minutesBefore(now, n), { findings: findings(`Person ${n + 1} came in.`) }),
  );
  household = new Household({ me: owner, devices: [aDevice(1, 'Hallway')], events: happened });
  app = await openApp({ household, path: `/events/${idOf('event', 50)}` });
  await expect.element(heading(50)).toBeVisible();
  await expect.element(button('Older event').first()).toBeEnabled();
  await userEvent.keyboard('j');
  await expect.element(heading(51)).toBeVisible();
});

test('the speed goes up and down by keys and by its button, and stays for the visit', async () => {
  await open();
  await expect.element(button('Speed 1×')).toBeVisible();
  await userEvent.keyboard('>>>');
  await expect.element(button('Speed 4×')).toBeVisible();
  await userEvent.keyboard('j');
  await expect.element(heading(3)).toBeVisible();
  await expect.element(button('Speed 4×')).toBeVisible();
  await button('Speed 4×').click();
  await expect.element(button('Speed 0.5×')).toBeVisible();
  await userEvent.keyboard('<');
  await expect.element(button('Speed 0.5×')).toBeVisible();
});

/** A finger that goes down on an element and comes up elsewhere. */
async function swipe(on: Element, right: number, down = 0, pointerType = 'touch'): Promise<void> {
  const at = { clientX: 195, clientY: 200, pointerId: 7, pointerType, isPrimary: true, bubbles: true };
  const to = { ...at, clientX: 195 + right, clientY: 200 + down };
  on.dispatchEvent(new PointerEvent('pointerdown', at));
  on.dispatchEvent(new PointerEvent('pointermove', to));
  on.dispatchEvent(new PointerEvent('pointerup', to));
  await Promise.resolve();
}

test('a swipe goes to the next event, a scroll and a touch of the controls do not', async () => {
  await open();
  await expect.element(heading(2)).toBeVisible();
  const picture = () => document.querySelector('.player')!;
  await swipe(picture(), -90, 80);
  await swipe(picture(), -40);
  await swipe(picture(), -200, 0, 'mouse');
  await swipe(document.querySelector('.scrub .clock')!, -150);
  await expect.element(heading(2)).toBeVisible();
  await swipe(picture(), -120, 20);
  await expect.element(heading(3)).toBeVisible();
  await swipe(picture(), 120);
  await expect.element(heading(2)).toBeVisible();
});
