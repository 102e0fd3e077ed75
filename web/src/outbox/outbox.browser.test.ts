import { expect, onTestFinished, test, vi } from 'vitest';
import { aCamera } from '../../testing/browser/camera';
import { anEvent, sessionId, startedAt, watched } from '../../testing/browser/recorded';
import { openTab } from '../../testing/browser/tab';
import type { Fault, Route } from '../../testing/server/stub-types';
import { cameraApi, sendNext } from './send';

const endedAt = '2026-07-01T11:00:00.000Z';

const stored = (id: string) => ({ id, state: 'processing', bytes: 1_000 });

test('sends the start of a session, its event with the clip, and its stop, in this order', async () => {
  const { world, outbox, sendAll, status } = await aCamera();
  await watched(outbox, anEvent('a'));
  await outbox.sessionStopped(sessionId, endedAt);
  await sendAll();
  expect(await world.routes()).toEqual(['sessionStart', 'announce', 'send', 'confirm', 'sessionStop']);
  expect(await world.report()).toMatchObject({ events: [stored('a')], sessions: [{ id: sessionId, endedAt }] });
  expect((await status()).items).toEqual([]);
});

test('says who it is to the server, and to the store only what the grant says', async () => {
  const { world, outbox, sendAll } = await aCamera();
  await watched(outbox, anEvent('a'));
  await sendAll();
  const { seen } = await world.report();
  const carried = (route: Route) => seen.find((request) => request.route === route)?.headers;
  expect(carried('announce')).toMatchObject({ authorization: 'Bearer njd_secret' });
  expect(carried('send')).toMatchObject({ 'content-type': 'video/mp4' });
  expect(carried('send')).not.toHaveProperty('authorization');
});

test('keeps an event without a clip, and sends no bytes for it', async () => {
  const { world, outbox, sendAll } = await aCamera();
  await watched(outbox, anEvent('a', 0));
  await sendAll();
  expect(await world.routes()).toEqual(['sessionStart', 'announce']);
});

test('takes an event once, however often it is added', async () => {
  const { world, outbox, sendAll } = await aCamera();
  await watched(outbox, anEvent('a'), anEvent('a'));
  await outbox.sessionStarted(sessionId, startedAt);
  await sendAll();
  expect(await world.routes()).toEqual(['sessionStart', 'announce', 'send', 'confirm']);
});

const faults: readonly Fault[] = [
  { kind: 'answer', status: 500 },
  { kind: 'answer', status: 503, headers: { 'Retry-After': '7' } },
  { kind: 'answer', status: 429, headers: { 'Retry-After': '7' } },
  { kind: 'cut' },
  { kind: 'cutAfter' },
];
const steps: readonly Route[] = ['sessionStart', 'announce', 'send', 'confirm', 'sessionStop'];

test.each(steps.flatMap((route) => faults.map((fault) => ({ route, fault }))))(
  'gets everything there once although $route meets $fault.kind $fault.status twice',
  async ({ route, fault }) => {
    const { world, outbox, sendAll, status } = await aCamera();
    await world.fault(route, fault);
    await world.fault(route, fault);
    await watched(outbox, anEvent('a'));
    await outbox.sessionStopped(sessionId, endedAt);
    await sendAll();
    expect(await world.report()).toMatchObject({ events: [stored('a')], sessions: [{ id: sessionId, endedAt }] });
    expect((await status()).items).toEqual([]);
  },
);

test('starts over when the connection breaks while bytes are sent', async () => {
  const { world, outbox, sendAll } = await aCamera();
  await world.fault('send', { kind: 'cutInBody' });
  await watched(outbox, anEvent('a', 3_000_000));
  await sendAll();
  expect(await world.report()).toMatchObject({ events: [{ state: 'processing', bytes: 3_000_000 }] });
});

