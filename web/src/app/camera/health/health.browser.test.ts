import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { idOf } from '../../../../testing/app/builders';
import { button, CameraPage, heading } from '../../../../testing/app/camera-page';
import type { Heartbeat, NewGap } from '../../../api/shapes';

let camera: CameraPage;

/** Changes that follow soon after another are told together, a few seconds later. */
const patient = { timeout: 15_000 };

beforeEach(async () => {
  await page.viewport(390, 844);
  localStorage.clear();
  camera = new CameraPage();
  await camera.open();
});
afterEach(async () => {
  show();
  await camera.close();
});

const beats = () => camera.said<Heartbeat>('POST', /heartbeat$/);
const gaps = () => camera.said<NewGap>('PUT', /gaps/);
const sample = { changedShare: 0.002, threshold: 0.01, framesPerSecond: 24, lastPacketSeconds: 0.4 };

/** The phone shows another app. */
function hide(): void {
  Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

function show(): void {
  Reflect.deleteProperty(document, 'visibilityState');
  document.dispatchEvent(new Event('visibilitychange'));
}

test('every heartbeat says how the phone is', async () => {
  await camera.start();
  const health = () => beats().at(-1)?.health;
  await expect.poll(() => health()?.framesPerSecond, patient).toBe(24);
  expect(health()).toMatchObject({ hidden: false, muted: false, screenKept: true, source: 'recorder', width: 640 });
  expect(health()).toMatchObject({ queueLength: 0, appVersion: 'unreleased', charging: true });
  expect(beats().at(-1)).toMatchObject({ state: 'watching', sessionId: idOf('session', 1) });
});

test('what changes is told at once', async () => {
  await camera.start();
  await expect.poll(() => beats().at(-1)?.health?.screenKept, patient).toBe(true);
  camera.watch.observer?.awake?.(false);
  await expect.poll(() => beats().at(-1)?.health?.screenKept, patient).toBe(false);
  await expect.element(page.getByRole('alert'), patient).toHaveTextContent('The screen may turn off');
  hide();
  await expect.poll(() => beats().at(-1)?.health?.hidden, patient).toBe(true);
});

test('a blind time is kept from the last picture to the next, told at once, and said afterwards', async () => {
  await camera.start();
  const { observer } = camera.watch;
  observer?.state({ kind: 'blind', reason: 'cameraTaken' });
  await expect.poll(() => beats().at(-1), patient).toMatchObject({ state: 'blind', blindReason: 'cameraTaken' });
  await expect.poll(() => gaps().length, patient).toBe(1);
  expect(gaps()[0]).toMatchObject({ reason: 'cameraTaken' });
  expect(gaps()[0]?.until).toBeUndefined();
  observer?.sample(sample);
  observer?.state({ kind: 'watching', since: Date.now() });
  await expect.poll(() => gaps().at(-1)?.until, patient).toBeDefined();
  await expect.poll(() => beats().at(-1)?.state, patient).toBe('watching');
});

test('a picture that freezes behind another app is put down to that', async () => {
  await camera.start();
  hide();
  camera.watch.observer?.state({ kind: 'blind', reason: 'frozen' });
  await expect.poll(() => gaps().at(-1)?.reason, patient).toBe('hidden');
  await expect.poll(() => beats().at(-1)?.blindReason, patient).toBe('hidden');
});

test('a recorder that hands nothing over is shown and told', async () => {
  await camera.start();
  camera.watch.observer?.sample({ ...sample, lastPacketSeconds: 9 });
  await expect.element(page.getByRole('alert'), patient).toHaveTextContent('The recorder hands nothing over');
  await expect.poll(() => beats().at(-1)?.health?.lastPacketSeconds, patient).toBe(9);
  camera.watch.observer?.sample(sample);
  await expect.element(page.getByRole('alert'), patient).not.toBeInTheDocument();
});

test('a tap that the browser wants before it lets the page listen is asked for', async () => {
  camera.household.settings = { ...camera.household.settings, sound: { on: true, leastDb: -65 } };
  await camera.start();
  camera.watch.observer?.hearing?.('waiting');
  await expect.element(page.getByText('Tap anywhere.')).toBeVisible();
  camera.watch.observer?.hearing?.('listening');
  await expect.element(page.getByText('Tap anywhere.')).not.toBeInTheDocument();
});

test('an order to stop is followed, and said', async () => {
  await camera.start();
  camera.household.orders = { stop: true };
  camera.watch.observer?.awake?.(false);
  await expect.element(page.getByText('It was told to stop from another device.'), patient).toBeVisible();
  expect(camera.watch.stopped).toBe(true);
});

test('a camera that hears it was removed stops and says so', async () => {
  await camera.start();
  camera.household.orders = { revoked: true };
  camera.watch.observer?.awake?.(false);
  await expect.element(heading('Hallway was removed.'), patient).toBeVisible();
  expect(camera.watch.stopped).toBe(true);
});

test('newer settings are fetched and followed', async () => {
  await camera.start();
  camera.household.settings = { ...camera.household.settings, version: 7, sensitivity: 'high' };
  camera.watch.observer?.awake?.(false);
  await expect.poll(() => camera.watch.updates.at(-1)?.sensitivity, patient).toBe('high');
});

test('a dismissed clip that somebody wants after all is sent', async () => {
  await camera.start();
  camera.household.decision = 'dismiss';
  const id = idOf('event', 1);
  const announcement = {
    sessionId: idOf('session', 1),
    at: new Date().toISOString(),
    trigger: { type: 'motion', score: 0.1, doubt: true } as const,
  };
  camera.watch.observer?.suspected?.({ id, announcement, frames: [new Blob(['frame'])] });
  camera.watch.observer?.event({ id, announcement });
  await expect.element(button('1 dismissed')).toBeVisible();
  expect(camera.household.asked).not.toContain(`PUT /events/${id}`);
  camera.household.orders = { wanted: [id] };
  camera.watch.observer?.awake?.(false);
  await expect.poll(() => camera.household.asked, patient).toContain(`PUT /events/${id}`);
});

test('a camera that is off asks for dismissed clips that are wanted when its page is shown again', async () => {
  camera.household.decision = 'dismiss';
  const id = idOf('event', 1);
  const trigger = { type: 'motion', score: 0.1, doubt: true } as const;
  const announcement = { sessionId: idOf('session', 1), at: new Date().toISOString(), trigger };
  await camera.app?.outbox.preview({ id, announcement, frames: [new Blob(['frame'])] });
  await camera.app?.outbox.add({ id, announcement });
  await expect.element(button('1 dismissed')).toBeVisible();
  camera.household.orders = { wanted: [id] };
  hide();
  show();
  await expect.poll(() => camera.household.asked, patient).toContain(`PUT /events/${id}`);
  expect(beats().at(-1)?.state).toBe('stopped');
});
