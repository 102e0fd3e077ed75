import type { SearchItem } from '../../api/shapes';
import { listed } from '../words/labels';

type Mark = SearchItem['marks'][number];

/** A stretch of a text. */
export interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

/** A text in pieces, by places in it; places that overlap, or lie beyond it, are left out. */
export function pieces(text: string, marks: readonly Mark[]): readonly Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const { start, end } of [...marks].sort((a, b) => a.start - b.start)) {
    if (start < at || end <= start || end > text.length) continue;
    if (start > at) found.push({ text: text.slice(at, start), isMarked: false });
    found.push({ text: text.slice(start, end), isMarked: true });
    at = end;
  }
  if (at < text.length) found.push({ text: text.slice(at), isMarked: false });
  return found;
}

/** The number of the observation that has most of the words, if one has any. */
export function tellingObservation(marks: readonly Mark[]): number | undefined {
  const counts = new Map<number, number>();
  for (const { observation } of marks) {
    if (observation !== undefined) counts.set(observation, (counts.get(observation) ?? 0) + 1);
  }
  return [...counts].sort(([a, most], [b, more]) => more - most || a - b)[0]?.[0];
}

/** Why an event is among the results: "Has “red” and “umbrella”. Means something similar." */
export function whyFound(item: SearchItem): string {
  const reasons: string[] = [];
  if (item.words.length) reasons.push(`Has ${listed(item.words.map((word) => `“${word}”`))}.`);
  if (item.labels.length) reasons.push(`Seen: ${listed(item.labels)}.`);
  if (item.camera) reasons.push('The camera is called so.');
  if (item.similar) reasons.push('Means something similar.');
  return reasons.join(' ');
}
