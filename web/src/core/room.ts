import type { Queued } from './queue';

/** How much the outbox may hold. */
export interface RoomLimits {
  readonly clips: number;
  readonly bytes: number;
  /** Events and starts and stops of sessions, with or without a clip. */
  readonly entries: number;
}

/** What has to go so that one more entry fits. */
export interface RoomMade<Entry> {
  /** Their clips go; the events stay. */
  readonly withoutClip: readonly Entry[];
  /** These go altogether. */
  readonly dropped: readonly Entry[];
  /** The new clip fits; false when it alone is more than the limit. */
  readonly fits: boolean;
}

/**
 * Makes room for a new entry: first what was refused, then what is oldest.
 *
 * @param entries oldest first
 * @param clipBytes size of the new clip; 0 for none
 */
export function makeRoom<Entry extends Queued>(
  entries: readonly Entry[],
  clipBytes: number,
  limits: RoomLimits,
): RoomMade<Entry> {
  const inOrder = [...entries.filter(isRefused), ...entries.filter((entry) => !isRefused(entry))];
  const dropped = inOrder
    .filter(({ kind }) => kind === 'event')
    .slice(0, Math.max(0, entries.length + 1 - limits.entries));
  const fits = clipBytes <= limits.bytes && limits.clips > 0;
  const held = inOrder.filter((entry) => entry.clipBytes > 0 && !dropped.includes(entry));
  const withoutClip = fits && clipBytes > 0 ? clipsToGo(held, clipBytes, limits) : [];
  return { withoutClip, dropped, fits };
}

function clipsToGo<Entry extends Queued>(held: readonly Entry[], clipBytes: number, limits: RoomLimits): Entry[] {
  let count = held.length + 1;
  let bytes = held.reduce((sum, entry) => sum + entry.clipBytes, clipBytes);
  return held.filter((entry) => {
    if (count <= limits.clips && bytes <= limits.bytes) return false;
    count -= 1;
    bytes -= entry.clipBytes;
    return true;
  });
}

function isRefused(entry: Queued): boolean {
  return entry.upload.step === 'refused';
}
