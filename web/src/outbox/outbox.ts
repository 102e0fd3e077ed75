import type { RecordedEvent, RecordedPreview } from '../core/event';
import { choose, type Choice, type Lane } from '../core/queue';
import type { RoomLimits } from '../core/room';
import { clockSet, firstStep, type Outcome } from '../core/upload';
import { ClockJumps } from './clock-jumps';
import {
  openDatabase,
  StorageLost,
  type CameraIdentity,
  type Entry,
  type EventEntry,
  type OutboxDatabase,
} from './database';
import { sessionEntry, type Awaited, type Gap } from './entries';
import { becomeCamera, forgetCamera, revokeCamera } from './identity';
import { isIntact } from './integrity';
import { dropSomeBytes, keepEvent, keepGap, keepOnce, keepPreview, removeEntry } from './keep';
import { isOverdue, loseClip, moveAll, restore, settle, tidy } from './moves';
import { Notices } from './notices';
import { livingRecorders, Recorder } from './recorder';
import { cameraOf, itemsOf, noLosses, type OutboxStatus } from './status';
import { OutboxStore, type Transaction } from './store';

/** What may be given when an outbox is opened. */
export interface OutboxOptions {
  /** Name of the database, the lock and the channel. */
  readonly name: string;
  readonly limits: RoomLimits;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds since whenever, on a clock that nobody sets. */
  readonly steady: () => number;
  readonly random: () => number;
  /** Called when a newer version of Nightjar waits for the outbox to be closed. */
  readonly wantedByNewer: () => void;
}

const megabyte = 1_000_000;
/** A clip is there at most so long after its trigger; one that takes longer will not come. */
const longestRecordingMs = 5 * 60_000;

const defaults: OutboxOptions = {
  name: 'nightjar-outbox',
  limits: { clips: 200, bytes: 500 * megabyte, entries: 2_000, previews: 50 },
  now: () => Date.now(),
  steady: () => performance.now(),
  random: () => Math.random(),
  wantedByNewer: () => undefined,
};

/**
 * Opens the outbox of this browser; the page and the service worker may each have it open.
 *
 * @throws OlderTabOpen when an older version of Nightjar is open in another tab and stays so
 * @throws StorageRefused when the browser stores nothing
 */
export async function openOutbox(options: Partial<OutboxOptions> = {}): Promise<Outbox> {
  const settings = { ...defaults, ...options };
  const terminated = new AbortController();
  const database = await openDatabase(settings.name, {
    terminated: () => terminated.abort(),
    wantedByNewer: settings.wantedByNewer,
  });
  return new Outbox(database, settings, terminated.signal);
}

/**
 * Keeps what a camera has to send until the server has it. Every step is stored before it is taken. All methods throw
 * {@link StorageLost} once the browser has cleared the storage, except those that say so themselves: `status`, `next`.
 */
export class Outbox {
  private readonly notices: Notices;
  private readonly store: OutboxStore;
  private readonly recorder: Recorder;
  private readonly jumps: ClockJumps;

  /** Use {@link openOutbox}. */
  constructor(
    database: OutboxDatabase,
    private readonly options: OutboxOptions,
    terminated: AbortSignal,
  ) {
    this.notices = new Notices(options.name, () => this.status());
    this.store = new OutboxStore(database, () => this.notices.changed());
    this.recorder = new Recorder(options.name);
    this.jumps = new ClockJumps(options.now, options.steady);
    terminated.addEventListener('abort', () => this.store.lose());
  }

  get lockName(): string {
    return this.options.name;
  }

  now(): number {
    return this.options.now();
  }

  /**
   * Stores what was recorded of an event before anything moves; it joins the preview of the same event. For want of room
   * other clips go, and if need be this one; the event stays.
   *
   * @throws DOMException when the browser stores not even the event
   */
  add(event: RecordedEvent<Blob>): Promise<void> {
    return this.makingRoom((all, limits) => keepEvent(all, event, limits));
  }

  /**
   * Stores the frames of an event whose clip is still being recorded here, so that they go at once. The clip comes by
   * {@link add}; when this page ends before, the event goes on without one.
   *
   * @throws DOMException when the browser stores not even the event
   */
  async preview(preview: RecordedPreview<Blob>): Promise<void> {
    const awaited: Awaited = { recorder: await this.recorder.begin(), until: this.now() + longestRecordingMs };
    await this.makingRoom((all, limits) => keepPreview(all, preview, awaited, limits));
  }

  /** The owner has restored these dismissed events: what is still here of them is sent, what is not is said so. */
  async wanted(eventIds: readonly string[]): Promise<void> {
    if (eventIds.length > 0) await this.store.write((all) => restore(all, new Set(eventIds), this.options.limits));
  }

  /** Stores that the camera sees nothing from a moment (RFC 3339) on. The gap's id is made here, as an event's is. */
  gapBegan(id: string, sessionId: string, from: string, reason: string): Promise<void> {
    return this.addGap({ gapId: id, sessionId, from, reason });
  }

