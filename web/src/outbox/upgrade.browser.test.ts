import { openDB } from 'idb';
import { expect, onTestFinished, test } from 'vitest';
import { aCamera } from '../../testing/browser/camera';
import { anEvent, sessionId, startedAt } from '../../testing/browser/recorded';
import { newWorld } from '../../testing/browser/world';
import { OlderTabOpen } from './database';
import { openOutbox } from './outbox';
import { cameraApi, lanes, sendNext } from './send';

/** The database as the first version of Nightjar left it: with a camera, a session, and an event that was announced. */
async function firstVersion(name: string) {
  const database = await openDB(name, 1, {
    upgrade(made) {
      made
        .createObjectStore('entries', { keyPath: 'order', autoIncrement: true })
        .createIndex('key', 'key', { unique: true });
      for (const store of ['clips', 'identity', 'losses']) made.createObjectStore(store);
    },
  });
  const { announcement, clip } = await anEvent('a');
  const problem = { status: 429, code: 'tooManyUploads', sentence: 'Twenty clips this hour.' };
  const base = { sessionId, upload: { step: 'announce', failures: 0, notBefore: 0 } };
  await database.put('entries', {
    ...base,
    kind: 'sessionStart',
    key: `sessionStart:${sessionId}`,
    at: startedAt,
    clipBytes: 0,
  });
  const event = { kind: 'event', key: 'a', eventId: 'a', announcement, clipBytes: 1_000, clipDropped: false };
  const upload = { step: 'announce', failures: 2, notBefore: 1, problem };
  await database.put('entries', { ...base, ...event, upload });
  await database.put('clips', clip, 'a');
  const identity = { deviceId: 'camera', name: 'Hallway', accountId: 'home', token: 'njd_secret', revoked: false };
  await database.put('identity', identity, 'camera');
  await database.put('losses', { clips: 1, events: 2 }, 'losses');
  return database;
}

test('a newer version takes over all that waits in the database of the first one', async () => {
  const world = newWorld();
  (await firstVersion(world.name)).close();
  const outbox = await openOutbox({ name: world.name });
  onTestFinished(() => outbox.close());
  expect(await outbox.status()).toMatchObject({
    camera: 'paired',
    losses: { clips: 1, events: 2, damaged: 0 },
    items: [{ eventId: 'a', step: 'announce', clipBytes: 1_000, problem: { code: 'tooManyUploads' } }],
  });
  const api = cameraApi(outbox, world.server);
  const send = () => Promise.all(lanes.map((lane) => sendNext(outbox, api, new AbortController().signal, lane)));
  while ((await send()).some(({ kind }) => kind === 'moved'));
  expect((await world.report()).events).toMatchObject([{ id: 'a', state: 'processing', bytes: 1_000 }]);
});

test('says that an older version is open in another tab when that one does not let go', async () => {
  const { name } = newWorld();
  const older = await firstVersion(name);
  await expect(openOutbox({ name })).rejects.toThrow(OlderTabOpen);
  older.close();
  const outbox = await openOutbox({ name });
  expect((await outbox.status()).items).toHaveLength(1);
  outbox.close();
});

test('hears that a newer version waits for the outbox', async () => {
  let asked = 0;
  const { world, outbox } = await aCamera({ wantedByNewer: () => void (asked += 1) });
  const newer = indexedDB.open(world.name, 99);
  const opened = new Promise((resolve) => (newer.onsuccess = resolve));
  await expect.poll(() => asked).toBe(1);
  outbox.close();
  await opened;
  newer.result.close();
});
