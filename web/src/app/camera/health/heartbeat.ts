import type { Api } from '../../../api/api';
import { ApiProblem } from '../../../api/problem';
import type { Heartbeat as Beat, HeartbeatAnswer } from '../../../api/shapes';
import { StorageLost } from '../../../outbox/database';

/** Hears what the server answers. */
export interface HeartbeatListener {
  answered(answer: HeartbeatAnswer): void;
  /** The server no longer takes this camera's token. */
  revoked(): void;
}

const everyMs = 30_000;
/** What comes and goes all the time is told no more often than that. */
const changesMs = 3_000;

/**
 * Tells the server every half minute, and when it changes, how the camera is. The first change is told at once, those
 * that follow soon after it together, as it is by then. Unanswered beats are let go.
 */
export class Heartbeat {
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Set while changes wait to be told. */
  #later: ReturnType<typeof setTimeout> | undefined;
  /** When a change was told last, on the clock that nobody sets. */
  #changeToldAt = -Infinity;
  #beating = false;
  /** Something changed since the beat that is under way was said. */
  #due = false;

  constructor(
    private readonly api: Api,
    private readonly deviceId: string,
    private readonly say: () => Promise<Beat>,
    private readonly listener: HeartbeatListener,
  ) {}

  start(): void {
    this.#timer ??= setInterval(() => void this.beat(), everyMs);
    void this.beat();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    clearTimeout(this.#later);
    this.#later = undefined;
  }

  /** Something changed that the server should know soon, while beats are sent at all. */
  changed(): void {
    if (this.#timer === undefined || this.#later !== undefined) return;
    const waitMs = this.#changeToldAt + changesMs - performance.now();
    if (waitMs > 0) this.#later = setTimeout(() => this.#tellChange(), waitMs);
    else this.#tellChange();
  }

  /** Says it now, or right after the beat that is under way. */
  async beat(): Promise<void> {
    this.#due = true;
    if (this.#beating) return;
    this.#beating = true;
    try {
      while (this.#due) await this.#once();
    } finally {
      this.#beating = false;
    }
  }

  #tellChange(): void {
    this.#later = undefined;
    this.#changeToldAt = performance.now();
    void this.beat();
  }

  async #once(): Promise<void> {
    this.#due = false;
    try {
      const answer = await this.api.heartbeat(this.deviceId, await this.say());
      if (answer.revoked) this.listener.revoked();
      else this.listener.answered(answer);
    } catch (problem) {
      // Without the token that was stored nobody can speak; the status of the outbox says that it is gone.
      if (problem instanceof StorageLost) return;
      if (!(problem instanceof ApiProblem)) throw problem;
      if (problem.status === 401) this.listener.revoked();
    }
  }
}
