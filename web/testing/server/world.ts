import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Fault, Route, Seen } from './stub-types';

/** An answer of the stub server. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface StoredEvent {
  hasClip: boolean;
  state: string;
  /** How often it was announced; repeats are harmless. */
  announced: number;
  /** How many frames its preview had; 0 without one. */
  frames: number;
}

interface Gap {
  readonly from: string;
  readonly until?: string;
  readonly reason: string;
}

interface Change {
  readonly n: number;
  readonly kind: string;
  readonly id: string;
}

/** What the stub server knows for one test: it keeps the promises of the real one, as far as a phone can see them. */
export class World {
  readonly faults: { route: Route; fault: Fault }[] = [];
  readonly seen: Seen[] = [];
  readonly sockets = new Set<WebSocket>();
  readonly held: (() => void)[] = [];
  private readonly sessions = new Map<string, { startedAt: string; endedAt?: string }>();
  private readonly events = new Map<string, StoredEvent>();
  private readonly gaps = new Map<string, Gap>();
  private readonly blobs = new Map<string, Buffer>();
  private readonly changes: Change[] = [];
  private firstKept = 1;
  private grants = 0;

  constructor(private readonly prefix: string) {}

  /** The fault that is next for a route; it strikes once. */
  takeFault(route: Route): Fault | undefined {
    const at = this.faults.findIndex((planned) => planned.route === route);
    return at < 0 ? undefined : this.faults.splice(at, 1)[0]?.fault;
  }

  /** What a test looks at. */
  report(): unknown {
    const events = [...this.events].map(([id, event]) => ({ id, ...event, bytes: this.blobs.get(id)?.length ?? 0 }));
    const sessions = [...this.sessions].map(([id, session]) => ({ id, ...session }));
    const gaps = [...this.gaps].map(([id, gap]) => ({ id, ...gap }));
    return { seen: this.seen, events, sessions, gaps, held: this.held.length, sockets: this.sockets.size };
  }

  /** Something changed; `quietly`: the connections hear nothing of it. */
  change(kind: string, id: string, quietly: boolean): void {
    const change = { n: this.changes.length + 1, kind, id };
    this.changes.push(change);
    if (!quietly) this.tell({ type: 'change', ...change });
  }

  /** Changes up to this number are kept no longer. */
  forget(upTo: number): void {
    this.firstKept = upTo + 1;
  }

  hello(): unknown {
    return { type: 'hello', latest: this.changes.length };
  }

  answer(route: Route, request: IncomingMessage, id: string, body: Buffer): Answer {
    switch (route) {
      case 'sessionStart':
        return this.startSession(id, body);
      case 'sessionStop':
        return this.stopSession(id, body);
      case 'gap':
        this.gaps.set(id, parse(body) as Gap);
        return { status: 200, body: { id } };
      case 'preview':
        return this.preview(id, body);
      case 'event':
        return this.eventOf(id);
      case 'announce':
        return this.announce(id, body);
      case 'send':
        return this.store(id, body);
      case 'confirm':
        return this.confirm(id);
      case 'changes':
        return this.changesAfter(request);
      case 'server':
        return { status: 200, body: { version: 'stub', secure: false, signUp: 'open' } };
      case 'other':
        return { status: 200, body: {} };
    }
  }

  private tell(message: unknown): void {
    for (const socket of this.sockets) socket.send(JSON.stringify(message));
  }

  private startSession(id: string, body: Buffer): Answer {
    const { startedAt } = parse(body) as { startedAt: string };
    this.sessions.set(id, { startedAt, ...this.sessions.get(id) });
    return { status: 200, body: { id, startedAt } };
  }

  private stopSession(id: string, body: Buffer): Answer {
    const session = this.sessions.get(id);
    if (!session) return notFound();
    session.endedAt = (parse(body) as { endedAt: string }).endedAt;
    return { status: 200, body: { id, ...session } };
  }

  /** Dismisses doubts, as the real one does for now. */
  private preview(id: string, body: Buffer): Answer {
    const form = body.toString('latin1');
    const doubt = form.includes('"doubt":true');
    const frames = form.split('name="frame"').length - 1;
    const event = this.events.get(id) ?? {
      hasClip: false,
      state: doubt ? 'dismissed' : 'announced',
      announced: 0,
      frames,
    };
    this.events.set(id, event);
    return { status: 200, body: { event: { id, state: event.state }, decision: doubt ? 'dismiss' : 'clip' } };
  }

  /** An owner undoes the dismissal of an event. */
  restore(id: string): void {
    const event = this.events.get(id);
    if (event?.state === 'dismissed') event.state = 'announced';
  }

  private eventOf(id: string): Answer {
    const event = this.events.get(id);
    if (!event) return notFound();
    const [sessionId] = this.sessions.keys();
    const trigger = { type: 'motion', score: 0.03, doubt: true };
    return { status: 200, body: { id, sessionId, state: event.state, at: '2026-07-01T10:00:06.400Z', trigger } };
  }

  private announce(id: string, body: Buffer): Answer {
    const { sessionId, clip } = parse(body) as { sessionId: string; clip?: unknown };
    if (!this.sessions.has(sessionId)) return notFound();
    const event = this.events.get(id) ?? { hasClip: false, state: 'announced', announced: 0, frames: 0 };
    const waits = event.state === 'announced' || event.state === 'dismissed';
    if (waits || (event.state === 'done' && !event.hasClip)) {
      event.hasClip = clip !== undefined;
      event.state = event.hasClip ? 'uploading' : 'done';
    }
    event.announced += 1;
    this.events.set(id, event);
    const told = { id, state: event.state };
    if (event.state !== 'uploading') return { status: 200, body: { event: told } };
    this.grants += 1;
    const url = `${this.prefix}/blobs/${id}?grant=${this.grants}`;
    const upload = { method: 'PUT', url, headers: { 'Content-Type': 'video/mp4' }, maximumBytes: 64_000_000 };
    return { status: 200, body: { event: told, upload } };
  }

  private store(id: string, body: Buffer): Answer {
    if (this.blobs.has(id)) return { status: 409, body: { code: 'alreadyExists', detail: 'It is there already.' } };
    this.blobs.set(id, body);
    return { status: 201 };
  }

  private confirm(id: string): Answer {
    const event = this.events.get(id);
    if (!event) return notFound();
    if (!this.blobs.has(id)) return { status: 409, body: { code: 'clipMissing', detail: 'The clip is not there.' } };
    event.state = 'processing';
    return { status: 200, body: { id, state: event.state } };
  }

  private changesAfter(request: IncomingMessage): Answer {
    const query = new URL(request.url ?? '', 'http://stub').searchParams;
    const after = Number(query.get('after'));
    const gone = { code: 'changesGone', detail: 'Changes so old are no longer kept.' };
    if (after + 1 < this.firstKept) return { status: 410, body: gone };
    const limit = Math.min(Number(query.get('limit') ?? 100), 3);
    const items = this.changes.filter(({ n }) => n > after).slice(0, limit);
    const latest = this.changes.length;
    return { status: 200, body: { items, latest, more: (items.at(-1)?.n ?? latest) < latest } };
  }
}

function parse(body: Buffer): unknown {
  return JSON.parse(body.toString('utf8'));
}

function notFound(): Answer {
  return { status: 404, body: { code: 'notFound', detail: 'There is no such thing.' } };
}
