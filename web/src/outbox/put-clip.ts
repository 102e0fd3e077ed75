import { ApiProblem, problemFrom, unreachable } from '../api/problem';
import type { Failure, Grant, Outcome } from '../core/upload';

/** What sending one clip takes. */
export interface ClipToSend {
  readonly grant: Grant;
  /** Where the grant came from; a grant without a host is for it. Empty for the page's own. */
  readonly server: string;
  readonly clip: Blob;
  /** Hears how much is there, 0–1; in a service worker only the end. */
  readonly progress: (sentShare: number) => void;
  readonly signal: AbortSignal;
}

/** Without any byte moving for so long, the connection is taken for dead. */
const stalledAfterSeconds = 60;
/** Slower than that a worker, which hears of no progress, gives up. */
const slowestBytesPerSecond = 8_000;

/**
 * Sends a clip in one request. Only what aborted the signal is thrown.
 *
 * @returns sent, or why not
 */
export async function putClip(sending: ClipToSend): Promise<Outcome> {
  if (sending.clip.size > sending.grant.maximumBytes) return tooLarge(sending);
  try {
    // Only pages hear how an upload goes on, and only through the older interface.
    const put = typeof XMLHttpRequest === 'undefined' ? putByFetch : putByXhr;
    const response = await put(sending);
    if (response.ok) return { kind: 'sent' };
    const text = await response.text();
    return isThereAlready(text) ? { kind: 'sent' } : failure(problemFrom(response, parsed(text)));
  } catch (cause) {
    sending.signal.throwIfAborted();
    return failure(unreachable(cause));
  }
}

/** What an upload step makes of a request that did not succeed. */
export function failure(problem: ApiProblem): Failure {
  const { status, code, detail: sentence, endsAt, retryAfterSeconds } = problem;
  return {
    kind: 'failed',
    problem: { status, code, sentence, ...(endsAt !== undefined && { endsAt }) },
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}

function tooLarge({ clip, grant }: ClipToSend): Failure {
  const detail = `This clip is ${inMegabytes(clip.size)}; the server takes ${inMegabytes(grant.maximumBytes)}. It was kept on the phone.`;
  return failure(new ApiProblem({ code: 'clipTooLarge', status: 413, detail, limit: grant.maximumBytes }));
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function address({ grant, server }: ClipToSend): string {
  return new URL(grant.url, server === '' ? location.href : server).href;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Other stores answer in XML; the status says enough.
    return undefined;
  }
}

/**
 * Azure refuses leave to create for a blob that exists, and may do so before it looks at the condition sent with it.
 * Were the blob not there after all, the next step would say so.
 */
function isThereAlready(answer: string): boolean {
  return /<Code>(BlobAlreadyExists|UnauthorizedBlobOverwrite|AuthorizationPermissionMismatch)<\/Code>/.test(answer);
}

/** For service workers. */
export async function putByFetch(sending: ClipToSend): Promise<Response> {
  const { grant, clip, signal, progress } = sending;
  const timer = new AbortController();
  const abort = (): void => timer.abort();
  const limit = setTimeout(abort, (stalledAfterSeconds + clip.size / slowestBytesPerSecond) * 1_000);
  signal.addEventListener('abort', abort);
  try {
    signal.throwIfAborted();
    const { method, headers } = grant;
    const init = { method, headers, body: clip, signal: timer.signal, credentials: 'omit' } as const;
    const response = await fetch(address(sending), init);
    progress(1);
    return response;
  } finally {
    clearTimeout(limit);
    signal.removeEventListener('abort', abort);
  }
}

function putByXhr(sending: ClipToSend): Promise<Response> {
  const { grant, clip, signal, progress } = sending;
  const request = new XMLHttpRequest();
  let stalled: ReturnType<typeof setTimeout> | undefined;
  const abort = (): void => request.abort();
  const alive = (): void => {
    clearTimeout(stalled);
    stalled = setTimeout(abort, stalledAfterSeconds * 1_000);
  };
  const answered = new Promise<Response>((resolve, reject) => {
    request.onload = () => resolve(responseOf(request));
    request.onerror = () => reject(new TypeError('The connection broke.'));
    request.onabort = () => reject(new TypeError('The upload was ended.'));
    request.upload.onprogress = ({ loaded, total }) => {
      alive();
      if (total > 0) progress(loaded / total);
    };
    request.open(grant.method, address(sending));
    for (const [name, value] of Object.entries(grant.headers)) request.setRequestHeader(name, value);
    alive();
    if (signal.aborted) reject(new TypeError('The upload was ended.'));
    else request.send(clip);
  });
  signal.addEventListener('abort', abort);
  return answered.finally(() => {
    clearTimeout(stalled);
    signal.removeEventListener('abort', abort);
  });
}

function responseOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  const retryAfter = request.getResponseHeader('Retry-After');
  if (retryAfter !== null) headers.set('Retry-After', retryAfter);
  // A status of 204 or such may carry no body.
  return new Response(request.responseText === '' ? null : request.responseText, { status: request.status, headers });
}
