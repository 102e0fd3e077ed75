import type { RoomLimits } from '../core/room';
import { step, wanted, type Chance, type Outcome, type Upload } from '../core/upload';
import type { Entry } from './database';
import { clipGoneEntry, frameless, withoutAwaiting } from './entries';
import { dropClip, keepOnce, removeEntry } from './keep';
import type { Transaction } from './store';

/** Stores what came of the step that was taken for an entry. What is done is let go. */
export async function settle(all: Transaction, taken: Entry, outcome: Outcome, chance: Chance): Promise<void> {
  const entry = await all.objectStore('entries').get(taken.order);
  if (!entry || isOvertaken(entry, taken, outcome)) return;
  await move(all, entry, step(entry.upload, outcome, chance));
}

/** The clip of an entry is not there any more, or not as it was stored: the event goes without it. */
export async function loseClip(all: Transaction, order: number): Promise<void> {
  const entry = await all.objectStore('entries').get(order);
  if (entry) await dropClip(all, entry, 'damaged');
}

/** The owner wants the clips of these events after all. Of some, nothing may be here any more. */
export async function restore(all: Transaction, eventIds: ReadonlySet<string>, limits: RoomLimits): Promise<void> {
  await moveAll(all, ({ key, upload }) => (eventIds.has(key) ? wanted(upload) : upload));
  for (const id of eventIds) {
    const known = await all.objectStore('entries').index('key').getKey(id);
    if (known === undefined) await keepOnce(all, clipGoneEntry(id), limits);
  }
}

/** Changes what is next for every entry. */
export async function moveAll(all: Transaction, changed: (entry: Entry) => Upload): Promise<void> {
  for (const entry of await all.objectStore('entries').getAll()) {
    const upload = changed(entry);
    if (upload !== entry.upload) await move(all, entry, upload);
  }
}

/** What time has changed: clips that will not come any more, and dismissed ones whose owner did not want them. */
export function isOverdue(entry: Entry, now: number, recorders: ReadonlySet<string>): boolean {
  return isExpired(entry, now) || isAbandoned(entry, now, recorders);
}

/**
 * Lets go what is expired, and lets events go on whose clips will not come.
 *
 * @param overdue as they were found; nothing that came since is looked at, as its recorder was not asked for
 */
export async function tidy(all: Transaction, overdue: readonly Entry[], now: number): Promise<void> {
  for (const { order } of overdue) {
    const entry = await all.objectStore('entries').get(order);
    if (!entry) continue;
    if (isExpired(entry, now)) await removeEntry(all, entry);
    else if (entry.kind === 'event') await all.objectStore('entries').put(withoutAwaiting(entry));
  }
}

function isExpired({ upload }: Entry, now: number): boolean {
  return upload.step === 'dismissed' && upload.until <= now;
}

function isAbandoned(entry: Entry, now: number, recorders: ReadonlySet<string>): boolean {
  if (entry.kind !== 'event' || entry.clipAwaitedUntil === undefined) return false;
  return entry.clipAwaitedUntil <= now || !recorders.has(entry.recorder ?? '');
}

async function move(all: Transaction, entry: Entry, upload: Upload): Promise<void> {
  // Of what is refused, only events are shown, and can be tried again.
  const over = upload.step === 'done' || (upload.step === 'refused' && entry.kind !== 'event');
  if (over) return removeEntry(all, entry);
  const moved = { ...entry, upload };
  const judged = entry.upload.step === 'preview' && upload.step !== 'preview';
  if (judged) await all.objectStore('frames').delete(entry.key);
  await all.objectStore('entries').put(judged && moved.kind === 'event' ? frameless(moved) : moved);
}

/** Whether the outcome says nothing of what the entry has become while its step was taken. */
function isOvertaken(entry: Entry, taken: Entry, outcome: Outcome): boolean {
  switch (outcome.kind) {
    case 'failed':
      return entry.upload.step !== taken.upload.step;
    case 'announced':
      // Its clip has come, or had to go: that is still to be announced.
      return entry.clipBytes !== taken.clipBytes;
    case 'confirmed':
      // A gap has ended while its beginning was told: there is more to tell.
      return untilOf(entry) !== untilOf(taken);
    case 'judged':
    case 'sent':
      return false;
  }
}

function untilOf(entry: Entry): string | undefined {
  return entry.kind === 'gap' ? entry.until : undefined;
}
