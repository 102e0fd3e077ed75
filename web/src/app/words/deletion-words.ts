import type { DeletionOutlook } from '../../api/shapes';
import { inWords } from './time';

/** What happens when a person deletes everything, one sentence for each thing that goes or stays. */
export function deletionWords({ deleted, left }: DeletionOutlook): readonly string[] {
  return [
    ...deleted.map(({ account, others }) => `${account.name} goes, with its cameras, events and clips.${lost(others)}`),
    ...(deleted.length ? ['Phones that watch for you stop and say so.'] : []),
    ...left.map(({ name }) => `You leave ${name}. It stays as it is, without you.`),
    'Your name, e-mail address and password are deleted.',
  ];
}

function lost(others: number): string {
  if (others === 0) return '';
  return others === 1 ? ' One other person loses it too.' : ` ${capital(inWords(others))} other people lose it too.`;
}

function capital(word: string): string {
  return word.replace(/^./, (first) => first.toUpperCase());
}
