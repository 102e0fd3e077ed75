import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { EventAnnouncement } from '../core/event';
import type { Upload } from '../core/upload';

/** What waits to be sent, oldest first by `order`. */
export type Entry = SessionEntry | GapEntry | EventEntry | ClipGoneEntry;

/** That a session started, or stopped. */
export interface SessionEntry extends EntryBase {
  readonly kind: 'sessionStart' | 'sessionStop';
  /** RFC 3339. */
  readonly at: string;
}

/** That a camera saw nothing for a while of its session. Times as RFC 3339. */
export interface GapEntry extends EntryBase {
  readonly kind: 'gap';
  readonly gapId: string;
  readonly from: string;
  /** Absent while it goes on. */
  readonly until?: string;
  readonly reason: string;
}

/** That an event's owner wants its clip, and that this phone holds nothing of the event any more. */
export interface ClipGoneEntry extends EntryBase {
  readonly kind: 'clipGone';
  readonly eventId: string;
}

/** An event, with or without a clip. */
export interface EventEntry extends EntryBase {
  readonly kind: 'event';
  readonly eventId: string;
  readonly announcement: EventAnnouncement;
  /** The clip had to go for want of room, or the browser lost it. */
  readonly clipDropped: boolean;
  /** How many preview frames are in the store `frames`; absent for none. */
  readonly frames?: number;
  /** Who records the clip that is still to come; absent when it is here, or will not come. */
  readonly recorder?: string;
}

interface EntryBase {
  readonly order: number;
  /** One entry per key: adding again what is there already changes nothing. */
  readonly key: string;
  readonly sessionId: string;
  /** Bytes of the clip in the store `clips`; 0 for none. */
  readonly clipBytes: number;
  readonly upload: Upload;
  /** Until when the clip may still come, in milliseconds since 1970; absent when it is here, or will not come. */
  readonly clipAwaitedUntil?: number;
}

/** An entry that has no place in the order yet. */
export type NewEntry =
  Omit<SessionEntry, 'order'> | Omit<GapEntry, 'order'> | Omit<EventEntry, 'order'> | Omit<ClipGoneEntry, 'order'>;

/** Who this phone is. The token is the phone's only secret; the server keeps a hash of it. */
export interface CameraIdentity {
  readonly deviceId: string;
  readonly name: string;
  readonly accountId: string;
  readonly token: string;
  /** The server no longer takes the token. */
  readonly revoked: boolean;
}

/** What was lost, until its owner has been told. */
export interface Losses {
  /** Clips that went for want of room. */
  readonly clips: number;
  /** Events that went for want of room. */
  readonly events: number;
  /** Clips that the browser no longer had, or not as they were stored. */
  readonly damaged: number;
}

/** The typed schema of the outbox's database. */
export interface OutboxSchema extends DBSchema {
  entries: { key: number; value: Entry; indexes: { key: string } };
  clips: { key: string; value: Blob };
  frames: { key: string; value: readonly Blob[] };
  identity: { key: 'camera'; value: CameraIdentity };
  /** The first version knew no `damaged`. */
  losses: { key: 'losses'; value: Partial<Losses> };
}

export type OutboxDatabase = IDBPDatabase<OutboxSchema>;

/** The browser does not let anything be stored: a private window, a refused permission, a broken profile. */
export class StorageRefused extends Error {
  override readonly name = 'StorageRefused';

  constructor(
    cause: unknown,
    sentence = 'This browser does not let Nightjar store anything. Leave the private window, or allow site data, then reload.',
  ) {
    super(sentence, { cause });
  }
}

/** An older version of Nightjar is open in another tab and does not let go: what is stored cannot be brought to this one. */
export class OlderTabOpen extends StorageRefused {
  constructor() {
    super(undefined, 'An older version of Nightjar is open in another tab. Close that tab, then reload this page.');
  }
}

/** The browser has cleared what was stored, with the phone's identity: it has to be paired anew. */
export class StorageLost extends Error {
  override readonly name = 'StorageLost';

  constructor(cause?: unknown) {
    super('The browser has cleared what Nightjar had stored on this phone. Reload the page, then pair it again.', {
      cause,
    });
  }
}

/** What is heard of a database that is open. */
export interface DatabaseObserver {
  /** The browser takes the database away, as it may when the storage is cleared. */
  terminated(): void;
  /** A newer version of Nightjar wants the database, and waits until it is closed here. */
  wantedByNewer(): void;
}

const version = 2;
/** A page that is just being left closes its database within that time; one that stays open does not. */
const longestBlockedMs = 5_000;

/**
 * Opens the database, makes it where there is none, and brings one of an older version to this one with all that waits.
 *
 * @throws OlderTabOpen when an older version of Nightjar is open in another tab and stays so
 * @throws StorageRefused when the browser stores nothing
 */
export async function openDatabase(name: string, observer: DatabaseObserver): Promise<OutboxDatabase> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let blockedTooLong: (refused: StorageRefused) => void;
  const blocked = new Promise<never>((_, reject) => (blockedTooLong = reject));
  const opening = openDB<OutboxSchema>(name, version, {
    upgrade,
    blocked: () => (timer = setTimeout(() => blockedTooLong(new OlderTabOpen()), longestBlockedMs)),
    blocking: () => observer.wantedByNewer(),
    terminated: () => observer.terminated(),
  });
  try {
    return await Promise.race([opening, blocked]);
  } catch (cause) {
    if (!(cause instanceof StorageRefused)) throw new StorageRefused(cause);
    // It may still open, when nobody waits for it any more; then it must not block others.
    void opening.then(
      (database) => database.close(),
      () => undefined,
    );
    throw cause;
  } finally {
    clearTimeout(timer);
  }
}

/** New fields of entries are optional, so that what waits of an older version goes on as it is. */
function upgrade(database: OutboxDatabase, oldVersion: number): void {
  if (oldVersion < 1) {
    const entries = database.createObjectStore('entries', { keyPath: 'order', autoIncrement: true });
    entries.createIndex('key', 'key', { unique: true });
    database.createObjectStore('clips');
    database.createObjectStore('identity');
    database.createObjectStore('losses');
  }
  if (oldVersion < 2) database.createObjectStore('frames');
}
