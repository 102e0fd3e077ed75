import { expect, onTestFinished, test, vi } from 'vitest';
import { aCamera } from '../../testing/browser/camera';
import { anEvent, sessionId, watched } from '../../testing/browser/recorded';
import { openTab } from '../../testing/browser/tab';

const from = '2026-07-01T10:05:00.000Z';
const until = '2026-07-01T10:07:00.000Z';
const gap = { id: 'g', from, reason: 'cameraTaken' };

test('tells that the camera is blind, and later until when it was', async () => {
  const { world, outbox, sendAll, status } = await aCamera();
  await watched(outbox);
  await outbox.gapBegan('g', sessionId, from, 'cameraTaken');
  await sendAll();
  expect((await world.report()).gaps).toEqual([gap]);
  await outbox.gapEnded('g', sessionId, from, until, 'cameraTaken');
  await sendAll();
  expect((await world.report()).gaps).toEqual([{ ...gap, until }]);
  expect((await status()).items).toEqual([]);
});

test('tells a gap that is over before it could be told in one request', async () => {
  const { world, outbox, sendAll } = await aCamera();
  await watched(outbox);
  await outbox.gapBegan('g', sessionId, from, 'cameraTaken');
  await outbox.gapEnded('g', sessionId, from, until, 'cameraTaken');
  await outbox.gapBegan('g', sessionId, from, 'cameraTaken');
  await sendAll();
  expect(await world.routes()).toEqual(['sessionStart', 'gap']);
  expect((await world.report()).gaps).toEqual([{ ...gap, until }]);
});

test('tells the end of a gap that ended while its beginning was told', async () => {
  const { world, outbox, status } = await aCamera();
  await world.fault('gap', { kind: 'holdBody' });
  await watched(outbox);
  await outbox.gapBegan('g', sessionId, from, 'cameraTaken');
  onTestFinished(openTab({ outbox: world.name, server: world.server }));
  await vi.waitUntil(async () => (await world.report()).held === 1, { timeout: 20_000 });
  await outbox.gapEnded('g', sessionId, from, until, 'cameraTaken');
  await world.release();
  await vi.waitUntil(async () => (await world.report()).gaps[0]?.until === until, { timeout: 20_000 });
  expect((await status()).items).toEqual([]);
});

test('tells gaps and stops although no more clips are taken this hour', async () => {
  const { world, outbox } = await aCamera();
  await world.fault('announce', { kind: 'answer', status: 429, headers: { 'Retry-After': '1800' } });
  await watched(outbox, anEvent('a'), anEvent('b'));
  onTestFinished(openTab({ outbox: world.name, server: world.server }));
  await vi.waitUntil(async () => (await world.routes()).includes('announce'), { timeout: 20_000 });
  await outbox.gapBegan('g', sessionId, from, 'cameraTaken');
  await outbox.sessionStopped(sessionId, until);
  await vi.waitUntil(async () => (await world.routes()).includes('sessionStop'), { timeout: 20_000 });
  expect(await world.routes()).toEqual(['sessionStart', 'announce', 'gap', 'sessionStop']);
});

test('does not try a gap again that is refused for good', async () => {
  const { world, outbox, sendAll } = await aCamera();
  await world.fault('gap', { kind: 'answer', status: 404 });
  await watched(outbox);
  await outbox.gapBegan('g', sessionId, from, 'cameraTaken');
  await sendAll();
  expect(await outbox.next('rest')).toEqual({ kind: 'idle' });
  expect(await world.routes()).toEqual(['sessionStart', 'gap']);
});
