import type { NightjarEvent } from '../../api/shapes';
import { inWords } from './time';

/** What kind of thing a label names; each kind has its own drawing. */
export type LabelKind = 'person' | 'animal' | 'vehicle' | 'bag' | 'other';

const kinds: Readonly<Record<string, LabelKind>> = {
  person: 'person',
  ...Object.fromEntries(
    ['bird', 'cat', 'dog', 'horse', 'sheep', 'cow', 'elephant', 'bear', 'zebra', 'giraffe', 'animal'].map(
      (name) => [name, 'animal'] as const,
    ),
  ),
  ...Object.fromEntries(
    ['bicycle', 'car', 'motorcycle', 'bus', 'truck', 'train', 'boat', 'vehicle'].map(
      (name) => [name, 'vehicle'] as const,
    ),
  ),
  ...Object.fromEntries(['backpack', 'handbag', 'suitcase', 'bag'].map((name) => [name, 'bag'] as const)),
};

const plurals: Readonly<Record<string, string>> = { person: 'people', bus: 'buses', sheep: 'sheep' };

/** The kind of a label; an unknown name is "other". */
export function kindOf(name: string): LabelKind {
  return kinds[name.toLowerCase()] ?? 'other';
}

/** "person" → "Person". */
export function labelName(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** "a person", "two dogs", "an elephant". */
export function countedLabel(name: string, count: number): string {
  const word = name.toLowerCase();
  if (count > 1) return `${inWords(count)} ${plurals[word] ?? `${word}s`}`;
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}

/** How sure the model is, in words: 0.75 and up "quite sure", 0.5 and up "probably", below "perhaps". */
export function sureness(confidence: number): string {
  if (confidence >= 0.75) return 'quite sure';
  return confidence >= 0.5 ? 'probably' : 'perhaps';
}

/** "a person, two dogs and a car". */
export function listed(things: readonly string[]): string {
  if (things.length < 2) return things[0] ?? '';
  return `${things.slice(0, -1).join(', ')} and ${things[things.length - 1]}`;
}

/** A kind of thing that an event shows, whether its clip or only its preview was looked at. */
export interface SeenLabel {
  readonly name: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** The most that were seen at once. */
  readonly count: number;
}

/** What is known of what an event shows: by its clip, or until that was looked at by its preview. */
export function labelsOf(event: NightjarEvent): readonly SeenLabel[] {
  return event.findings?.labels ?? event.verdict?.labels ?? [];
}

/** The labels of one event, the surest first. */
export function surestFirst(labels: readonly SeenLabel[]): readonly SeenLabel[] {
  return [...labels].sort((a, b) => b.confidence - a.confidence);
}
