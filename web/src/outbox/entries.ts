import type { EventAnnouncement, RecordedEvent } from '../core/event';
import { makeRoom, type RoomLimits } from '../core/room';
import { firstStep, type Upload } from '../core/upload';
import type { Entry, EventEntry, Losses, NewEntry } from './database';
import { noLosses } from './status';
import type { Transaction } from './store';

/** The entry for an event that was just recorded. */
export function eventEntry({ id, announcement, clip }: RecordedEvent<Blob>): NewEntry {
  return {
    kind: 'event',
    key: id,
    eventId: id,
    sessionId: announcement.sessionId,
    announcement: clip ? announcement : withoutClip(announcement),
    clipBytes: clip?.size ?? 0,
    clipDropped: false,
    upload: firstStep,
  };
}

/** The entry for the start or the stop of a session. */
export function sessionEntry(kind: 'sessionStart' | 'sessionStop', sessionId: string, at: string): NewEntry {
  return { kind, key: `${kind}:${sessionId}`, sessionId, at, clipBytes: 0, upload: firstStep };
}

/**
 * Adds an entry with its clip, and lets go what has to go for it. Adding what is there already changes nothing.
 */
export async function addEntry(
  transaction: Transaction,
  entry: NewEntry,
  clip: Blob | undefined,
  limits: RoomLimits,
): Promise<void> {
  const store = transaction.objectStore('entries');
  if ((await store.index('key').getKey(entry.key)) !== undefined) return;
  const room = makeRoom(await store.getAll(), entry.clipBytes, limits);
  for (const old of room.withoutClip) await dropClip(transaction, old);
  for (const old of room.dropped) await removeEntry(transaction, old);
  if (room.dropped.length > 0) await count(transaction, { clips: 0, events: room.dropped.length });
  const taken = room.fits || clip === undefined;
  // The order is given by the store.
  await store.add((taken ? entry : clipless(entry)) as Entry);
  if (clip && taken) await transaction.objectStore('clips').put(clip, entry.key);
  if (!taken) await count(transaction, { clips: 1, events: 0 });
}

/** Lets the clip of an entry go; an event that has not been sent is announced without it. */
export async function dropClip(transaction: Transaction, entry: Entry): Promise<void> {
  await transaction.objectStore('clips').delete(entry.key);
  await transaction.objectStore('entries').put(clipless(entry));
  await count(transaction, { clips: 1, events: 0 });
}

/** Lets an entry go with its clip. */
export async function removeEntry(transaction: Transaction, entry: Entry): Promise<void> {
  await transaction.objectStore('clips').delete(entry.key);
  await transaction.objectStore('entries').delete(entry.order);
}

/** Lets the oldest clip go. @returns false when there is none */
export async function dropOldestClip(transaction: Transaction): Promise<boolean> {
  const entries = await transaction.objectStore('entries').getAll();
  const oldest = entries.find(({ clipBytes }) => clipBytes > 0);
  if (oldest) await dropClip(transaction, oldest);
  return oldest !== undefined;
}

function clipless<AnyEntry extends NewEntry>(entry: AnyEntry): AnyEntry {
  if (entry.kind !== 'event') return entry;
  const { announcement, upload } = entry as unknown as EventEntry;
  return {
    ...entry,
    announcement: withoutClip(announcement),
    clipBytes: 0,
    clipDropped: true,
    upload: withoutBytes(upload),
  };
}

/** Bytes that were sent are the server's; all else begins anew, without them. */
function withoutBytes(upload: Upload): Upload {
  return upload.step === 'confirm' || upload.step === 'done' ? upload : firstStep;
}

function withoutClip(announcement: EventAnnouncement): EventAnnouncement {
  const rest = { ...announcement };
  delete (rest as { clip?: unknown }).clip;
  return rest;
}

async function count(transaction: Transaction, more: Losses): Promise<void> {
  const store = transaction.objectStore('losses');
  const { clips, events } = (await store.get('losses')) ?? noLosses;
  await store.put({ clips: clips + more.clips, events: events + more.events }, 'losses');
}
