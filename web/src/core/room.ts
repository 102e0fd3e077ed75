import type { Queued } from './queue';

/** How much the outbox may hold. */
export interface RoomLimits {
  readonly clips: number;
  readonly bytes: number;
  /** Events, gaps, and starts and stops of sessions, with or without a clip. */
  readonly entries: number;
  /** Events whose preview frames are held. */
  readonly previews: number;
}

/** What takes room in the outbox. */
export interface Held extends Queued {
  /** How many preview frames the phone still holds; absent for none. */
  readonly frames?: number;
}

/** What has to go so that one more entry fits. */
export interface RoomMade<Entry> {
  /** Their clips go; the events stay. */
  readonly withoutClip: readonly Entry[];
  /** Their preview frames go; their clips are sent without anybody's judgement. */
  readonly withoutFrames: readonly Entry[];
  /** These go altogether. */
  readonly dropped: readonly Entry[];
  /** The new clip fits; false when it alone is more than the limit. */
  readonly fits: boolean;
}

/** What comes in: the size of its clip, and how many frames; 0 for none. */
export interface Incoming {
  readonly clipBytes: number;
  readonly frames: number;
}

/**
 * Makes room for one entry: first goes what was dismissed, then what was refused, then what is oldest.
 *
 * @param entries all others, oldest first
 */
export function makeRoom<Entry extends Held>(
  entries: readonly Entry[],
  { clipBytes, frames }: Incoming,
  limits: RoomLimits,
): RoomMade<Entry> {
  const inOrder = firstToGo(entries);
  const dropped = inOrder
    .filter(({ kind }) => kind !== 'sessionStart' && kind !== 'sessionStop')
    .slice(0, Math.max(0, entries.length + 1 - limits.entries));
  const kept = inOrder.filter((entry) => !dropped.includes(entry));
  const fits = clipBytes <= limits.bytes && limits.clips > 0;
  const withFrames = kept.filter((entry) => entry.frames);
  return {
    withoutClip: fits && clipBytes > 0 ? clipsToGo(kept, clipBytes, limits) : [],
    withoutFrames: frames > 0 ? withFrames.slice(0, Math.max(0, withFrames.length + 1 - limits.previews)) : [],
    dropped,
    fits,
  };
}

/** The entries in the order in which they make room for others. */
export function firstToGo<Entry extends Queued>(entries: readonly Entry[]): Entry[] {
  const are = (step: string) => entries.filter(({ upload }) => upload.step === step);
  const over = [...are('dismissed'), ...are('refused')];
  return [...over, ...entries.filter((entry) => !over.includes(entry))];
}

function clipsToGo<Entry extends Queued>(inOrder: readonly Entry[], clipBytes: number, limits: RoomLimits): Entry[] {
  const held = inOrder.filter((entry) => entry.clipBytes > 0);
  let count = held.length + 1;
  let bytes = held.reduce((sum, entry) => sum + entry.clipBytes, clipBytes);
  return held.filter((entry) => {
    if (count <= limits.clips && bytes <= limits.bytes) return false;
    count -= 1;
    bytes -= entry.clipBytes;
    return true;
  });
}
