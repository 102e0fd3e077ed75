import type { RecordedEvent, RecordedPreview } from '../core/event';
import { firstToGo, makeRoom, type RoomLimits } from '../core/room';
import type { Entry, EventEntry, Losses, NewEntry } from './database';
import {
  clipless,
  eventEntry,
  frameless,
  gapEntry,
  previewEntry,
  withFrames,
  withRecording,
  type Awaited,
  type Gap,
} from './entries';
import { noLosses } from './status';
import type { Transaction } from './store';

/** The bytes that belong to an entry. */
interface Bytes {
  readonly clip?: Blob | undefined;
  readonly frames?: readonly Blob[];
}

/** Keeps what was recorded of an event, which a preview may have told of before. Again changes nothing. */
export async function keepEvent(all: Transaction, event: RecordedEvent<Blob>, limits: RoomLimits): Promise<void> {
  const known = await knownEvent(all, event.id);
  const entry = known ? withRecording(known, event) : eventEntry(event);
  if (entry) await keep(all, entry, { clip: event.clip }, limits);
}

/** Keeps the frames of an event, whose clip most often comes later. Again changes nothing. */
export async function keepPreview(
  all: Transaction,
  preview: RecordedPreview<Blob>,
  awaited: Awaited,
  limits: RoomLimits,
): Promise<void> {
  const known = await knownEvent(all, preview.id);
  const entry = known ? withFrames(known, preview) : previewEntry(preview, awaited);
  if (entry) await keep(all, entry, { frames: preview.frames }, limits);
}

/** Keeps that a session started or stopped. Again changes nothing. */
export async function keepOnce(all: Transaction, entry: NewEntry, limits: RoomLimits): Promise<void> {
  const known = await all.objectStore('entries').index('key').getKey(entry.key);
  if (known === undefined) await keep(all, entry, {}, limits);
}

/** Keeps a gap; a later one of the same id says when it was over. */
export async function keepGap(all: Transaction, gap: Gap, limits: RoomLimits): Promise<void> {
  const entry = gapEntry(gap);
  const known = await all.objectStore('entries').index('key').get(entry.key);
  if (known?.kind === 'gap' && (known.until !== undefined || gap.until === undefined)) return;
  await keep(all, known ? { ...entry, order: known.order } : entry, {}, limits);
}

/** Stores an entry with its bytes, and lets go what has to go for it. */
async function keep(all: Transaction, entry: NewEntry | Entry, { clip, frames = [] }: Bytes, limits: RoomLimits) {
  const store = all.objectStore('entries');
  const others = (await store.getAll()).filter(({ key }) => key !== entry.key);
  const room = makeRoom(others, { clipBytes: clip?.size ?? 0, frames: frames.length }, limits);
  for (const old of room.withoutClip) await dropClip(all, old, 'clips');
  for (const old of room.withoutFrames) if (old.kind === 'event') await dropFrames(all, old);
  for (const old of room.dropped) await dropEntry(all, old);
  const framesFit = frames.length > 0 && limits.previews > 0;
  const pictured = entry.kind === 'event' && frames.length > 0 && !framesFit ? frameless(entry) : entry;
  // The order of a new entry is given by the store.
  await store.put((room.fits ? pictured : clipless(pictured)) as Entry);
  if (framesFit) await all.objectStore('frames').put(frames, entry.key);
  if (clip && room.fits) await all.objectStore('clips').put(clip, entry.key);
  if (!room.fits && entry.upload.step !== 'dismissed') await count(all, { clips: 1 });
}

/** Lets the clip of an entry go; an event that has not been sent is announced without it. A dismissed one is no loss. */
export async function dropClip(all: Transaction, entry: Entry, loss: 'clips' | 'damaged'): Promise<void> {
  await all.objectStore('clips').delete(entry.key);
  await all.objectStore('entries').put(clipless(entry));
  if (entry.upload.step !== 'dismissed') await count(all, { [loss]: 1 });
}

/** Lets an entry go with all its bytes. */
export async function removeEntry(all: Transaction, entry: Entry): Promise<void> {
  await all.objectStore('clips').delete(entry.key);
  await all.objectStore('frames').delete(entry.key);
  await all.objectStore('entries').delete(entry.order);
}

/** Lets the bytes go that can be spared most, but none of the spared entry. @returns false when there are none */
export async function dropSomeBytes(all: Transaction, spared?: Entry): Promise<boolean> {
  const entries = await all.objectStore('entries').getAll();
  const inOrder = firstToGo(entries.filter(({ order }) => order !== spared?.order));
  const dismissed = inOrder.find(({ clipBytes, upload }) => clipBytes > 0 && upload.step === 'dismissed');
  const pictured = inOrder.find((entry): entry is EventEntry => entry.kind === 'event' && entry.frames !== undefined);
  const oldest = dismissed ?? (pictured ? undefined : inOrder.find(({ clipBytes }) => clipBytes > 0));
  if (oldest) await dropClip(all, oldest, 'clips');
  else if (pictured) await dropFrames(all, pictured);
  return oldest !== undefined || pictured !== undefined;
}

/** Lets the frames of an event go. */
async function dropFrames(all: Transaction, entry: EventEntry): Promise<void> {
  await all.objectStore('frames').delete(entry.key);
  await all.objectStore('entries').put(frameless(entry));
}

async function dropEntry(all: Transaction, entry: Entry): Promise<void> {
  await removeEntry(all, entry);
  if (entry.kind === 'event' && entry.upload.step !== 'dismissed') await count(all, { events: 1 });
}

async function knownEvent(all: Transaction, id: string): Promise<EventEntry | undefined> {
  const known = await all.objectStore('entries').index('key').get(id);
  return known?.kind === 'event' ? known : undefined;
}

async function count(all: Transaction, more: Partial<Losses>): Promise<void> {
  const store = all.objectStore('losses');
  const before = { ...noLosses, ...(await store.get('losses')) };
  await store.put(
    {
      clips: before.clips + (more.clips ?? 0),
      events: before.events + (more.events ?? 0),
      damaged: before.damaged + (more.damaged ?? 0),
    },
    'losses',
  );
}
