import { expect, onTestFinished, test, vi } from 'vitest';
import { aCamera } from '../../testing/browser/camera';
import { anEvent, aPreview, sessionId, watched } from '../../testing/browser/recorded';
import { openTab } from '../../testing/browser/tab';
import type { Fault, Route } from '../../testing/server/stub-types';
import type { Lane } from '../core/queue';
import type { Entry } from './database';
import { openOutbox, type Outbox } from './outbox';
import { runOutbox } from './run';
import { cameraApi, sendNext } from './send';

const hourMs = 3_600_000;
const arrived = (id: string) => ({ id, state: 'processing', bytes: 1_000, frames: 2 });

test('sends the preview at once, and the clip when it is there', async () => {
  const { world, outbox, sendAll, status } = await aCamera();
  await watched(outbox);
  await outbox.preview(aPreview('a'));
  expect((await status()).items).toMatchObject([{ eventId: 'a', step: 'preview', awaitsClip: true }]);
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  void runOutbox(outbox, cameraApi(outbox, world.server), stop.signal);
  await vi.waitUntil(async () => (await status()).items[0]?.step === 'announce', { timeout: 20_000 });
  expect((await world.report()).events).toEqual([
    { id: 'a', hasClip: false, state: 'announced', announced: 0, frames: 2, bytes: 0 },
  ]);
  stop.abort();
  await outbox.add(await anEvent('a'));
  await sendAll();
  expect((await world.report()).events).toMatchObject([{ ...arrived('a'), announced: 1 }]);
  expect(await world.routes()).toEqual(['sessionStart', 'preview', 'announce', 'send', 'confirm']);
  expect((await status()).items).toEqual([]);
});

test('joins preview and clip of one event when the clip comes before its preview', async () => {
  const { world, outbox, sendAll, status } = await aCamera();
  await watched(outbox, anEvent('a', 1_000, true), anEvent('b'));
  await outbox.preview(aPreview('a', true));
  await outbox.preview(aPreview('b'));
  await sendAll();
  expect((await world.report()).events).toMatchObject([arrived('b'), { id: 'a', state: 'dismissed', bytes: 0 }]);
  expect((await status()).items).toMatchObject([{ eventId: 'a', step: 'dismissed', clipBytes: 1_000 }]);
});

test('takes preview and clip once, however often they are added', async () => {
  const { world, outbox, sendAll } = await aCamera();
  await watched(outbox);
  for (let times = 0; times < 2; times++) await outbox.preview(aPreview('a'));
  for (let times = 0; times < 2; times++) await outbox.add(await anEvent('a'));
  await outbox.preview(aPreview('a'));
  await sendAll();
  expect(await world.routes()).toEqual(['sessionStart', 'preview', 'announce', 'send', 'confirm']);
});

const faults: readonly Fault[] = [
  { kind: 'answer', status: 500 },
  { kind: 'answer', status: 429, headers: { 'Retry-After': '7' } },
  { kind: 'answer', status: 400 },
  { kind: 'cut' },
  { kind: 'cutAfter' },
];

test.each(faults)(
  'sends the clip of a trigger although its preview meets $kind $status, without another try',
  async (fault) => {
    const { world, outbox, sendAll } = await aCamera();
    await world.fault('preview', fault);
    await watched(outbox);
    await outbox.preview(aPreview('a'));
    await outbox.add(await anEvent('a'));
    await sendAll();
    expect(await world.routes()).toEqual(['sessionStart', 'preview', 'announce', 'send', 'confirm']);
    expect((await world.report()).events).toMatchObject([{ id: 'a', state: 'processing', bytes: 1_000 }]);
  },
);

test('waits three seconds for an answer to the preview of a trigger, then goes on', async () => {
  const { world, outbox, sendAll } = await aCamera();
  await world.fault('preview', { kind: 'hold' });
  await watched(outbox);
  await outbox.preview(aPreview('a'));
  await outbox.add(await anEvent('a'));
  await sendAll();
  expect((await world.report()).events).toMatchObject([{ id: 'a', state: 'processing' }]);
  await world.release();
});

