import { backoffMs } from '../core/backoff';
import type { Api } from './api';
import { ApiProblem } from './problem';
import type { Change } from './shapes';

/** How the connection is: `waiting` tries again by itself; `signedOut` does not. */
export type LiveState = 'connecting' | 'live' | 'waiting' | 'signedOut';

/** Hears what changes in the account. */
export interface LiveListener {
  /** Load anew all that is shown: at the start, and when changes were missed that the server keeps no longer. */
  reset(): void;
  /** Changes in their order, each one once. */
  changes(changes: readonly Change[]): void;
  state(state: LiveState): void;
}

/** A running connection. */
export interface Live {
  /** Looks at once whether anything was missed; to be called when the page is seen again. */
  check(): void;
  stop(): void;
}

type Message = { readonly type: 'hello'; readonly latest: number } | ({ readonly type: 'change' } & Change);

const retries = { firstMs: 500, longestMs: 30_000 };
const pageOfChanges = 200;

/** Keeps a connection to the server that tells of changes, and fills the gaps that it has, until it is stopped. */
export function liveChanges(api: Api, listener: LiveListener): Live {
  const live = new LiveConnection(api, listener);
  live.connect();
  return live;
}

class LiveConnection implements Live {
  private socket: WebSocket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  /** The last change that was told; undefined before the first hello. */
  private told: number | undefined;
  /** The highest number heard of. Changes past a gap are not kept, but fetched with the gap. */
  private heard = 0;
  private filling = false;
  private readonly stopped = new AbortController();

  constructor(
    private readonly api: Api,
    private readonly listener: LiveListener,
  ) {
    const { signal } = this.stopped;
    globalThis.addEventListener('online', () => this.reconnect(), { signal });
    globalThis.addEventListener('offline', () => this.socket?.close(), { signal });
  }

  connect(): void {
    this.listener.state('connecting');
    const socket = new WebSocket(`${this.api.server.replace(/^http/, 'ws')}/api/v1/live`);
    this.socket = socket;
    socket.onmessage = ({ data }) => this.hear(JSON.parse(String(data)) as Message);
    socket.onclose = () => {
      if (socket === this.socket) void this.lost();
    };
  }

  check(): void {
    if (this.socket?.readyState === WebSocket.OPEN) void this.fill(true);
    else this.reconnect();
  }

  stop(): void {
    this.stopped.abort();
    clearTimeout(this.timer);
    const socket = this.socket;
    this.socket = undefined;
    socket?.close();
  }

  private reconnect(): void {
    clearTimeout(this.timer);
    const socket = this.socket;
    this.socket = undefined;
    socket?.close();
    this.connect();
  }

  private hear(message: Message): void {
    if (message.type === 'hello') return this.greet(message.latest);
    this.heard = Math.max(this.heard, message.n);
    if (this.told === undefined || this.filling || message.n > this.told + 1) return void this.fill(false);
    const { n, kind, id } = message;
    this.tell([{ n, kind, id }]);
  }

  private greet(latest: number): void {
    this.failures = 0;
    this.heard = Math.max(this.heard, latest);
    this.listener.state('live');
    if (this.told === undefined) this.restart(latest);
    else void this.fill(false);
  }

  /** Begins to count at `latest`; whatever came before is loaded by the listener. */
  private restart(latest: number): void {
    this.told = latest;
    this.heard = Math.max(this.heard, latest);
    this.listener.reset();
  }

  private tell(changes: readonly Change[]): void {
    const told = this.told ?? 0;
    const unheard = changes.filter((change) => change.n > told);
    const last = unheard.at(-1);
    if (last === undefined) return;
    this.told = last.n;
    this.heard = Math.max(this.heard, last.n);
    this.listener.changes(unheard);
  }

  /** Fetches until what was heard of has been told. `anyway`: ask even when nothing seems to be missing. */
  private async fill(anyway: boolean): Promise<void> {
    if (this.filling || this.told === undefined) return;
    this.filling = true;
    try {
      let ask = anyway || this.told < this.heard;
      while (ask && !this.stopped.signal.aborted) ask = await this.fetchMissed(this.told);
    } catch (problem) {
      this.fillFailed(problem);
    } finally {
      this.filling = false;
    }
  }

  /** @returns whether there is more to fetch */
  private async fetchMissed(after: number): Promise<boolean> {
    const { items, latest, more } = await this.api.changes(after, pageOfChanges, this.stopped.signal);
    this.tell(items);
    if (!more) this.told = Math.max(this.told ?? 0, latest);
    // An empty answer ends it, whatever was heard: asking again would bring the same.
    return items.length > 0 && (more || (this.told ?? 0) < this.heard);
  }

  private fillFailed(problem: unknown): void {
    if (this.stopped.signal.aborted) return;
    if (!(problem instanceof ApiProblem)) throw problem;
    if (problem.code === 'changesGone') this.restart(this.heard);
    else if (problem.status === 401) this.end();
    // The connection is as bad as this answer: close it, and what is missing is fetched after the next hello.
    else this.socket?.close();
  }

  /** A refused handshake tells no reason to a page, so a plain request asks for it. */
  private async lost(): Promise<void> {
    this.socket = undefined;
    this.failures += 1;
    this.listener.state('waiting');
    if (await this.isSignedOut()) return this.end();
    if (this.stopped.signal.aborted || this.socket !== undefined) return;
    this.timer = setTimeout(() => this.connect(), backoffMs(this.failures, Math.random(), retries));
  }

  private async isSignedOut(): Promise<boolean> {
    try {
      await this.api.me(this.stopped.signal);
      return false;
    } catch (problem) {
      return problem instanceof ApiProblem && problem.status === 401;
    }
  }

  private end(): void {
    if (this.stopped.signal.aborted) return;
    this.stop();
    this.listener.state('signedOut');
  }
}
