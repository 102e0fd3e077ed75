import type { RecordedEvent } from '../core/event';
import { choose, type Choice } from '../core/queue';
import type { RoomLimits } from '../core/room';
import { firstStep, step, type Outcome, type Upload } from '../core/upload';
import { openDatabase, type CameraIdentity, type Entry, type NewEntry, type OutboxDatabase } from './database';
import { addEntry, dropClip, eventEntry, removeEntry, sessionEntry, writing } from './entries';
import { Notices } from './notices';
import { cameraOf, itemsOf, noLosses, type OutboxStatus, type StorageState } from './status';

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
  const open = () => openDatabase(settings.name, () => terminated.abort());
  return new Outbox(await open(), settings, terminated.signal);
}

/** Keeps what a camera has to send until the server has it. Every step is stored before it is taken. */
export class Outbox {
  private readonly notices: Notices;
  private lost = false;

  /** Use {@link openOutbox}. */
  constructor(
    private readonly database: OutboxDatabase,
    private readonly options: OutboxOptions,
    terminated: AbortSignal,
  ) {
    this.notices = new Notices(options.name, () => this.status());
    terminated.addEventListener('abort', () => this.browserTookIt());
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
    if (await this.tryToAdd(entry, event.clip)) return;
    await this.store(entry, event.clip, { ...this.options.limits, bytes: 0 });
  }

  /** Stores that a session has started. Its events wait until the server knows. */
  async sessionStarted(id: string, startedAt: string): Promise<void> {
    await this.store(sessionEntry('sessionStart', id, startedAt));
  }

  /** Stores that a session has stopped. */
  async sessionStopped(id: string, endedAt: string): Promise<void> {
    await this.store(sessionEntry('sessionStop', id, endedAt));
  }

  /** Everything that a screen shows. */
  async status(): Promise<OutboxStatus> {
    if (this.lost) return { items: [], storage: 'lost', losses: noLosses, camera: 'none' };
    const entries = await this.database.getAll('entries');
    const items = itemsOf(entries, this.notices.progress);
    const losses = (await this.database.get('losses', 'losses')) ?? noLosses;
    return { items, storage: await this.storageState(), losses, camera: cameraOf(await this.camera()) };
  }

  /** Calls the listener now and after every change, wherever in this browser it happens. @returns ends it */
  subscribe(listener: (status: OutboxStatus) => void): () => void {
    return this.notices.subscribe(listener);
  }

  /** Asks the browser not to clear what is stored. It often declines, without asking anybody. */
  async askToPersist(): Promise<StorageState> {
    // Only pages may ask, and this code is also part of the service worker.
    await (navigator.storage as { persist?: () => Promise<boolean> }).persist?.();
    this.notices.changed();
    return this.storageState();
  }

  /** The owner has seen what was lost. */
  async acknowledgeLosses(): Promise<void> {
    await this.database.delete('losses', 'losses');
    this.notices.changed();
  }

  /** Tries a refused event anew, such as after the plan has changed. */
  async retry(eventId: string): Promise<void> {
    await this.change((entry) => (entry.key === eventId && entry.upload.step === 'refused' ? firstStep : entry.upload));
  }

  /** Lets an event and its clip go. */
  async remove(eventId: string): Promise<void> {
    const transaction = writing(this.database);
    const entry = await transaction.objectStore('entries').index('key').get(eventId);
    if (entry) await removeEntry(transaction, entry);
    await transaction.done;
    this.notices.changed();
  }

  /** Lets what waited for a connection be tried at once: there is one again, or somebody opened the page. */
  async hurry(): Promise<void> {
    await this.change(({ upload }) => ('problem' in upload && upload.problem?.status === 0 ? due(upload) : upload));
  }

  /** Who this phone is; undefined when it is no camera. */
  camera(): Promise<CameraIdentity | undefined> {
    return this.database.get('identity', 'camera');
  }

  /** This phone becomes a camera. What another camera left in the outbox goes: it belongs to another account, or to none. */
  async becomeCamera(identity: Omit<CameraIdentity, 'revoked'>): Promise<void> {
    const transaction = this.database.transaction(['entries', 'clips', 'losses', 'identity'], 'readwrite');
    const before = await transaction.objectStore('identity').get('camera');
    if (before?.deviceId !== identity.deviceId) {
      for (const store of ['entries', 'clips', 'losses'] as const) await transaction.objectStore(store).clear();
    }
    await transaction.objectStore('identity').put({ ...identity, revoked: false }, 'camera');
    await transaction.done;
    this.notices.changed();
  }

