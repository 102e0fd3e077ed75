import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { button, CameraPage, heading } from '../../../testing/app/camera-page';

let camera: CameraPage;
let unstub: (() => void) | undefined;

beforeEach(async () => {
  await page.viewport(390, 844);
  localStorage.clear();
  camera = new CameraPage();
});
afterEach(async () => {
  unstub?.();
  unstub = undefined;
  await camera.close();
});

/** The browser's answer to what this page may use; tests cannot take a permission back. */
function permissions(answer: PermissionState | 'unknown'): void {
  const real = navigator.permissions.query.bind(navigator.permissions);
  navigator.permissions.query = () =>
    answer === 'unknown'
      ? Promise.reject(new TypeError('camera is no permission'))
      : Promise.resolve({ state: answer } as PermissionStatus);
  unstub = () => (navigator.permissions.query = real);
}

test('a camera that was watching watches again by itself when its page is opened again', async () => {
  permissions('granted');
  await camera.open();
  await camera.start();
  await camera.close();
  await camera.open();
  await expect.element(heading('Watching')).toBeVisible();
  expect(camera.watch.observer).toBeDefined();
});

test('what somebody stopped stays off', async () => {
  permissions('granted');
  await camera.open();
  await camera.start();
  await button('Stop watching').click();
  await expect.element(button('Start watching')).toBeVisible();
  await camera.close();
  await camera.open();
  await expect.element(heading('Hallway is ready to watch.')).toBeVisible();
  expect(camera.watch.observer).toBeUndefined();
});

test('where the browser would ask first, it says that a tap is needed', async () => {
  permissions('granted');
  await camera.open();
  await camera.start();
  await camera.close();
  permissions('prompt');
  await camera.open();
  await expect.element(page.getByText('gives the camera again only after a tap')).toBeVisible();
  expect(camera.watch.observer).toBeUndefined();
  await camera.start();
  await expect.element(page.getByText('gives the camera again only after a tap')).not.toBeInTheDocument();
});

test('a browser that does not tell is judged by whether it names its cameras', async () => {
  // This page may use the drawn camera, so it is named.
  const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
  stream.getTracks().forEach((track) => track.stop());
  permissions('unknown');
  await camera.open();
  await camera.start();
  await camera.close();
  await camera.open();
  await expect.element(heading('Watching')).toBeVisible();
});

test('another camera on the same phone does not take over the watching', async () => {
  permissions('granted');
  localStorage.setItem('nightjar.resume', 'another device');
  await camera.open();
  await expect.element(heading('Hallway is ready to watch.')).toBeVisible();
  expect(camera.watch.observer).toBeUndefined();
});

test('while another window of this browser watches, a second one does not', async () => {
  let release: (() => void) | undefined;
  const held = navigator.locks.request('nightjar-watch', () => new Promise<void>((resolve) => (release = resolve)));
  await expect.poll(() => release).toBeDefined();
  await camera.open();
  await button('Start watching').click();
  await expect.element(page.getByText('Another window of this browser watches already.')).toBeVisible();
  expect(camera.watch.observer).toBeUndefined();
  release?.();
  await held;
  await button('Try again').click();
  await expect.element(heading('Watching')).toBeVisible();
});