test('asks for a new grant when the old one has run out', async () => {
  const { world, outbox, sendAll } = await aCamera();
  await world.fault('send', { kind: 'answer', status: 403, body: { code: 'grantRefused' } });
  await watched(outbox, anEvent('a'));
  await sendAll();
  expect(await world.routes()).toEqual(['sessionStart', 'announce', 'send', 'announce', 'send', 'confirm']);
});

test('waits as long as the server asks, and shows why', async () => {
  const { world, outbox, status } = await aCamera();
  const body = { code: 'tooManyUploads', detail: 'Twenty clips this hour.', endsAt: '2026-07-01T17:00:00.000Z' };
  await world.fault('announce', { kind: 'answer', status: 429, headers: { 'Retry-After': '1800' }, body });
  await watched(outbox, anEvent('a'));
  const api = cameraApi(outbox, world.server);
  const send = () => sendNext(outbox, api, new AbortController().signal, 'rest');
  await send();
  await send();
  const sent = await send();
  expect(sent.kind).toBe('wait');
  expect(sent.kind === 'wait' && sent.until - Date.now()).toBeGreaterThan(1_700_000);
  const problem = { code: 'tooManyUploads', sentence: 'Twenty clips this hour.', endsAt: body.endsAt };
  expect((await status()).items).toMatchObject([{ eventId: 'a', step: 'announce', problem }]);
});

test.each([
  [413, 'clipTooLarge'],
  [422, 'clipTooLong'],
])('keeps an event that is refused with %i, with the sentence to show, and sends the others', async (code, name) => {
  const { world, outbox, sendAll, status } = await aCamera();
  const body = { code: name, detail: 'This clip is 31 s; your plan allows 20 s.' };
  await world.fault('announce', { kind: 'answer', status: code, body });
  await watched(outbox, anEvent('a'), anEvent('b'));
  await sendAll();
  const problem = { status: code, code: name, sentence: body.detail };
  expect((await status()).items).toMatchObject([{ eventId: 'a', step: 'refused', clipBytes: 1_000, problem }]);
  expect((await world.report()).events).toMatchObject([stored('b')]);
});

test('lets an event go whose owner has deleted it', async () => {
  const { world, outbox, sendAll, status } = await aCamera();
  await world.fault('confirm', { kind: 'answer', status: 410, body: { code: 'eventDeleted' } });
  await watched(outbox, anEvent('a'));
  await sendAll();
  expect(await status()).toMatchObject({ items: [], losses: { clips: 0, events: 0 } });
});

test('sends a refused event when its owner tries again, and forgets it when its owner lets it go', async () => {
  const { world, outbox, sendAll, status } = await aCamera();
  for (let refusals = 0; refusals < 2; refusals++) await world.fault('announce', { kind: 'answer', status: 413 });
  await watched(outbox, anEvent('a'), anEvent('b'));
  await sendAll();
  await outbox.retry('a');
  await outbox.remove('b');
  await sendAll();
  expect((await status()).items).toEqual([]);
  expect((await world.report()).events).toMatchObject([stored('a')]);
});

test('sends nothing more once the server has revoked the camera', async () => {
  const { world, outbox, sendAll, status } = await aCamera();
  await world.fault('announce', { kind: 'answer', status: 401, body: { code: 'deviceRevoked' } });
  await watched(outbox, anEvent('a'));
  await sendAll();
  expect(await world.routes()).toEqual(['sessionStart', 'announce']);
  expect(await status()).toMatchObject({ camera: 'revoked', items: [{ eventId: 'a' }] });
});

test('sends nothing of one camera as another', async () => {
  const { world, outbox, sendAll, status } = await aCamera();
  await watched(outbox, anEvent('a'));
  await outbox.becomeCamera({ deviceId: 'other', name: 'Shop', accountId: 'neighbour', token: 'njd_other' });
  await sendAll();
  expect(await world.routes()).toEqual([]);
  expect((await status()).items).toEqual([]);
});

const stages: readonly Route[] = ['sessionStart', 'announce', 'send', 'confirm'];

