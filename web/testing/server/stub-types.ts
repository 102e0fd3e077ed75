declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the stub server. */
    stubServer: string;
  }
}

/** Where a fault strikes. */
export type Route =
  | 'sessionStart'
  | 'sessionStop'
  | 'gap'
  | 'preview'
  | 'event'
  | 'announce'
  | 'send'
  | 'confirm'
  | 'server'
  | 'changes'
  | 'other';

/** What goes wrong with one request. */
export type Fault =
  /** It is answered so, and nothing else is done. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    }
  /** The connection breaks before anything is done. */
  | { readonly kind: 'cut' }
  /** The connection breaks while the body arrives. */
  | { readonly kind: 'cutInBody' }
  /** It is done, but the answer never arrives. */
  | { readonly kind: 'cutAfter' }
  /** Nothing is done, and no answer comes until it is released; then the connection breaks. */
  | { readonly kind: 'hold' }
  /** It is done, but no answer comes until it is released; then the connection breaks. */
  | { readonly kind: 'holdAfter' }
  /** The body is read only after it is released; then all is well. */
  | { readonly kind: 'holdBody' };

/** One request as the server saw it. */
export interface Seen {
  readonly route: Route;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}
