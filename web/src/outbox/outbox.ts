import type { RecordedEvent } from '../core/event';
import { choose, type Choice } from '../core/queue';
import type { RoomLimits } from '../core/room';
import { firstStep, step, type Outcome, type Upload } from '../core/upload';
import { openDatabase, StorageLost, type CameraIdentity, type Entry, type OutboxDatabase } from './database';
import { addEntry, dropClip, dropOldestClip, eventEntry, removeEntry, sessionEntry } from './entries';
import { Notices } from './notices';
import { cameraOf, itemsOf, noLosses, type OutboxStatus } from './status';
import { OutboxStore, type Transaction } from './store';

/** What may be given when an outbox is opened. */
export interface OutboxOptions {
  /** Name of the database, the lock and the channel. */
  readonly name: string;
  readonly limits: RoomLimits;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly random: () => number;
}

const megabyte = 1_000_000;

const defaults: OutboxOptions = {
  name: 'nightjar-outbox',
  limits: { clips: 200, bytes: 500 * megabyte, entries: 2_000 },
  now: () => Date.now(),
  random: () => Math.random(),
};

/**
 * Opens the outbox of this browser; the page and the service worker may each have it open.
 *
 * @throws StorageRefused when the browser stores nothing
 */
export async function openOutbox(options: Partial<OutboxOptions> = {}): Promise<Outbox> {
  const settings = { ...defaults, ...options };
  const terminated = new AbortController();
  const database = await openDatabase(settings.name, () => terminated.abort());
  return new Outbox(database, settings, terminated.signal);
}

/**
 * Keeps what a camera has to send until the server has it. Every step is stored before it is taken. All methods throw
 * {@link StorageLost} once the browser has cleared the storage, except those that say so themselves: `status`, `next`.
 */
export class Outbox {
  private readonly notices: Notices;
  private readonly store: OutboxStore;

  /** Use {@link openOutbox}. */
  constructor(
    database: OutboxDatabase,
    private readonly options: OutboxOptions,
    terminated: AbortSignal,
  ) {
    this.notices = new Notices(options.name, () => this.status());
    this.store = new OutboxStore(database, () => this.notices.changed());
    terminated.addEventListener('abort', () => this.store.lose());
  }

  get lockName(): string {
    return this.options.name;
  }

  now(): number {
    return this.options.now();
  }

  /**
   * Stores an event with its clip before anything moves. For want of room the oldest clips go, and if need be this one;
   * the event stays.
   *
   * @throws DOMException when the browser stores not even the event
   */
  async add(event: RecordedEvent<Blob>): Promise<void> {
    const entry = eventEntry(event);
    const { limits } = this.options;
    const put = (within: RoomLimits) => this.store.write((all) => addEntry(all, entry, event.clip, within));
    for (;;) {
      try {
        return await put(limits);
      } catch (cause) {
        if (!isQuota(cause)) throw cause;
        if (!(await this.dropOldestClip())) return put({ ...limits, bytes: 0 });
      }
    }
  }

  /** Stores that a session has started. Its events wait until the server knows. */
  sessionStarted(id: string, startedAt: string): Promise<void> {
    return this.addSession('sessionStart', id, startedAt);
  }

  /** Stores that a session has stopped. */
  sessionStopped(id: string, endedAt: string): Promise<void> {
    return this.addSession('sessionStop', id, endedAt);
  }

  /** Everything that a screen shows. */
  async status(): Promise<OutboxStatus> {
    return this.unlessLost<OutboxStatus>(
      async () => ({
        items: itemsOf(await this.store.entries(), this.notices.progress),
        storage: (await navigator.storage.persisted()) ? 'persistent' : 'bestEffort',
        losses: await this.store.losses(),
        camera: cameraOf(await this.store.camera()),
      }),
      { items: [], storage: 'lost', losses: noLosses, camera: 'none' },
    );
  }

  /** Calls the listener now and after every change, wherever in this browser it happens. @returns ends it */
  subscribe(listener: (status: OutboxStatus) => void): () => void {
    return this.notices.subscribe(listener);
  }

  /** Asks the browser not to clear what is stored. It often declines, without asking anybody. */
  async askToPersist(): Promise<void> {
    // Only pages may ask, and this code is also part of the service worker.
    await (navigator.storage as { persist?: () => Promise<boolean> }).persist?.();
    this.notices.changed();
  }

  /** The owner has seen what was lost. */
  acknowledgeLosses(): Promise<void> {
    return this.store.write((all) => all.objectStore('losses').clear());
  }

  /** Tries a refused event anew, such as after the plan has changed. */
  retry(eventId: string): Promise<void> {
    return this.changeAll(({ key, upload }) => (key === eventId && upload.step === 'refused' ? firstStep : upload));
  }

