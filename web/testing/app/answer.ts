/** An answer to a request; an absent body is an empty one. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export function ok(body: unknown, status = 200): Answer {
  return { status, body };
}

/** A refusal as the server writes it. */
export function problem(status: number, code: string, detail: string): Answer {
  return { status, body: { type: 'about:blank', title: code, status, code, detail } };
}
