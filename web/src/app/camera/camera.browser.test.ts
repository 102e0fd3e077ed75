import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { idOf } from '../../../testing/app/builders';
import { Household, problem } from '../../../testing/app/household';
import { openApp, type OpenApp } from '../../../testing/app/open-app';
import { ScriptedWatch } from '../../../testing/app/scripted-watch';

const identity = { deviceId: idOf('device', 1), name: 'Hallway', accountId: idOf('session', 90), token: 'njd_test' };
let app: OpenApp | undefined;
let watch: ScriptedWatch;
let household: Household;

beforeEach(async () => {
  await page.viewport(390, 844);
  localStorage.clear();
  watch = new ScriptedWatch();
  household = new Household();
  app = await openApp({ household, startWatch: watch.start, camera: identity, path: '/watch' });
});
afterEach(async () => {
  await app?.close();
  app = undefined;
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
async function startWatching(): Promise<void> {
  await button('Start watching').click();
  await expect.element(state('Watching')).toBeVisible();
}
const state = (name: string) => page.getByRole('heading', { level: 1, name });

test('says what the browser will ask for before it starts', async () => {
  await expect.element(page.getByText('The browser asks for the camera')).toBeVisible();
  expect(watch.observer).toBeUndefined();
  await button('Start watching').click();
  await expect.element(state('Watching')).toBeVisible();
  await expect.element(page.getByText('still')).toBeVisible();
});

test('shows what the camera does, and tells the server of the session', async () => {
  await startWatching();
  watch.observer?.state({ kind: 'moved' });
  await expect.element(state('Something moved')).toBeVisible();
  watch.observer?.state({ kind: 'recording', event: 'e', seconds: 2 });
  await expect.element(state('Recording')).toBeVisible();
  await expect.poll(() => household.asked).toContain(`PUT /sessions/${idOf('session', 1)}`);
  await expect.poll(() => household.asked).toContain(`POST /devices/${identity.deviceId}/heartbeat`);
});

test('an event goes to the outbox and is announced', async () => {
  await startWatching();
  watch.observer?.event({
    id: idOf('event', 1),
    announcement: {
      sessionId: idOf('session', 1),
      at: new Date().toISOString(),
      trigger: { type: 'motion', score: 0.1, doubt: false },
    },
  });
  await expect.poll(() => household.asked).toContain(`PUT /events/${idOf('event', 1)}`);
});

test('a blind camera says why and tries again', async () => {
  await startWatching();
  watch.observer?.state({ kind: 'blind', reason: 'cameraTaken' });
  await expect.element(state('Blind')).toBeVisible();
  await expect.element(page.getByText('Another app took the camera.')).toBeVisible();
  await button('Try again').click();
  await expect.element(state('Watching')).toBeVisible();
});

test.each([
  ['permissionDenied', 'Allow it beside the address'],
  ['noCamera', 'no camera that the browser can see'],
  ['ended', 'switched off from outside'],
  ['frozen', 'The picture stands still'],
  ['muted', 'It goes on by itself'],
  ['cannotRecord', 'cannot record it'],
] as const)('a camera that is blind by %s says what to do', async (reason, sentence) => {
  await startWatching();
  watch.observer?.state({ kind: 'blind', reason });
  await expect.element(page.getByText(sentence)).toBeVisible();
  await expect.element(page.getByText('no picture', { exact: true })).toBeVisible();
  watch.observer?.state({ kind: 'watching', since: Date.now() });
  await expect.element(state('Watching')).toBeVisible();
});

test('stopping ends the session and the camera', async () => {
  await startWatching();
  await button('Stop watching').click();
  await expect.element(button('Start watching')).toBeVisible();
  expect(watch.stopped).toBe(true);
  await expect.poll(() => household.asked).toContain(`POST /sessions/${idOf('session', 1)}/stop`);
});

test('the dimmed screen goes on watching and wakes by a tap', async () => {
  await startWatching();
  await button('Dim').click();
  await page.getByRole('button', { name: 'Watching, screen dimmed. Tap to wake.' }).click();
  await expect.element(button('Dim')).toBeVisible();
  expect(watch.stopped).toBe(false);
});

test('a camera that was removed elsewhere stops and says so', async () => {
  const refusal = problem(401, 'deviceRevoked', 'This camera was removed.');
  household.refusals.set(`POST /devices/${identity.deviceId}/heartbeat`, refusal);
  await button('Start watching').click();
  await expect.element(state('Hallway was removed.')).toBeVisible();
  expect(watch.stopped).toBe(true);
});

test('a device ends as a camera only after the consequence was said', async () => {
  await button('Use this device for something else').click();
  await expect.element(page.getByRole('dialog')).toHaveTextContent('To watch again, it is paired anew.');
  await button('End it').click();
  await expect.element(page.getByRole('heading', { name: 'Good to have you back.' })).toBeVisible();
  expect(household.asked).toContain(`DELETE /devices/${identity.deviceId}`);
  expect(await app?.outbox.camera()).toBeUndefined();
});
