import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { EventAnnouncement } from '../core/event';
import type { Upload } from '../core/upload';

/** What waits to be sent, oldest first by `order`. */
export type Entry = SessionEntry | EventEntry;

/** That a session started, or stopped. */
export interface SessionEntry extends EntryBase {
  readonly kind: 'sessionStart' | 'sessionStop';
  /** RFC 3339. */
  readonly at: string;
}

/** An event, with or without a clip. */
export interface EventEntry extends EntryBase {
  readonly kind: 'event';
  readonly eventId: string;
  readonly announcement: EventAnnouncement;
  /** The clip had to go for want of room, or the browser lost it. */
  readonly clipDropped: boolean;
}

interface EntryBase {
  readonly order: number;
  /** One entry per key: adding again what is there already changes nothing. */
  readonly key: string;
  readonly sessionId: string;
  /** Bytes of the clip in the store `clips`; 0 for none. */
  readonly clipBytes: number;
  readonly upload: Upload;
}

/** An entry that has no place in the order yet. */
export type NewEntry = Omit<SessionEntry, 'order'> | Omit<EventEntry, 'order'>;

/** Who this phone is. The token is the phone's only secret; the server keeps a hash of it. */
export interface CameraIdentity {
  readonly deviceId: string;
  readonly name: string;
  readonly accountId: string;
  readonly token: string;
  /** The server no longer takes the token. */
  readonly revoked: boolean;
}

/** What was lost for want of room, until its owner has been told. */
export interface Losses {
  readonly clips: number;
  readonly events: number;
}

/** The typed schema of the outbox's database. */
export interface OutboxSchema extends DBSchema {
  entries: { key: number; value: Entry; indexes: { key: string } };
  clips: { key: string; value: Blob };
  identity: { key: 'camera'; value: CameraIdentity };
  losses: { key: 'losses'; value: Losses };
}

export type OutboxDatabase = IDBPDatabase<OutboxSchema>;

/** The browser does not let anything be stored: a private window, a refused permission, a broken profile. */
export class StorageRefused extends Error {
  override readonly name = 'StorageRefused';

  constructor(cause: unknown) {
    super(
      'This browser does not let Nightjar store anything. Leave the private window, or allow site data, then reload.',
      {
        cause,
      },
    );
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

/**
 * Opens the database, and makes it where there is none.
 *
 * @param terminated called when the browser takes the database away, as it may when the storage is cleared
 * @throws StorageRefused
 */
export async function openDatabase(name: string, terminated: () => void): Promise<OutboxDatabase> {
  try {
    return await openDB<OutboxSchema>(name, 1, {
      upgrade(database) {
        const entries = database.createObjectStore('entries', { keyPath: 'order', autoIncrement: true });
        entries.createIndex('key', 'key', { unique: true });
        database.createObjectStore('clips');
        database.createObjectStore('identity');
        database.createObjectStore('losses');
      },
      terminated,
    });
  } catch (cause) {
    throw new StorageRefused(cause);
  }
}
