import { type ClipSelection, type ClipWish, selectClip } from '../core/clip';
import type { ClipDescription } from '../core/event';
import type { BuiltClip, ClipParts } from '../media/build-clip';
import type { MediaWorker } from '../media/media-worker';
import { type MediaPacket, pack } from '../media/packed-packets';
import type { Footage } from './footage';
import type { AudioCoding, VideoCoding } from './recording';

/** A clip's file and what is said about it. */
export interface Clip {
  readonly file: Blob;
  readonly description: ClipDescription;
}

/**
 * Builds the file that a wish asks for, from what the footage has.
 *
 * @returns undefined when the footage shows nothing of it
 */
export async function buildClip(
  footage: Footage,
  wish: ClipWish,
  media: Pick<MediaWorker, 'buildClip'>,
  signal: AbortSignal,
): Promise<Clip | undefined> {
  const selection = selectClip(wish, footage.ring.video, footage.sound);
  if (!selection || !footage.video) return undefined;
  const built = await media.buildClip(partsOf(selection, footage.video, footage.audio), signal);
  return { file: new Blob([built.file], { type: built.contentType }), description: describe(selection, built) };
}

function partsOf(selection: ClipSelection<MediaPacket>, video: VideoCoding, audio?: AudioCoding): ClipParts {
  return {
    video: { ...video, packets: pack(selection.video) },
    ...(audio && selection.audio.length > 0 ? { audio: { ...audio, packets: pack(selection.audio) } } : {}),
  };
}

function describe(selection: ClipSelection<MediaPacket>, { file, contentType, sha256 }: BuiltClip): ClipDescription {
  return {
    durationSeconds: milliseconds(selection.durationSeconds),
    preSeconds: milliseconds(selection.preSeconds),
    postSeconds: milliseconds(selection.postSeconds),
    bytes: file.byteLength,
    contentType,
    sha256,
  };
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * 1_000) / 1_000;
}
