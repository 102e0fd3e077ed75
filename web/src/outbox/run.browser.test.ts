import { expect, onTestFinished, test, vi } from 'vitest';
import { aCamera, type Camera } from '../../testing/browser/camera';
import { anEvent, sessionId, startedAt, watched } from '../../testing/browser/recorded';
import { newWorld } from '../../testing/browser/world';
import { putByFetch, putClip, type ClipToSend } from './put-clip';
import { runOutbox } from './run';
import { cameraApi, sendAllDue } from './send';

function run({ outbox, world }: Camera): { readonly stop: AbortController; readonly ended: Promise<void> } {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  return { stop, ended: runOutbox(outbox, cameraApi(outbox, world.server), stop.signal) };
}

async function untilEmpty({ status }: Camera): Promise<void> {
  await vi.waitUntil(async () => (await status()).items.length === 0, { timeout: 20_000 });
}

test('sends what comes in while it runs', async () => {
  const camera = await aCamera();
  run(camera);
  await camera.outbox.sessionStarted(sessionId, startedAt);
  await camera.outbox.add(await anEvent('a'));
  await untilEmpty(camera);
  await camera.outbox.add(await anEvent('b'));
  await untilEmpty(camera);
  expect((await camera.world.report()).events).toMatchObject([{ id: 'a' }, { id: 'b' }]);
});

test('tries at once when the connection is back, however long it was to wait', async () => {
  const camera = await aCamera({ random: () => 0.999 });
  const { outbox, world, status } = camera;
  for (let cuts = 0; cuts < 4; cuts++) await world.fault('sessionStart', { kind: 'cut' });
  await outbox.sessionStarted(sessionId, startedAt);
  await outbox.add(await anEvent('a'));
  run(camera);
  for (let tries = 1; tries <= 4; tries++) {
    await vi.waitUntil(async () => (await world.routes()).length >= tries, { timeout: 20_000 });
    window.dispatchEvent(new Event('online'));
  }
  await untilEmpty(camera);
  expect((await status()).items).toEqual([]);
});

test('ends when it is stopped, even in the middle of a request, and loses nothing', async () => {
  const camera = await aCamera();
  const { outbox, world } = camera;
  await world.fault('announce', { kind: 'hold' });
  await outbox.sessionStarted(sessionId, startedAt);
  await outbox.add(await anEvent('a'));
  const { stop, ended } = run(camera);
  await vi.waitUntil(async () => (await world.report()).held === 1, { timeout: 20_000 });
  stop.abort();
  await expect(ended).resolves.toBeUndefined();
  await world.release();
  run(camera);
  await untilEmpty(camera);
  expect((await world.report()).events).toMatchObject([{ id: 'a', bytes: 1_000 }]);
});

test('goes on when the browser could not store what came of a step', async () => {
  const camera = await aCamera();
  await watched(camera.outbox, anEvent('a'), anEvent('b'));
  refuseSteps(2);
  const { ended } = run(camera);
  const failed = ended.catch((cause: unknown) => cause);
  await Promise.race([untilEmpty(camera), failed]);
  expect((await camera.world.report()).events).toMatchObject([
    { id: 'a', state: 'processing', bytes: 1_000 },
    { id: 'b', state: 'processing', bytes: 1_000 },
  ]);
});

test('goes on when an answer is none that can be read', async () => {
  const camera = await aCamera();
  await camera.world.fault('announce', { kind: 'answer', status: 200 });
  await watched(camera.outbox, anEvent('a'));
  const { ended } = run(camera);
  const failed = ended.catch((cause: unknown) => cause);
  await vi.waitUntil(async () => (await camera.world.routes()).includes('announce'), { timeout: 20_000 });
  window.dispatchEvent(new Event('online'));
  await Promise.race([untilEmpty(camera), failed]);
  expect((await camera.world.report()).events).toMatchObject([{ id: 'a', state: 'processing', bytes: 1_000 }]);
});

