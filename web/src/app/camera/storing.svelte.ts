import { StorageLost } from '../../outbox/database';

/** Looks after what is being stored, and says when it could not be. */
export class Storing {
  /** Something could not be kept: what that means, in a sentence. */
  trouble = $state<string>();

  /** @param failed hears that something could not be stored */
  constructor(private readonly failed: () => void) {}

  /** Waits until it is stored. What the browser refuses to store is told, not thrown. */
  async keep(storing: Promise<void>): Promise<void> {
    try {
      await storing;
    } catch (cause) {
      // The status of the outbox says it, and what to do.
      if (cause instanceof StorageLost) return;
      if (!(cause instanceof DOMException)) throw cause;
      this.trouble = 'An event could not be kept: this phone has no room left. Free some space, then start again.';
      this.failed();
    }
  }
}