test.each(faults.filter((fault) => fault.kind !== 'answer' || fault.status !== 400))(
  'asks again whether a doubt is wanted when its preview meets $kind $status',
  async (fault) => {
    const { world, outbox, sendAll, status } = await aCamera();
    await world.fault('preview', fault);
    await watched(outbox);
    await outbox.preview(aPreview('a', true));
    await outbox.add(await anEvent('a', 1_000, true));
    await sendAll();
    expect(await world.routes()).toEqual(['sessionStart', 'preview', 'preview']);
    expect((await status()).items).toMatchObject([{ eventId: 'a', step: 'dismissed', clipBytes: 1_000 }]);
  },
);

test('sends the clip of a doubt when its preview is refused for good', async () => {
  const { world, outbox, sendAll } = await aCamera();
  await world.fault('preview', { kind: 'answer', status: 400 });
  await watched(outbox, anEvent('a', 1_000, true));
  await outbox.preview(aPreview('a', true));
  await sendAll();
  expect((await world.report()).events).toMatchObject([{ id: 'a', state: 'processing', bytes: 1_000 }]);
});

test('a preview overtakes the clip that is being sent', async () => {
  const { world, outbox, status } = await aCamera();
  await world.fault('send', { kind: 'holdBody' });
  await watched(outbox, anEvent('a'));
  onTestFinished(openTab({ outbox: world.name, server: world.server }));
  await vi.waitUntil(async () => (await world.report()).held === 1, { timeout: 20_000 });
  await outbox.preview(aPreview('b'));
  await vi.waitUntil(async () => (await world.routes()).includes('preview'), { timeout: 20_000 });
  expect((await world.report()).held).toBe(1);
  await world.release();
  await outbox.add(await anEvent('b'));
  await vi.waitUntil(async () => (await status()).items.length === 0, { timeout: 20_000 });
});

test('keeps a dismissed clip for a day, and sends it when its owner wants it after all', async () => {
  const { world, outbox, sendAll, status, pass } = await aCamera();
  await watched(outbox, anEvent('a', 1_000, true));
  await outbox.preview(aPreview('a', true));
  await sendAll();
  pass(23 * hourMs);
  await sendAll();
  expect((await status()).items).toMatchObject([{ step: 'dismissed', clipBytes: 1_000 }]);
  await outbox.wanted(['a', 'unknown']);
  await sendAll();
  expect((await world.report()).events).toMatchObject([arrived('a')]);
  expect((await status()).items).toEqual([]);
});

test('lets a dismissed clip go after a day', async () => {
  const { outbox, sendAll, status, pass } = await aCamera();
  await watched(outbox, anEvent('a', 1_000, true));
  await outbox.preview(aPreview('a', true));
  await sendAll();
  pass(24 * hourMs);
  await sendAll();
  expect(await status()).toMatchObject({ items: [], losses: { clips: 0, events: 0 } });
});

test.each([
  ['forward', 400 * 24 * hourMs],
  ['back', -400 * 24 * hourMs],
])('a phone whose clock is set %s keeps a dismissed clip for a day all the same', async (_direction, ms) => {
  const { outbox, sendAll, status, pass, setClock } = await aCamera();
  await watched(outbox, anEvent('a', 1_000, true));
  await outbox.preview(aPreview('a', true));
  await sendAll();
  setClock(ms);
  await sendAll();
  pass(23 * hourMs);
  await sendAll();
  expect((await status()).items).toMatchObject([{ step: 'dismissed', clipBytes: 1_000 }]);
  pass(hourMs);
  await sendAll();
  expect((await status()).items).toEqual([]);
});

test('a clock that was set back while Nightjar was closed keeps a dismissed clip for no more than a day from then', async () => {
  const { world, outbox, sendAll } = await aCamera();
  await watched(outbox, anEvent('a', 1_000, true));
  await outbox.preview(aPreview('a', true));
  await sendAll();
  outbox.close();
  let passed = -400 * 24 * hourMs;
  const now = () => Date.now() + passed;
  const reopened = await openOutbox({ name: world.name, now, steady: () => performance.now() + passed });
  onTestFinished(() => reopened.close());
  expect((await reopened.status()).items).toMatchObject([{ step: 'dismissed' }]);
  const read = () => reopened.next('rest');
  await read();
  passed += 24 * hourMs;
  await read();
  expect((await reopened.status()).items).toEqual([]);
});