/** Refuses to store so many moves of events, as a browser does whose disk is full. */
function refuseSteps(times: number): void {
  const put = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put') as PropertyDescriptor;
  let left = times;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given) {
    const isMove = this.name === 'entries' && (given[0] as { kind: string }).kind === 'event';
    left -= isMove ? 1 : 0;
    if (isMove && left >= 0) throw new DOMException('No room.', 'QuotaExceededError');
    return (put.value as IDBObjectStore['put']).apply(this, given);
  };
  onTestFinished(() => void Object.defineProperty(IDBObjectStore.prototype, 'put', put));
}

test('leaves it to a page that is open, and sends when the page has gone', async () => {
  const camera = await aCamera();
  const { outbox, world, status } = camera;
  const { stop, ended } = run(camera);
  await world.fault('sessionStart', { kind: 'hold' });
  await outbox.sessionStarted(sessionId, startedAt);
  await outbox.add(await anEvent('a'));
  await vi.waitUntil(async () => (await world.report()).held === 1, { timeout: 20_000 });
  const sent = sendAllDue(outbox, cameraApi(outbox, world.server), new AbortController().signal);
  expect(await world.routes()).toEqual(['sessionStart']);
  stop.abort();
  await ended;
  await sent;
  expect((await status()).items).toEqual([]);
  await world.release();
});

async function aClip(maximumBytes = 1_000): Promise<ClipToSend & { readonly world: Camera['world'] }> {
  const world = newWorld();
  await fetch(`${world.server}/api/v1/sessions/s`, { method: 'PUT', body: JSON.stringify({ startedAt }) });
  await fetch(`${world.server}/api/v1/events/a`, { method: 'PUT', body: JSON.stringify({ sessionId: 's', clip: {} }) });
  const url = `${new URL(world.server).pathname}/blobs/a?grant=1`;
  const grant = { method: 'PUT', url, headers: { 'Content-Type': 'video/mp4' }, maximumBytes };
  const signal = new AbortController().signal;
  return {
    world,
    grant,
    server: world.server,
    clip: new Blob([new Uint8Array(1_000)]),
    progress: () => undefined,
    signal,
  };
}

test('a service worker sends a clip as well', async () => {
  const { world, ...sending } = await aClip();
  const shares: number[] = [];
  const response = await putByFetch({ ...sending, progress: (share) => shares.push(share) });
  expect(response.status).toBe(201);
  expect(shares).toEqual([1]);
  expect((await world.report()).events).toMatchObject([{ id: 'a', bytes: 1_000 }]);
});

test('does not send a clip that the grant does not cover', async () => {
  const { world, ...sending } = await aClip(999);
  expect(await putClip(sending)).toMatchObject({ kind: 'failed', problem: { status: 413, code: 'clipTooLarge' } });
  expect(await world.routes()).not.toContain('send');
});

test.each([
  [409, 'BlobAlreadyExists'],
  [403, 'UnauthorizedBlobOverwrite'],
  [403, 'AuthorizationPermissionMismatch'],
])('takes Azure at its word that a clip is there already: %i %s', async (status, code) => {
  const { world, ...sending } = await aClip();
  await world.fault('send', { kind: 'answer', status, body: `<Error><Code>${code}</Code></Error>` });
  expect(await putClip(sending)).toEqual({ kind: 'sent' });
});

test('takes a grant for one that ran out when Azure does not know its signature', async () => {
  const { world, ...sending } = await aClip();
  await world.fault('send', { kind: 'answer', status: 403, body: '<Error><Code>AuthenticationFailed</Code></Error>' });
  expect(await putClip(sending)).toMatchObject({ kind: 'failed', problem: { status: 403 } });
});

test('throws the reason of the one who aborts an upload', async () => {
  const { world, ...sending } = await aClip();
  await world.fault('send', { kind: 'hold' });
  const controller = new AbortController();
  const sent = putClip({ ...sending, signal: controller.signal });
  await vi.waitUntil(async () => (await world.report()).held === 1, { timeout: 20_000 });
  const reason = new Error('The page was closed.');
  controller.abort(reason);
  await expect(sent).rejects.toBe(reason);
  await world.release();
});
