import { expect, test } from 'vitest';
import { ScriptedWatch } from '../../../testing/app/scripted-watch';
import type { WatchState } from '../../capture/watch';
import { defaultCameraSettings } from '../../core/event';
import { AppUpdate, updateAtStart } from './app-update.svelte';
import { Watches } from './watches';

test('a service worker that the browser refuses is noticed, and the app goes on', async () => {
  // This page answers /sw.js with a page in place of a script, which a browser refuses as it does a bad certificate.
  const update = new AppUpdate(new Watches(), () => Promise.resolve());
  await update.register();
  expect(update.refused).toBe(true);
  expect(update.waits).toBe(false);
});

test('nothing is loaded anew at the start when no newer version waits', async () => {
  expect(await updateAtStart(new Watches())).toBe(false);
});

const ignore = (): void => undefined;

test('a watch is known to all tabs until it has stopped', async () => {
  const watches = new Watches();
  const scripted = new ScriptedWatch();
  const options = { settings: defaultCameraSettings, longestClipSeconds: 20 };
  const nobody = { state: ignore, started: ignore, sample: ignore, event: ignore };
  const watch = watches.guard(scripted.start)(options, nobody);
  await expect.poll(() => new Watches().anywhere()).toBe(true);
  await watch.stop();
  await expect.poll(() => new Watches().anywhere()).toBe(false);
});

test('a recording is waited for before a watch is ended for a newer version', async () => {
  const watches = new Watches();
  const scripted = new ScriptedWatch();
  const seen: string[] = [];
  const observer = {
    started: ignore,
    sample: ignore,
    event: ignore,
    state: ({ kind }: WatchState) => void seen.push(kind),
  };
  const watch = watches.guard(scripted.start)({ settings: defaultCameraSettings, longestClipSeconds: 20 }, observer);
  scripted.observer?.state({ kind: 'recording', event: 'e', seconds: 1 });
  const order: string[] = [];
  const quiet = watches.quiet().then(() => order.push('quiet'));
  scripted.observer?.state({ kind: 'building', event: 'e' });
  await Promise.resolve();
  order.push('built');
  scripted.observer?.state({ kind: 'watching', since: 0 });
  await quiet;
  expect(order).toEqual(['built', 'quiet']);
  expect(seen).toEqual(['watching', 'recording', 'building', 'watching']);
  await watches.quiet();
  await watch.stop();
});
