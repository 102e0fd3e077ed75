import type { Hours, Look, NightjarEvent, Page } from '../../src/api/shapes';

/** A page of a household's events that pass what is asked for. */
export function pageOf(
  events: readonly NightjarEvent[],
  query: URLSearchParams,
  lookedAt: string | undefined,
): Page<NightjarEvent> {
  const limit = Number(query.get('limit') ?? 50);
  const from = Number(query.get('before') ?? 0);
  const all = events.filter((event) => passes(event, query, lookedAt));
  return { items: all.slice(from, from + limit), ...(from + limit < all.length && { next: String(from + limit) }) };
}

/** How many of them happened when; each counted by itself, as if no two had happened in the same half hour. */
export function hoursOf(events: readonly NightjarEvent[], query: URLSearchParams, lookedAt: string | undefined): Hours {
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? ''];
  const items = events
    .filter((event) => event.at >= from && event.at < to && event.state !== 'dismissed')
    .filter((event) => passes(event, query, lookedAt))
    .map((event) => ({ at: event.at, events: 1, newEvents: isNew(event, lookedAt) ? 1 : 0 }));
  return { minutes: 30, items };
}

/** How far the person looked, and how many are new since. */
export function lookOf(events: readonly NightjarEvent[], lookedAt: string | undefined): Look {
  return { ...(lookedAt && { lookedAt }), newEvents: events.filter((event) => isNew(event, lookedAt)).length };
}

function isNew({ at, reviewed, state }: NightjarEvent, lookedAt: string | undefined): boolean {
  return !reviewed && state !== 'dismissed' && (!lookedAt || at > lookedAt);
}

function passes(event: NightjarEvent, query: URLSearchParams, lookedAt: string | undefined): boolean {
  const [device, session] = [query.get('deviceId'), query.get('sessionId')];
  const labels = query.getAll('label');
  if (device && event.deviceId !== device) return false;
  if (session && event.sessionId !== session) return false;
  if (labels.length && !event.findings?.labels.some(({ name }) => labels.includes(name))) return false;
  return query.get('onlyNew') !== 'true' || isNew(event, lookedAt);
}
