import { expect, test } from 'vitest';
import { AppUpdate } from './app-update.svelte';

test('a service worker that the browser refuses is noticed, and the app goes on', async () => {
  // This page answers /sw.js with a page in place of a script, which a browser refuses as it does a bad certificate.
  const update = new AppUpdate();
  await update.register();
  expect(update.refused).toBe(true);
  expect(update.waits).toBe(false);
});