  /** Lets an event and its clip go. */
  remove(eventId: string): Promise<void> {
    return this.store.write(async (all) => {
      const entry = await all.objectStore('entries').index('key').get(eventId);
      if (entry) await removeEntry(all, entry);
    });
  }

  /** Lets what waited for a connection be tried at once: there is one again, or somebody opened the page. */
  hurry(): Promise<void> {
    return this.changeAll(({ upload }) =>
      'problem' in upload && upload.problem?.status === 0 ? { ...upload, notBefore: 0 } : upload,
    );
  }

  /** Who this phone is; undefined when it is no camera. */
  camera(): Promise<CameraIdentity | undefined> {
    return this.store.camera();
  }

  /** This phone becomes a camera. What another camera left in the outbox goes: it belongs to another account, or to none. */
  becomeCamera(identity: Omit<CameraIdentity, 'revoked'>): Promise<void> {
    return this.store.write(async (all) => {
      const before = await all.objectStore('identity').get('camera');
      if (before?.deviceId !== identity.deviceId) await clearAll(all);
      await all.objectStore('identity').put({ ...identity, revoked: false }, 'camera');
    });
  }

  /** This phone is a camera no more; what waits goes with it. */
  forgetCamera(): Promise<void> {
    return this.store.write(clearAll);
  }

  /** The server no longer takes this phone's token: nothing is sent until the phone is paired anew. */
  cameraRevoked(): Promise<void> {
    return this.store.write(async (all) => {
      const identity = await all.objectStore('identity').get('camera');
      if (identity) await all.objectStore('identity').put({ ...identity, revoked: true }, 'camera');
    });
  }

  /** What to do now. */
  next(): Promise<Choice<Entry>> {
    return this.unlessLost<Choice<Entry>>(
      async () => {
        const identity = await this.store.camera();
        if (!identity || identity.revoked) return { kind: 'idle' };
        return choose(await this.store.entries(), this.now());
      },
      { kind: 'idle' },
    );
  }

  /** The clip of an event; undefined when the browser has lost it. */
  async clip(eventId: string): Promise<Blob | undefined> {
    const clip = await this.store.clip(eventId);
    return clip && (await isReadable(clip)) ? clip : undefined;
  }

  /** Stores what came of a step, before the next one is taken. What is done is let go. */
  settle(order: number, outcome: Outcome): Promise<void> {
    return this.store.write(async (all) => {
      const entry = await all.objectStore('entries').get(order);
      if (!entry) return;
      const upload = step(entry.upload, outcome, { now: this.now(), random: this.options.random() });
      if (upload.step === 'done') await removeEntry(all, entry);
      else await all.objectStore('entries').put({ ...entry, upload });
    });
  }

  /** The clip of an entry cannot be read any more: the event goes without it. */
  clipIsLost(order: number): Promise<void> {
    return this.store.write(async (all) => {
      const entry = await all.objectStore('entries').get(order);
      if (entry) await dropClip(all, entry);
    });
  }

  /** Tells how much of a clip is there, 0–1. */
  sending(eventId: string, sentShare: number): void {
    this.notices.sending({ eventId, sentShare });
  }

  /** Waits until something changes in the outbox. */
  changed(signal: AbortSignal): Promise<void> {
    return this.notices.next(signal);
  }

  close(): void {
    this.notices.close();
    this.store.close();
  }

  private addSession(kind: 'sessionStart' | 'sessionStop', id: string, at: string): Promise<void> {
    return this.store.write((all) => addEntry(all, sessionEntry(kind, id, at), undefined, this.options.limits));
  }

  private async dropOldestClip(): Promise<boolean> {
    let dropped = false;
    await this.store.write(async (all) => {
      dropped = await dropOldestClip(all);
    });
    return dropped;
  }

  private changeAll(changed: (entry: Entry) => Upload): Promise<void> {
    return this.store.write(async (all) => {
      for (const entry of await all.objectStore('entries').getAll()) {
        const upload = changed(entry);
        if (upload !== entry.upload) await all.objectStore('entries').put({ ...entry, upload });
      }
    });
  }

  private async unlessLost<Result>(work: () => Promise<Result>, lost: Result): Promise<Result> {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof StorageLost) return lost;
      throw cause;
    }
  }
}

async function clearAll(all: Transaction): Promise<void> {
  for (const store of all.objectStoreNames) await all.objectStore(store).clear();
}

function isQuota(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === 'QuotaExceededError';
}

/** A browser can list a blob whose file is gone. */
async function isReadable(clip: Blob): Promise<boolean> {
  try {
    await clip.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
