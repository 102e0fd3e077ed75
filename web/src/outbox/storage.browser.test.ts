import { expect, onTestFinished, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { aCamera } from '../../testing/browser/camera';
import { anEvent, aPreview, watched } from '../../testing/browser/recorded';
import { newWorld } from '../../testing/browser/world';
import { openDatabase, StorageLost } from './database';
import { openOutbox } from './outbox';
import type { OutboxStatus } from './status';

const unobserved = { terminated: () => undefined, wantedByNewer: () => undefined };

test('lets the oldest clips go when the browser has no room for a new one', async () => {
  const { outbox, status } = await aCamera();
  await watched(outbox, anEvent('a'), anEvent('b'), anEvent('c'));
  refuseClips(2);
  await outbox.add(await anEvent('d'));
  const { items, losses } = await status();
  expect(items.map(({ eventId, clipBytes }) => [eventId, clipBytes])).toEqual([
    ['a', 0],
    ['b', 0],
    ['c', 1_000],
    ['d', 1_000],
  ]);
  expect(losses.clips).toBe(2);
});

test('keeps at least the event when the browser has no room for any clip', async () => {
  const { world, outbox, sendAll, status } = await aCamera();
  await watched(outbox, anEvent('a'));
  refuseClips(Infinity);
  await outbox.add(await anEvent('b'));
  expect(await status()).toMatchObject({ losses: { clips: 2 }, items: [{ clipDropped: true }, { clipDropped: true }] });
  await sendAll();
  expect((await world.report()).events).toMatchObject([
    { id: 'a', hasClip: false },
    { id: 'b', hasClip: false },
  ]);
});

test('sends an event without its clip when the browser has lost the clip', async () => {
  const { world, outbox, sendAll } = await aCamera();
  await watched(outbox, anEvent('a'));
  const database = await openDatabase(world.name, unobserved);
  await database.delete('clips', 'a');
  database.close();
  await sendAll();
  expect((await outbox.status()).losses).toEqual({ clips: 0, events: 0, damaged: 1 });
  expect((await world.report()).events).toMatchObject([{ id: 'a' }]);
});

test('sends an event without its clip when the clip is not what was stored', async () => {
  const { world, outbox, sendAll } = await aCamera();
  await watched(outbox, anEvent('a'), anEvent('b'));
  const database = await openDatabase(world.name, unobserved);
  await database.put('clips', new Blob([new Uint8Array(1_000)]), 'a');
  await database.put('clips', new Blob([new Uint8Array(999).fill(7)]), 'b');
  database.close();
  await sendAll();
  expect((await outbox.status()).losses).toEqual({ clips: 0, events: 0, damaged: 2 });
  const kept = { hasClip: false, state: 'done', bytes: 0 };
  expect((await world.report()).events).toMatchObject([
    { id: 'a', ...kept },
    { id: 'b', ...kept },
  ]);
});

test('judges no frames that the browser has lost: the clip is sent', async () => {
  const { world, outbox, sendAll } = await aCamera();
  await watched(outbox);
  await outbox.preview(aPreview('a', true));
  const database = await openDatabase(world.name, unobserved);
  await database.delete('frames', 'a');
  database.close();
  await outbox.add(await anEvent('a', 1_000, true));
  await sendAll();
  expect((await world.report()).events).toMatchObject([{ id: 'a', state: 'processing', bytes: 1_000 }]);
});

test('lets dismissed clips and frames go before the clip of an event when the browser has no room', async () => {
  const { outbox, sendAll, status } = await aCamera();
  await watched(outbox);
  await outbox.preview(aPreview('d', true));
  await outbox.add(await anEvent('d', 1_000, true));
  await sendAll();
  await outbox.add(await anEvent('a'));
  await outbox.preview(aPreview('p', true));
  refuseClips(2);
  await outbox.add(await anEvent('b'));
  const { items, losses } = await status();
  expect(items.map(({ eventId, step, clipBytes }) => [eventId, step, clipBytes])).toEqual([
    ['d', 'dismissed', 0],
    ['a', 'announce', 1_000],
    ['p', 'announce', 0],
    ['b', 'announce', 1_000],
  ]);
  expect(losses).toEqual({ clips: 0, events: 0, damaged: 0 });
});

test('tells of a browser that stores nothing', async () => {
  const name = newWorld().name;
  // A database of a newer version cannot be opened: a real refusal by the browser.
  const newer = indexedDB.open(name, 99);
  await new Promise((resolve) => (newer.onsuccess = resolve));
  newer.result.close();
  await expect(openOutbox({ name })).rejects.toThrow('does not let Nightjar store');
});

// Last: the browser may still be clearing when it is over, and refuses what is opened meanwhile.
test('says that the browser has cleared what it stored', async () => {
  const { outbox, status } = await aCamera();
  await watched(outbox, anEvent('a'));
  const seen: OutboxStatus[] = [];
  onTestFinished(outbox.subscribe((told) => void seen.push(told)));
  await cdp().send('Storage.clearDataForOrigin', { origin: location.origin, storageTypes: 'indexeddb' });
  await vi.waitUntil(() => seen.at(-1)?.storage === 'lost', { timeout: 20_000 });
  expect(await outbox.next('rest')).toEqual({ kind: 'idle' });
  expect((await status()).items).toEqual([]);
  await expect(outbox.add(await anEvent('b'))).rejects.toBeInstanceOf(StorageLost);
});

/**
 * Refuses so many clips for want of room. A test's browser keeps its storage in memory and enforces no quota, so the
 * refusal is made here, where the browser makes it.
 */
function refuseClips(times: number): void {
  const put = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put') as PropertyDescriptor;
  let left = times;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given) {
    left -= this.name === 'clips' ? 1 : 0;
    if (this.name === 'clips' && left >= 0) throw new DOMException('No room.', 'QuotaExceededError');
    return (put.value as IDBObjectStore['put']).apply(this, given);
  };
  onTestFinished(() => void Object.defineProperty(IDBObjectStore.prototype, 'put', put));
}
