import type { RingPacket } from './packet-ring';

/** What a clip should show, in seconds. */
export interface ClipWish {
  /** When it was triggered, on the recording's clock. */
  readonly triggeredAt: number;
  readonly preSeconds: number;
  readonly postSeconds: number;
  /** When it ends, where that is not POST after the trigger: the event went on, or another one took over. */
  readonly endsAt?: number;
  /** The file may not be longer; its tail is cut. */
  readonly longestSeconds: number;
}

/** The packets of a clip, and what they show around the trigger. */
export interface ClipSelection<Packet> {
  readonly video: readonly Packet[];
  readonly audio: readonly Packet[];
  /** Time of the first picture on the recording's clock. */
  readonly start: number;
  readonly durationSeconds: number;
  readonly preSeconds: number;
  readonly postSeconds: number;
}

/** From when on packets must be kept for a clip, on the recording's clock. */
export function clipNeedsFrom(wish: ClipWish): number {
  return wish.triggeredAt - preOf(wish);
}

/** The most that a clip can show after its trigger, with the whole of its PRE. */
export function mostAfterTrigger(wish: Pick<ClipWish, 'preSeconds' | 'postSeconds' | 'longestSeconds'>): number {
  return wish.longestSeconds - preOf(wish);
}

/** Whether pictures up to `newest` are enough to make the whole clip. */
export function clipIsComplete(wish: ClipWish, video: readonly RingPacket[], newest: number): boolean {
  const first = video[startOf(wish, video)];
  return first !== undefined && newest >= endOf(wish, first.timestamp);
}

/**
 * Chooses a clip's packets: from the key frame at or before the wished start (the first one there is, when the ring
 * does not reach so far back) up to the wished end or the longest clip.
 *
 * @returns undefined when there is no picture to show
 */
export function selectClip<Packet extends RingPacket>(
  wish: ClipWish,
  video: readonly Packet[],
  audio: readonly Packet[],
): ClipSelection<Packet> | undefined {
  const from = startOf(wish, video);
  const first = video[from];
  if (!first) return undefined;
  const start = first.timestamp;
  const end = endOf(wish, start);
  // Stops at the first picture past the end in decoding order: later ones may need it.
  const past = video.findIndex((packet, index) => index > from && packet.timestamp + packet.duration > end + tolerance);
  const shown = video.slice(from, past < 0 ? video.length : past);
  const shownEnd = Math.max(...shown.map((packet) => packet.timestamp + packet.duration));
  return {
    video: shown,
    audio: audio.filter(
      (packet) => packet.timestamp >= start && packet.timestamp + packet.duration <= shownEnd + tolerance,
    ),
    start,
    durationSeconds: shownEnd - start,
    preSeconds: wish.triggeredAt - start,
    postSeconds: shownEnd - wish.triggeredAt,
  };
}

/** Timestamps come as fractions of a second: equal ones may differ by less than this. */
const tolerance = 1e-4;

/** PRE, shortened where the longest clip would otherwise leave nothing of what came after the trigger. */
function preOf({
  preSeconds,
  postSeconds,
  longestSeconds,
}: Pick<ClipWish, 'preSeconds' | 'postSeconds' | 'longestSeconds'>): number {
  return Math.min(preSeconds, Math.max(longestSeconds / 2, longestSeconds - postSeconds));
}

function startOf(wish: ClipWish, video: readonly RingPacket[]): number {
  const wished = video.findLastIndex((packet) => packet.key && packet.timestamp <= clipNeedsFrom(wish) + tolerance);
  return wished >= 0 ? wished : video.findIndex((packet) => packet.key);
}

function endOf(wish: ClipWish, start: number): number {
  const { triggeredAt, postSeconds, longestSeconds, endsAt = triggeredAt + postSeconds } = wish;
  return Math.min(endsAt, start + longestSeconds);
}
