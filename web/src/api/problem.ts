/** What the server says about a request that did not succeed (RFC 9457), as far as a client uses it. */
export interface ProblemDetails {
  /** What clients switch on. `unreachable` and `timeout` are said by the client itself, with status 0. */
  readonly code: string;
  readonly status: number;
  /** A sentence for people, with the actual values. */
  readonly detail: string;
  /** The limit that was hit, in the unit of the code. */
  readonly limit?: number;
  /** When the limit ends, RFC 3339. */
  readonly endsAt?: string;
  readonly retryAfterSeconds?: number;
}

/** A request that did not succeed. Its message is the sentence for people. */
export class ApiProblem extends Error implements ProblemDetails {
  override readonly name = 'ApiProblem';
  readonly code: string;
  readonly status: number;
  readonly limit?: number;
  readonly endsAt?: string;
  readonly retryAfterSeconds?: number;

  constructor(details: ProblemDetails, options?: ErrorOptions) {
    super(details.detail, options);
    this.code = details.code;
    this.status = details.status;
    if (details.limit !== undefined) this.limit = details.limit;
    if (details.endsAt !== undefined) this.endsAt = details.endsAt;
    if (details.retryAfterSeconds !== undefined) this.retryAfterSeconds = details.retryAfterSeconds;
  }

  get detail(): string {
    return this.message;
  }
}

/** There was no answer at all. */
export function unreachable(cause: unknown): ApiProblem {
  const detail = 'The server does not answer. Check the connection; it is tried again.';
  return new ApiProblem({ code: 'unreachable', status: 0, detail }, { cause });
}

/** There was no answer in time. */
export function timedOut(seconds: number): ApiProblem {
  const detail = `The server did not answer within ${seconds} seconds. It is tried again.`;
  return new ApiProblem({ code: 'timeout', status: 0, detail });
}

/**
 * Reads the problem out of an answer. An answer that is none of ours (a proxy's page, say) becomes code `http502` or such.
 *
 * @param body the answer's body, parsed if it was JSON
 */
export function problemFrom(response: Response, body: unknown): ApiProblem {
  const said = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const retryAfterSeconds = retryAfter(response.headers.get('Retry-After'), response.headers.get('Date'));
  return new ApiProblem({
    code: typeof said['code'] === 'string' ? said['code'] : `http${response.status}`,
    status: response.status,
    detail: text(said['detail']) ?? text(said['title']) ?? `The server answered with ${response.status}.`,
    ...(typeof said['limit'] === 'number' && { limit: said['limit'] }),
    ...(typeof said['endsAt'] === 'string' && { endsAt: said['endsAt'] }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Seconds from a `Retry-After` header, which is a number or a date; a date counts from the server's own `Date`. */
export function retryAfter(header: string | null, date: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const seconds = (Date.parse(header) - (date === null ? Date.now() : Date.parse(date))) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}
