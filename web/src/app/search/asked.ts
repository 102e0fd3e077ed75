import type { SearchQuery } from '../../api/api';

/** What somebody looks for, as it stands in the address. */
export interface Asked {
  readonly text: string;
  readonly camera?: string | undefined;
  readonly session?: string | undefined;
  readonly label?: string | undefined;
  /** motion, sound or both. */
  readonly trigger?: string | undefined;
  /** Today and so many days before it, less one: 1 is today alone. */
  readonly days?: number | undefined;
  /** At least so much. */
  readonly concern?: number | undefined;
}

/** Reads the part of an address behind `?`; what makes no sense is left out. */
export function askedOf(query: URLSearchParams): Asked {
  const days = Number(query.get('days'));
  const concern = Number(query.get('concern'));
  const word = (name: string) => query.get(name) || undefined;
  return {
    text: query.get('q') ?? '',
    camera: word('camera'),
    session: word('session'),
    label: word('label'),
    trigger: word('trigger'),
    days: Number.isInteger(days) && days > 0 ? days : undefined,
    concern: concern === 1 || concern === 2 ? concern : undefined,
  };
}

/** The address that {@link askedOf} reads back the same. */
export function searchPath(asked: Asked): string {
  const query = new URLSearchParams();
  if (asked.text) query.set('q', asked.text);
  for (const name of ['camera', 'session', 'label', 'trigger', 'days', 'concern'] as const) {
    const value = asked[name];
    if (value !== undefined) query.set(name, String(value));
  }
  return query.size ? `/search?${query}` : '/search';
}

/** Whether anything is asked at all. */
export function asksSomething(asked: Asked): boolean {
  return searchPath(asked) !== '/search';
}

/** The same for the server; days begin on this device's clock. */
export function queryOf(asked: Asked, now: Date): SearchQuery {
  const from = asked.days && new Date(now.getFullYear(), now.getMonth(), now.getDate() - asked.days + 1);
  return {
    q: asked.text,
    ...(asked.camera && { deviceId: asked.camera }),
    ...(asked.session && { sessionId: asked.session }),
    ...(asked.label && { label: asked.label }),
    ...(asked.trigger && { trigger: asked.trigger }),
    ...(from && { from: from.toISOString() }),
    ...(asked.concern && { concern: asked.concern }),
  };
}