  /** This phone is a camera no more; what waits goes with it. */
  async forgetCamera(): Promise<void> {
    const stores = ['entries', 'clips', 'losses', 'identity'] as const;
    const transaction = this.database.transaction(stores, 'readwrite');
    for (const store of stores) await transaction.objectStore(store).clear();
    await transaction.done;
    this.notices.changed();
  }

  /** The server no longer takes this phone's token: nothing is sent until the phone is paired anew. */
  async cameraRevoked(): Promise<void> {
    const identity = await this.camera();
    if (identity) await this.database.put('identity', { ...identity, revoked: true }, 'camera');
    this.notices.changed();
  }

  /** What to do now. */
  async next(): Promise<Choice<Entry>> {
    const identity = await this.camera();
    if (this.lost || !identity || identity.revoked) return { kind: 'idle' };
    return choose(await this.database.getAll('entries'), this.now());
  }

  /** The clip of an event; undefined when the browser has lost it. */
  async clip(eventId: string): Promise<Blob | undefined> {
    const clip = await this.database.get('clips', eventId);
    return clip && (await isReadable(clip)) ? clip : undefined;
  }

  /** Stores what came of a step, before the next one is taken. What is done is let go. */
  async settle(order: number, outcome: Outcome): Promise<void> {
    const transaction = writing(this.database);
    const entry = await transaction.objectStore('entries').get(order);
    if (entry) {
      const upload = step(entry.upload, outcome, { now: this.now(), random: this.options.random() });
      if (upload.step === 'done') await removeEntry(transaction, entry);
      else await transaction.objectStore('entries').put({ ...entry, upload });
    }
    await transaction.done;
    this.notices.changed();
  }

  /** The clip of an entry cannot be read any more: the event goes without it. */
  async clipIsLost(order: number): Promise<void> {
    const transaction = writing(this.database);
    const entry = await transaction.objectStore('entries').get(order);
    if (entry) await dropClip(transaction, entry);
    await transaction.done;
    this.notices.changed();
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
    this.database.close();
  }

  /** Lets the oldest clips go while the browser has no room. @returns false when it has none even so */
  private async tryToAdd(entry: NewEntry, clip: Blob | undefined): Promise<boolean> {
    for (;;) {
      try {
        await this.store(entry, clip);
        return true;
      } catch (cause) {
        if (!isQuota(cause)) throw cause;
        if (!(await this.dropOldestClip())) return false;
      }
    }
  }

  private async dropOldestClip(): Promise<boolean> {
    const transaction = writing(this.database);
    const entries = await transaction.objectStore('entries').getAll();
    const oldest = entries.find(({ clipBytes }) => clipBytes > 0);
    if (oldest) await dropClip(transaction, oldest);
    await transaction.done;
    return oldest !== undefined;
  }

  private async store(entry: NewEntry, clip?: Blob, limits = this.options.limits): Promise<void> {
    const transaction = writing(this.database);
    try {
      await addEntry(transaction, entry, clip, limits);
    } catch (cause) {
      // The request's error also ends the transaction; only one of the two is to be told.
      await transaction.done.catch(() => undefined);
      throw cause;
    }
    await transaction.done;
    this.notices.changed();
  }

  private async change(upload: (entry: Entry) => Upload): Promise<void> {
    const transaction = writing(this.database);
    const store = transaction.objectStore('entries');
    for (const entry of await store.getAll()) {
      const changed = upload(entry);
      if (changed !== entry.upload) await store.put({ ...entry, upload: changed });
    }
    await transaction.done;
    this.notices.changed();
  }

  private async storageState(): Promise<StorageState> {
    return (await navigator.storage.persisted()) ? 'persistent' : 'bestEffort';
  }

  private browserTookIt(): void {
    this.lost = true;
    this.notices.changed();
  }
}

function due<Waiting extends Upload>(upload: Waiting): Waiting {
  return { ...upload, notBefore: 0 };
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
