import type { NightjarEvent, SearchItem, SearchResults } from '../../src/api/shapes';

const pageSize = 20;

/** What the server finds, in small: events whose sentence or observations have the words as they are written. */
export function searchIn(
  events: readonly NightjarEvent[],
  query: URLSearchParams,
  modelMissing: boolean,
): SearchResults {
  const words = (query.get('q') ?? '').toLowerCase().split(/\W+/).filter(Boolean);
  const items = events
    .filter((event) => passes(event, query))
    .map((event) => found(event, words))
    .filter((item) => !words.length || item.words.length > 0);
  const from = Number(query.get('after') ?? 0);
  const next = from + pageSize < items.length ? { next: String(from + pageSize) } : {};
  const meant = words.includes('umbrela') ? [{ word: 'umbrela', meant: ['umbrella'] }] : [];
  return { items: items.slice(from, from + pageSize), ...next, meaning: !modelMissing, modelMissing, meant };
}

function passes(event: NightjarEvent, query: URLSearchParams): boolean {
  const label = query.get('label');
  return (
    (!query.has('deviceId') || event.deviceId === query.get('deviceId')) &&
    (!label || (event.findings?.labels.some(({ name }) => name === label) ?? false)) &&
    (!query.has('from') || event.at >= (query.get('from') ?? '')) &&
    (event.findings?.concern ?? 0) >= Number(query.get('concern') ?? 0)
  );
}

function found(event: NightjarEvent, words: readonly string[]): SearchItem {
  const texts = [
    { field: 'summary' as const, text: event.findings?.summary ?? '' },
    ...(event.findings?.observations ?? []).map(({ text }, observation) => ({
      field: 'observation' as const,
      observation,
      text,
    })),
  ];
  const marks = texts.flatMap(({ text, ...place }) =>
    words.flatMap((word) => {
      const start = text.toLowerCase().indexOf(word);
      return start < 0 ? [] : [{ ...place, start, end: start + word.length }];
    }),
  );
  const had = words.filter((word) => texts.some(({ text }) => text.toLowerCase().includes(word)));
  const labels = (event.findings?.labels ?? []).map(({ name }) => name).filter((name) => words.includes(name));
  return { event, words: had, labels, camera: false, similar: had.length > 0, marks };
}