  /** Stores that the camera sees again, from `until` (RFC 3339) on. */
  gapEnded(id: string, sessionId: string, from: string, until: string, reason: string): Promise<void> {
    return this.addGap({ gapId: id, sessionId, from, until, reason });
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
    return this.store.write((all) =>
      moveAll(all, ({ key, upload }) => (key === eventId && upload.step === 'refused' ? firstStep : upload)),
    );
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
    return this.store.write((all) =>
      moveAll(all, ({ upload }) =>
        'notBefore' in upload && upload.problem?.status === 0 ? { ...upload, notBefore: 0 } : upload,
      ),
    );
  }

  /** Who this phone is; undefined when it is no camera. */
  camera(): Promise<CameraIdentity | undefined> {
    return this.store.camera();
  }

  /** This phone becomes a camera. What another camera left in the outbox goes: it belongs to another account, or to none. */
  becomeCamera(identity: Omit<CameraIdentity, 'revoked'>): Promise<void> {
    return this.store.write((all) => becomeCamera(all, identity));
  }

  /** This phone is a camera no more; what waits goes with it. */
  forgetCamera(): Promise<void> {
    return this.store.write(forgetCamera);
  }

  /** The server no longer takes this phone's token: nothing is sent until the phone is paired anew. */
  cameraRevoked(): Promise<void> {
    return this.store.write(revokeCamera);
  }

  /** What to do now in a lane. What time has changed is stored before. */
  next(lane: Lane): Promise<Choice<Entry>> {
    return this.unlessLost<Choice<Entry>>(
      async () => {
        const identity = await this.store.camera();
        if (!identity || identity.revoked) return { kind: 'idle' };
        return choose(await this.entriesOfNow(), this.now(), lane);
      },
      { kind: 'idle' },
    );
  }

  /** The clip of an event as it was stored; undefined when the browser has lost or changed it. */
  async clip({ key, announcement }: EventEntry): Promise<Blob | undefined> {
    const clip = await this.store.clip(key);
    return clip && announcement.clip && (await isIntact(clip, announcement.clip)) ? clip : undefined;
  }

  /** The preview frames of an event; empty when the browser has lost them. */
  frames({ key }: EventEntry): Promise<readonly Blob[]> {
    return this.store.frames(key);
  }

  /** Stores what came of the step that was taken for an entry, before the next one is taken. */
  settle(taken: Entry, outcome: Outcome): Promise<void> {
    const chance = { now: this.now(), random: this.options.random() };
    return this.makingRoom((all) => settle(all, taken, outcome, chance), taken);
  }

  /** The clip of an entry is lost or damaged: the event goes without it. */
  clipIsLost({ order }: Entry): Promise<void> {
    return this.store.write((all) => loseClip(all, order));
  }

  /** Tells how much of a clip is there, 0–1. */
  sending(eventId: string, sentShare: number): void {
    this.notices.sending({ eventId, sentShare });
  }

  /** Waits until something changes in the outbox. */
  changed(signal: AbortSignal): Promise<void> {
    return this.notices.next(signal);
  }

  /** Ends it here. A clip that was still being recorded will not come. */
  close(): void {
    this.recorder.end();
    this.notices.close();
    this.store.close();
  }

  private async entriesOfNow(): Promise<Entry[]> {
    const recorders = await livingRecorders();
    const entries = await this.entriesByTheClock();
    const now = this.now();
    const overdue = entries.filter((entry) => isOverdue(entry, now, recorders));
    if (overdue.length === 0) return entries;
    await this.store.write((all) => tidy(all, overdue, now));
    return this.store.entries();
  }

  /** What is kept until a moment is kept until then, also when the phone's clock is set meanwhile. */
  private async entriesByTheClock(): Promise<Entry[]> {
    const entries = await this.store.entries();
    const jumpMs = this.jumps.since();
    const now = this.now();
    const anew = ({ upload }: Entry) => clockSet(upload, jumpMs, now);
    if (entries.every((entry) => anew(entry) === entry.upload)) return entries;
    await this.store.write((all) => moveAll(all, anew));
    return this.store.entries();
  }

  private addSession(kind: 'sessionStart' | 'sessionStop', id: string, at: string): Promise<void> {
    return this.store.write((all) => keepOnce(all, sessionEntry(kind, id, at), this.options.limits));
  }

  private addGap(gap: Gap): Promise<void> {
    return this.store.write((all) => keepGap(all, gap, this.options.limits));
  }

  /**
   * Stores within the limits; when the browser has less room than that, more of what waits goes.
   *
   * @param spared an entry whose bytes stay
   */
  private async makingRoom(
    keep: (all: Transaction, limits: RoomLimits) => Promise<void>,
    spared?: Entry,
  ): Promise<void> {
    const { limits } = this.options;
    for (;;) {
      try {
        return await this.store.write((all) => keep(all, limits));
      } catch (cause) {
        if (!isQuota(cause)) throw cause;
        const nothing = { ...limits, bytes: 0, previews: 0 };
        if (!(await this.dropSomeBytes(spared))) return this.store.write((all) => keep(all, nothing));
      }
    }
  }

  private async dropSomeBytes(spared?: Entry): Promise<boolean> {
    let dropped = false;
    await this.store.write(async (all) => {
      dropped = await dropSomeBytes(all, spared);
    });
    return dropped;
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

function isQuota(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === 'QuotaExceededError';
}
