import type { IDBPTransaction } from 'idb';
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
    return this.guarded(() => this.database.getAll('entries'));
  }

  camera(): Promise<CameraIdentity | undefined> {
    return this.guarded(() => this.database.get('identity', 'camera'));
  }

  async losses(): Promise<Losses> {
    return { ...noLosses, ...(await this.guarded(() => this.database.get('losses', 'losses'))) };
  }

  clip(key: string): Promise<Blob | undefined> {
    return this.guarded(() => this.database.get('clips', key));
  }

  async frames(key: string): Promise<readonly Blob[]> {
    return (await this.guarded(() => this.database.get('frames', key))) ?? [];
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
  return cause instanceof DOMException && (cause.name === 'InvalidStateError' || cause.name === 'AbortError');
}
