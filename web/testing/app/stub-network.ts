import type { Change, Household } from './household';

/** Lets this page's requests and its socket end at a household instead of at a server; the answer puts back the real ones. */
export function stubNetwork(household: Household): () => void {
  const { fetch, WebSocket } = globalThis;
  globalThis.fetch = (input, init) => answer(household, new Request(input, init), fetch);
  globalThis.WebSocket = class extends StubSocket {
    constructor() {
      super(household);
    }
  } as unknown as typeof WebSocket;
  return () => Object.assign(globalThis, { fetch, WebSocket });
}

async function answer(household: Household, request: Request, real: typeof fetch): Promise<Response> {
  const url = new URL(request.url);
  if (!url.pathname.startsWith('/api/')) return real(request);
  if (household.isUnreachable) throw new TypeError('Failed to fetch');
  const { status, body } = household.answer(request.method, url, await sent(request));
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { 'Content-Type': type } });
}

/** What a request says in JSON; pictures are nobody's business here. */
async function sent(request: Request): Promise<unknown> {
  const text = request.headers.get('Content-Type')?.includes('json') ? await request.text() : '';
  return text ? JSON.parse(text) : undefined;
}

/** The server's end of `/live`: says hello, then every change. */
class StubSocket {
  static readonly OPEN = 1;
  readyState = 1;
  onmessage: ((message: { data: string }) => void) | undefined;
  onclose: (() => void) | undefined;
  private readonly leave: () => void;

  constructor(household: Household) {
    this.leave = household.listen((change: Change) => this.say({ type: 'change', ...change }));
    queueMicrotask(() => this.say({ type: 'hello', latest: household.changes.length }));
  }

  close(): void {
    this.leave();
    this.readyState = 3;
    queueMicrotask(() => this.onclose?.());
  }

  private say(message: unknown): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}