test('says of an event that its owner wants when its clip is here no more', async () => {
  const { world, outbox, sendAll, status, pass } = await aCamera();
  await watched(outbox, anEvent('a', 1_000, true));
  await outbox.preview(aPreview('a', true));
  await sendAll();
  pass(24 * hourMs);
  await sendAll();
  await world.restore('a');
  await world.fault('event', { kind: 'answer', status: 503 });
  for (let beats = 0; beats < 2; beats++) await outbox.wanted(['a']);
  await sendAll();
  expect((await world.report()).events).toMatchObject([{ id: 'a', state: 'done', hasClip: false, announced: 1 }]);
  expect((await status()).items).toEqual([]);
});

test('says nothing of an event whose clip has arrived since its owner wanted it', async () => {
  const { world, outbox, sendAll } = await aCamera();
  await watched(outbox, anEvent('a'));
  await sendAll();
  await outbox.wanted(['a', 'unknown']);
  await sendAll();
  expect((await world.report()).events).toMatchObject([{ id: 'a', state: 'processing', bytes: 1_000, announced: 1 }]);
  expect(await outbox.next('rest')).toEqual({ kind: 'idle' });
});

test('lets a dismissed clip go first when there is no room, and says of a restored one that there is no clip', async () => {
  const limits = { clips: 2, bytes: 10_000, entries: 100, previews: 10 };
  const { world, outbox, sendAll, status } = await aCamera({ limits });
  await watched(outbox, anEvent('old'));
  await outbox.add(await anEvent('a', 1_000, true));
  await outbox.preview(aPreview('a', true));
  const sending = (lane: 'previews' | 'rest') =>
    sendNext(outbox, cameraApi(outbox, world.server), new AbortController().signal, lane);
  await sending('rest');
  await sending('previews');
  await outbox.add(await anEvent('b'));
  expect(await status()).toMatchObject({
    items: [
      { eventId: 'old', clipBytes: 1_000 },
      { eventId: 'a', step: 'dismissed', clipBytes: 0 },
      { eventId: 'b', clipBytes: 1_000 },
    ],
    losses: { clips: 0 },
  });
  await outbox.wanted(['a']);
  await sendAll();
  const { events } = await world.report();
  expect(events.find(({ id }) => id === 'a')).toMatchObject({ state: 'done', hasClip: false });
});

test('lets a clip join an event that was dismissed while it was recorded', async () => {
  const { outbox, sendAll, status } = await aCamera();
  await watched(outbox);
  await outbox.preview(aPreview('a', true));
  const sendPreview = sendAll();
  await vi.waitUntil(async () => (await status()).items[0]?.step === 'dismissed');
  await sendPreview;
  await outbox.add(await anEvent('a', 1_000, true));
  expect((await status()).items).toMatchObject([{ step: 'dismissed', clipBytes: 1_000 }]);
});

test('lets the oldest frames go when too many previews wait, and sends those clips', async () => {
  const limits = { clips: 9, bytes: 10_000, entries: 100, previews: 1 };
  const { world, outbox, sendAll } = await aCamera({ limits });
  await watched(outbox);
  for (const id of ['a', 'b']) {
    await outbox.preview(aPreview(id, true));
    await outbox.add(await anEvent(id, 1_000, true));
  }
  await sendAll();
  expect((await world.report()).events.map(({ id, state }) => [id, state])).toEqual(
    expect.arrayContaining([
      ['a', 'processing'],
      ['b', 'dismissed'],
    ]),
  );
});

test('does not announce an event while its clip is recorded, and does without the clip when the recorder ends', async () => {
  const { world, outbox, status } = await aCamera();
  await watched(outbox);
  const recording = await openOutbox({ name: world.name });
  await recording.preview(aPreview('a'));
  const task = { outbox: world.name, server: world.server };
  onTestFinished(openTab(task));
  await vi.waitUntil(async () => (await status()).items[0]?.step === 'announce', { timeout: 20_000 });
  await outbox.sessionStopped(sessionId, '2026-07-01T11:00:00.000Z');
  await vi.waitUntil(async () => (await world.routes()).includes('sessionStop'), { timeout: 20_000 });
  expect(await world.routes()).not.toContain('announce');
  recording.close();
  onTestFinished(openTab(task));
  await vi.waitUntil(async () => (await status()).items.length === 0, { timeout: 20_000 });
  expect((await world.report()).events).toMatchObject([{ id: 'a', state: 'done', hasClip: false, frames: 2 }]);
});

test('goes without a clip when none has come in five minutes', async () => {
  const { world, outbox, sendAll } = await aCamera();
  await watched(outbox);
  await outbox.preview(aPreview('a'));
  await sendAll();
  expect((await world.report()).events).toMatchObject([{ id: 'a', state: 'done', hasClip: false }]);
});

