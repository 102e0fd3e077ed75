import { ApiProblem } from '../api/problem';
import type { ClientLogEntry } from '../api/shapes';

/** Sends a batch to the server. */
export type SendLog = (entries: ClientLogEntry[]) => Promise<void>;

/** What may be given when a log is opened; times in milliseconds. */
export interface ClientLogOptions {
  readonly now: () => number;
  /** How long the first error of a batch waits for others. */
  readonly gatherMs: number;
}

/** What the server takes in one request. */
const mostEntries = 50;
const longestPlace = 200;
/** A browser that tells of a changed size in its next frame says so as an error; nothing is wrong. */
const putOff = 'ResizeObserver loop';
/** The same thing at the same place says nothing new before so long. */
const silentMs = 60_000;

/**
 * Tells the server in batches what went wrong in this page: a code, the id of an event, and the place in the program.
 * Never what somebody wrote, saw or was told. It is bounded, and what the server does not take is let go.
 */
export class ClientLog {
  readonly #options: ClientLogOptions;
  readonly #toldAt = new Map<string, number>();
  #entries: ClientLogEntry[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly send: SendLog,
    options: Partial<ClientLogOptions> = {},
  ) {
    this.#options = { now: () => Date.now(), gatherMs: 10_000, ...options };
  }

  /**
   * Notes an error.
   *
   * @param code letters, digits and dots
   * @param more the event that it is about, and where in the program it happened
   */
  report(code: string, more: { readonly eventId?: string; readonly place?: string } = {}): void {
    const message = (more.place ?? '').slice(0, longestPlace);
    const now = this.#options.now();
    if (!this.#isNew([code, more.eventId, message].join(' '), now) || this.#entries.length >= mostEntries) return;
    const at = new Date(now).toISOString();
    this.#entries.push({ at, code: codeOf(code), message, ...(more.eventId && { eventId: more.eventId }) });
    this.#timer ??= setTimeout(() => void this.flush(), this.#options.gatherMs);
  }

  /** Hears of errors that nobody caught, and sends what is left when the page goes, until the signal aborts. */
  watch(signal: AbortSignal): void {
    addEventListener(
      'error',
      ({ error, message, filename, lineno, colno }) => {
        if (!message.startsWith(putOff)) this.#caught(error, filename, lineno, colno);
      },
      { signal },
    );
    addEventListener('unhandledrejection', ({ reason }) => this.#caught(reason), { signal });
    addEventListener('pagehide', () => void this.flush(), { signal });
    signal.addEventListener('abort', () => void this.flush());
  }

  /** Sends what was noted. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const entries = this.#entries;
    this.#entries = [];
    if (entries.length === 0) return;
    try {
      await this.send(entries);
    } catch (problem) {
      // A log that fails must not fill itself; without a network the errors may wait for the next one.
      if (problem instanceof ApiProblem && problem.status === 0) this.#entries = [...entries, ...this.#entries].slice(0, mostEntries); // prettier-ignore
    }
  }

  #caught(thrown: unknown, file = '', line = 0, column = 0): void {
    if (isAbort(thrown)) return;
    const place = file ? `${nameOf(file)}:${line}:${column}` : placeOf(thrown);
    this.report(kindOf(thrown), { place });
  }

  #isNew(key: string, now: number): boolean {
    const last = this.#toldAt.get(key);
    if (last !== undefined && now - last < silentMs) return false;
    // Bounded: what is forgotten is at worst told once more.
    if (this.#toldAt.size >= mostEntries) this.#toldAt.clear();
    this.#toldAt.set(key, now);
    return true;
  }
}

function codeOf(text: string): string {
  return text.replace(/[^A-Za-z0-9.]/g, '').slice(0, 60) || 'unknown';
}

function kindOf(thrown: unknown): string {
  if (thrown instanceof ApiProblem) return `api.${thrown.code}`;
  return thrown instanceof Error ? thrown.name : 'unknown';
}

function isAbort(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'AbortError';
}

/** The first place of a stack, as "file.js:12:34": names of our own files, no texts. */
function placeOf(thrown: unknown): string {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  return /([\w.-]+\.(?:js|ts|svelte))(?:\?[^:)\s]*)?(:\d+:\d+)/.exec(stack)?.slice(1).join('') ?? '';
}

function nameOf(address: string): string {
  return address.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
}
