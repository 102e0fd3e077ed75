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

/** Tells the server every half minute, and at once when it changes, how the camera is. Unanswered beats are let go. */
export class Heartbeat {
  #timer: ReturnType<typeof setInterval> | undefined;
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
  }

  /** Something changed that the server should know at once, while beats are sent at all. */
  changed(): void {
    if (this.#timer !== undefined) void this.beat();
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
