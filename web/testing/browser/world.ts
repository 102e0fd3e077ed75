import { inject } from 'vitest';
import type { Fault, Route, Seen } from '../server/stub-types';

/** What the stub server has seen and keeps. */
export interface Report {
  readonly seen: readonly Seen[];
  readonly events: readonly {
    readonly id: string;
    readonly hasClip: boolean;
    readonly state: string;
    readonly announced: number;
    readonly frames: number;
    readonly bytes: number;
  }[];
  readonly sessions: readonly { readonly id: string; readonly endedAt?: string }[];
  readonly gaps: readonly {
    readonly id: string;
    readonly from: string;
    readonly until?: string;
    readonly reason: string;
  }[];
  readonly held: number;
  readonly sockets: number;
}

/** A stub server for one test alone. */
export interface StubWorld {
  /** Address for a client. */
  readonly server: string;
  /** Unique name, for a database say. */
  readonly name: string;
  /** Lets a fault strike the next request of a route. */
  readonly fault: (route: Route, fault: Fault) => Promise<void>;
  readonly release: () => Promise<void>;
  readonly change: (id: string, quietly?: boolean) => Promise<void>;
  /** An owner undoes the dismissal of an event. */
  readonly restore: (id: string) => Promise<void>;
  readonly forget: (upTo: number) => Promise<void>;
  readonly disconnect: () => Promise<void>;
  readonly report: () => Promise<Report>;
  /** The routes of all requests, in order. */
  readonly routes: () => Promise<Route[]>;
}

/** A stub server that nothing has happened to yet. */
export function newWorld(): StubWorld {
  const name = crypto.randomUUID();
  const server = `${inject('stubServer')}/worlds/${name}`;
  const control = async (what: string, body: unknown = {}): Promise<Report> => {
    const response = await fetch(`${server}/control/${what}`, { method: 'POST', body: JSON.stringify(body) });
    return (await response.json()) as Report;
  };
  return {
    server,
    name,
    fault: async (route, fault) => void (await control('fault', { route, fault })),
    release: async () => void (await control('release')),
    change: async (id, quietly = false) => void (await control('change', { kind: 'event', id, quietly })),
    restore: async (id) => void (await control('restore', { id })),
    forget: async (upTo) => void (await control('forget', { upTo })),
    disconnect: async () => void (await control('disconnect')),
    report: () => control('report'),
    routes: async () => (await control('report')).seen.map(({ route }) => route),
  };
}
