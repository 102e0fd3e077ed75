import { deadline } from './deadline';
import { ApiProblem, problemFrom, timedOut, unreachable } from './problem';

/** How requests are made. */
export interface SendOptions {
  /** Where the server is, such as `http://127.0.0.1:8080`; empty for the page's own. */
  readonly server: string;
  /** Gives a camera's token. Without it, the sign-in cookie of the browser speaks. */
  readonly token?: () => Promise<string | undefined>;
  /** How long an answer may take. */
  readonly timeoutSeconds: number;
}

/** Makes one request, and reads its whole answer within the time limit. Throws {@link ApiProblem}, or what aborted it. */
export type Send = (request: Request) => Promise<Response>;

/** The function through which every request to the server goes: it says who asks, and turns failures into problems. */
export function sender(options: SendOptions): Send {
  const identify = options.token ? asCamera(options.token) : asPerson(options);
  const send = async (request: Request, again?: Request): Promise<Response> => {
    await identify(request.headers, request.method);
    const response = await exchange(request, options.token ? 'omit' : 'same-origin', options.timeoutSeconds);
    if (response.ok) return response;
    const problem = problemFrom(response, await json(response));
    if (!again || problem.code !== 'csrfTokenNeeded') throw problem;
    // just after signing in, each answer may bring another token while a write is on its way: once more with the newest
    return send(again);
  };
  return (request) => send(request, request.method === 'GET' ? undefined : request.clone());
}

async function exchange(request: Request, credentials: RequestCredentials, seconds: number): Promise<Response> {
  const limit = deadline(seconds, request.signal);
  try {
    const response = await fetch(request, { credentials, signal: limit.signal, cache: 'no-store' });
    const body = await response.arrayBuffer();
    return new Response(body.byteLength === 0 ? null : body, response);
  } catch (cause) {
    if (limit.passed()) throw timedOut(seconds);
    request.signal.throwIfAborted();
    throw unreachable(cause);
  } finally {
    limit.clear();
  }
}

async function json(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.headers.get('Content-Type')?.includes('json')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Cut off on the way: the status alone has to say it.
    return undefined;
  }
}

type Identify = (headers: Headers, method: string) => Promise<void>;

function asCamera(token: () => Promise<string | undefined>): Identify {
  return async (headers) => {
    const value = await token();
    const detail = 'This phone is not paired. Pair it with a code from another device.';
    if (value === undefined) throw new ApiProblem({ code: 'notPaired', status: 401, detail });
    headers.set('Authorization', `Bearer ${value}`);
  };
}

/** Writes carry the token of the XSRF cookie; any answer of `/server` sets the cookie where it is missing. */
function asPerson(options: SendOptions): Identify {
  return async (headers, method) => {
    if (method === 'GET') return;
    if ((await csrfToken()) === undefined) {
      await exchange(new Request(`${options.server}/api/v1/server`), 'same-origin', options.timeoutSeconds);
    }
    const token = await csrfToken();
    if (token !== undefined) headers.set('X-XSRF-TOKEN', token);
  };
}

/** What both pages and service workers may have of the browser's cookies. */
interface Cookies {
  readonly document?: { readonly cookie: string };
  readonly cookieStore?: { get(name: string): Promise<{ readonly value?: string } | null> };
}

/** Pages read it where they always could, the service worker where its browser lets it. */
async function csrfToken(): Promise<string | undefined> {
  const { document, cookieStore } = globalThis as unknown as Cookies;
  const found = document
    ? /(?:^|;\s*)XSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1]
    : (await cookieStore?.get('XSRF-TOKEN'))?.value;
  return found === undefined ? undefined : decodeURIComponent(found);
}