/** What an outbox of a camera is about to do. */
async function due(outbox: Outbox, lane: Lane): Promise<Entry> {
  const choice = await outbox.next(lane);
  if (choice.kind !== 'due') throw new Error(`Nothing is due: ${choice.kind}`);
  return choice.entry;
}

test('sends a clip after all that came while its event was announced without one', async () => {
  const { world, outbox, sendAll, status } = await aCamera();
  await watched(outbox);
  await sendAll();
  const recording = await openOutbox({ name: world.name });
  await recording.preview(aPreview('a'));
  await sendNext(outbox, cameraApi(outbox, world.server), new AbortController().signal, 'previews');
  recording.close();
  await vi.waitUntil(async () => (await outbox.next('rest')).kind === 'due', { timeout: 20_000 });
  const taken = await due(outbox, 'rest');
  await outbox.add(await anEvent('a'));
  await outbox.settle(taken, { kind: 'announced' });
  expect((await status()).items).toMatchObject([{ eventId: 'a', step: 'announce', clipBytes: 1_000 }]);
  await sendAll();
  expect((await world.report()).events).toMatchObject([arrived('a')]);
});

test('sends a clip after all that came when its event was thought to have none', async () => {
  const { world, outbox, sendAll, pass } = await aCamera();
  await watched(outbox);
  await outbox.preview(aPreview('a'));
  // The phone's clock was wrong and is set right while the clip is recorded.
  pass(hourMs);
  await sendAll();
  expect((await world.report()).events).toMatchObject([{ id: 'a', state: 'done', hasClip: false }]);
  await outbox.add(await anEvent('a'));
  await sendAll();
  expect((await world.report()).events).toMatchObject([arrived('a')]);
});

test('takes no offence at the failure of a preview that nobody waits for any more', async () => {
  const { outbox, sendAll, status } = await aCamera();
  await watched(outbox);
  await sendAll();
  await outbox.preview(aPreview('a', true));
  await outbox.add(await anEvent('a', 1_000, true));
  const taken = await due(outbox, 'previews');
  await outbox.wanted(['a']);
  await outbox.settle(taken, { kind: 'failed', problem: { status: 400, code: 'invalid', sentence: 'No.' } });
  expect((await status()).items).toMatchObject([{ eventId: 'a', step: 'announce' }]);
});

const stages: readonly Route[] = ['preview', 'announce', 'send', 'confirm'];

test.each(stages.flatMap((route) => [{ route, when: 'hold' } as const, { route, when: 'holdAfter' } as const]))(
  'goes on where it was when the tab that sends crashes in $route ($when)',
  async ({ route, when }) => {
    const { world, outbox, status } = await aCamera();
    await world.fault(route, { kind: when });
    await watched(outbox);
    await outbox.preview(aPreview('a'));
    const task = { outbox: world.name, server: world.server };
    const crash = openTab(task);
    if (route !== 'preview') await outbox.add(await anEvent('a'));
    await vi.waitUntil(async () => (await world.report()).held === 1, { timeout: 20_000 });
    crash();
    await world.release();
    onTestFinished(openTab(task));
    if (route === 'preview') await outbox.add(await anEvent('a'));
    await vi.waitUntil(async () => (await status()).items.length === 0, { timeout: 20_000 });
    expect((await world.report()).events).toMatchObject([arrived('a')]);
    expect((await world.routes()).filter((its) => its === route).length).toBe(2);
  },
);

test.each(['preview', 'announce'] as const)(
  'keeps the event without a clip when the tab that records it crashes after %s began',
  async (reached) => {
    const { world, outbox, status } = await aCamera();
    if (reached === 'preview') await world.fault('preview', { kind: 'hold' });
    await watched(outbox);
    const task = { outbox: world.name, server: world.server };
    const crash = openTab({ ...task, records: 'a' });
    await vi.waitUntil(
      async () =>
        reached === 'preview' ? (await world.report()).held === 1 : (await status()).items[0]?.step === 'announce',
      { timeout: 20_000 },
    );
    crash();
    await world.release();
    onTestFinished(openTab(task));
    await vi.waitUntil(async () => (await status()).items.length === 0, { timeout: 20_000 });
    expect((await world.report()).events).toMatchObject([{ id: 'a', state: 'done', hasClip: false, frames: 2 }]);
  },
);
