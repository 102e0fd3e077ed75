import type { NightjarEvent } from '../../api/shapes';
import type { Day, Group } from './days';
import type { UnseenRow } from './unseen';

/** A long group is drawn in pieces of so much time, so that only what is near the screen is drawn at all. */
const pieceMs = 5 * 60_000;

/**
 * What stands in the list, from top to bottom. Keys stay when events come before or after, so that what was drawn and
 * measured is kept.
 */
export type ListRow =
  | { readonly kind: 'day'; readonly key: string; readonly day: Day }
  | {
      readonly kind: 'piece';
      readonly key: string;
      /** The day's head may have left the screen. */
      readonly dayName: string;
      readonly group: Group;
      readonly events: readonly NightjarEvent[];
      /** Whether the group begins with it, and whether it ends. */
      readonly isFirst: boolean;
      readonly isLast: boolean;
    }
  | { readonly kind: 'unseen'; readonly key: string; readonly unseen: UnseenRow }
  | { readonly kind: 'dismissed'; readonly key: string; readonly events: readonly NightjarEvent[] };

/** Brings events onto the screen. */
export interface Revealing {
  /** Brings the card of an event onto the screen; null when it is not in the list. */
  reveal(id: string): Promise<HTMLElement | null>;
}

/** Days as rows that are drawn each by itself. */
export function listRows(days: readonly Day[]): ListRow[] {
  return days.flatMap((day) => [
    { kind: 'day', key: day.key, day },
    ...day.rows.flatMap((row): ListRow[] => {
      if (row.kind === 'group') return piecesOf(row, day.name);
      return [{ ...row, key: `${day.key} ${row.key}` }];
    }),
  ]);
}

/** The row that shows an event; -1 when none does. */
export function rowOf(rows: readonly ListRow[], id: string): number {
  return rows.findIndex((row) => 'events' in row && row.events.some((event) => event.id === id));
}

/** Whether rows came on top of others, or left from there, and all below stayed. */
export function isShifted(before: readonly ListRow[], rows: readonly ListRow[]): boolean {
  return before.length !== rows.length && before.at(-1)?.key === rows.at(-1)?.key;
}

function piecesOf(group: Group, dayName: string): ListRow[] {
  const pieces: NightjarEvent[][] = [];
  let slot = Number.NaN;
  for (const event of group.events) {
    const own = Math.floor(Date.parse(event.at) / pieceMs);
    if (own === slot) pieces.at(-1)?.push(event);
    else pieces.push([event]);
    slot = own;
  }
  return pieces.map((events, index) => ({
    kind: 'piece',
    key: events.at(-1)?.id ?? '',
    dayName,
    group,
    events,
    isFirst: index === 0,
    isLast: index === pieces.length - 1,
  }));
}