test.each(stages.flatMap((route) => [{ route, when: 'hold' } as const, { route, when: 'holdAfter' } as const]))(
  'goes on where it was when the tab crashes in $route ($when)',
  async ({ route, when }) => {
    const { world, outbox, status } = await aCamera();
    await world.fault(route, { kind: when });
    await watched(outbox, anEvent('a'));
    const task = { outbox: world.name, server: world.server };
    const crash = openTab(task);
    await vi.waitUntil(async () => (await world.report()).held === 1, { timeout: 20_000 });
    crash();
    await world.release();
    const leave = openTab(task);
    await vi.waitUntil(async () => (await status()).items.length === 0, { timeout: 20_000 });
    leave();
    expect((await world.report()).events).toMatchObject([stored('a')]);
    expect((await world.routes()).filter((its) => its === route).length).toBe(2);
  },
);

test('sends each event once when two tabs are open', async () => {
  const { world, outbox, status } = await aCamera();
  const task = { outbox: world.name, server: world.server };
  const leave = [openTab(task), openTab(task)];
  const ids = ['a', 'b', 'c', 'd', 'e'];
  await watched(outbox, ...ids.map((id) => anEvent(id)));
  await vi.waitUntil(async () => (await status()).items.length === 0, { timeout: 20_000 });
  for (const end of leave) end();
  const { events } = await world.report();
  expect(events).toMatchObject(ids.map((id) => ({ ...stored(id), announced: 1 })));
  const oneEvent: Route[] = ['announce', 'send', 'confirm'];
  expect(await world.routes()).toEqual(['sessionStart', ...ids.flatMap(() => oneEvent)]);
});

test('shows here how much of a clip another tab has sent', async () => {
  const { world, outbox } = await aCamera();
  await world.fault('send', { kind: 'holdBody' });
  const shares: number[] = [];
  onTestFinished(outbox.subscribe(({ items }) => void shares.push(items[0]?.sentShare ?? 0)));
  await watched(outbox, anEvent('a', 30_000_000));
  onTestFinished(openTab({ outbox: world.name, server: world.server }));
  await vi.waitUntil(() => shares.some((share) => share > 0 && share < 1), { timeout: 20_000 });
  await world.release();
  await vi.waitUntil(async () => (await outbox.status()).items.length === 0, { timeout: 20_000 });
});

test('lets the oldest clip go when there is no room, keeps its event, and counts it', async () => {
  const limits = { clips: 2, bytes: 10_000, entries: 100, previews: 10 };
  const { world, outbox, sendAll, status } = await aCamera({ limits });
  await watched(outbox, anEvent('a'), anEvent('b'), anEvent('c'));
  expect(await status()).toMatchObject({ losses: { clips: 1 }, items: [{ clipDropped: true }, {}, {}] });
  await sendAll();
  const kept = { id: 'a', hasClip: false, state: 'done' };
  expect((await world.report()).events).toMatchObject([kept, stored('b'), stored('c')]);
  await outbox.acknowledgeLosses();
  expect((await status()).losses).toEqual({ clips: 0, events: 0, damaged: 0 });
});

test('keeps an event without its clip when the clip alone is too much', async () => {
  const limits = { clips: 2, bytes: 10, entries: 100, previews: 10 };
  const { outbox, status } = await aCamera({ limits });
  await watched(outbox, anEvent('a'));
  expect(await status()).toMatchObject({ losses: { clips: 1 }, items: [{ clipBytes: 0, clipDropped: true }] });
});

test.each(['expired', 'uploading', 'announced', 'dismissed'])(
  'keeps a clip for which the server gives no leave although its event is %s',
  async (state) => {
    const { world, outbox, sendAll, status } = await aCamera();
    await world.fault('announce', { kind: 'answer', status: 200, body: { event: { id: 'a', state } } });
    await watched(outbox, anEvent('a'));
    await sendAll();
    expect((await world.report()).events).toMatchObject([{ id: 'a', state: 'processing', bytes: 1_000 }]);
    expect((await status()).items).toEqual([]);
  },
);
