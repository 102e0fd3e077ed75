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

/** Leave to send one clip. */
export function grantFor(id: string): unknown {
  const expiresAt = new Date(Date.now() + 900_000).toISOString();
  return { method: 'PUT', url: `/blobs/${id}`, headers: {}, expiresAt, maximumBytes: 64_000_000 };
}
