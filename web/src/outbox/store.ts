import type { IDBPObjectStore, IDBPTransaction, StoreNames } from 'idb';
import {
  StorageLost,
  type CameraIdentity,
  type Entry,
  type Losses,
  type OutboxDatabase,
  type OutboxSchema,
} from './database';
import { noLosses } from './status';

const stores = ['entries', 'clips', 'frames', 'losses', 'identity'] as const;

/** A transaction over everything: it moves as a whole, or not at all. */
export type Transaction = IDBPTransaction<OutboxSchema, typeof stores, 'readwrite'>;

/** Reads and writes the database, and notices when the browser has taken it away. */
export class OutboxStore {
  private lost = false;

  /** @param changed called after every change, and when the database was lost */
  constructor(
    private readonly database: OutboxDatabase,
    private readonly changed: () => void,
  ) {}

  get isLost(): boolean {
    return this.lost;
  }

  /** The browser has taken the database away. */
  lose(): void {
    if (this.lost) return;
    this.lost = true;
    this.changed();
  }

  entries(): Promise<Entry[]> {
    return this.read('entries', (entries) => entries.getAll());
  }

  camera(): Promise<CameraIdentity | undefined> {
    return this.read('identity', (identity) => identity.get('camera'));
  }

  async losses(): Promise<Losses> {
    return { ...noLosses, ...(await this.read('losses', (losses) => losses.get('losses'))) };
  }

  clip(key: string): Promise<Blob | undefined> {
    return this.read('clips', (clips) => clips.get(key));
  }

  async frames(key: string): Promise<readonly Blob[]> {
    return (await this.read('frames', (frames) => frames.get(key))) ?? [];
  }

  /**
   * Changes things as a whole. When it resolves they are on the disk: what a camera saw must survive a dead battery.
   *
   * @throws StorageLost when the database was taken away
   * @throws DOMException with the name QuotaExceededError when there is no room
   */
  async write(work: (transaction: Transaction) => Promise<void>): Promise<void> {
    await this.guarded(async () => {
      const transaction = this.database.transaction(stores, 'readwrite', { durability: 'strict' });
      const over = transaction.done.catch((cause: unknown) => ({ cause }));
      try {
        await work(transaction);
      } catch (cause) {
        abort(transaction);
        await over;
        // Why the whole ended says more than why one request did.
        throw transaction.error ?? cause;
      }
      const failed = await over;
      if (failed) throw failed.cause;
    });
    this.changed();
  }

  close(): void {
    this.database.close();
  }

  /** In a transaction whose end is looked after: of one that is ended for us nobody else would hear. */
  private read<Name extends StoreNames<OutboxSchema>, Result>(
    name: Name,
    read: (store: IDBPObjectStore<OutboxSchema, [Name], Name, 'readonly'>) => Promise<Result>,
  ): Promise<Result> {
    return this.guarded(() => {
      const transaction = this.database.transaction(name, 'readonly');
      // why it ended is what the read itself says
      transaction.done.catch(() => undefined);
      return read(transaction.store);
    });
  }

  private async guarded<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.lost) throw new StorageLost();
    try {
      return await work();
    } catch (cause) {
      if (!isTakenAway(cause)) throw cause;
      this.lose();
      throw new StorageLost(cause);
    }
  }
}

function abort(transaction: Transaction): void {
  try {
    transaction.abort();
  } catch {
    // It was over already, most often for the same reason.
  }
}

function isTakenAway(cause: unknown): boolean {
  if (!(cause instanceof DOMException)) return false;
  // Chromium has no name of its own for it; other unknown errors may pass.
  if (cause.name === 'UnknownError') return cause.message.startsWith('Connection is closing');
  return cause.name === 'InvalidStateError' || cause.name === 'AbortError';
}
