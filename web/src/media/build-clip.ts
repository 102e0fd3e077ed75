import {
  type AudioCodec,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  type VideoCodec,
  WebMOutputFormat,
} from 'mediabunny';
import { sha256 } from './digest';
import { type MediaPacket, type PackedPackets, unpack } from './packed-packets';

/** The pictures of a clip, and how they are encoded. */
export interface VideoPart {
  readonly codec: VideoCodec;
  readonly config: VideoDecoderConfig;
  readonly packets: PackedPackets;
}

/** The sound of a clip, and how it is encoded. */
export interface AudioPart {
  readonly codec: AudioCodec;
  readonly config: AudioDecoderConfig;
  readonly packets: PackedPackets;
}

/** What a clip is made of. The first picture is a key frame; everything is shifted so that it stands at time zero. */
export interface ClipParts {
  readonly video: VideoPart;
  readonly audio?: AudioPart;
}

/** A complete file that plays and seeks. */
export interface BuiltClip {
  readonly file: ArrayBuffer;
  readonly contentType: 'video/mp4' | 'video/webm';
  /** Of the file, in lower-case hexadecimal. */
  readonly sha256: string;
}

type Add = (packet: EncodedPacket) => Promise<void>;

/**
 * Writes packets into one file, without decoding them and without anything from before its first picture.
 *
 * @throws RangeError when there is no picture, or the first one is no key frame
 */
export async function buildClip({ video, audio }: ClipParts, signal: AbortSignal): Promise<BuiltClip> {
  const pictures = unpack(video.packets);
  const first = pictures[0];
  if (!first?.key) throw new RangeError('A clip must begin with a key frame');

  const contentType = contentTypeOf(video.codec);
  const target = new BufferTarget();
  const format = contentType === 'video/mp4' ? new Mp4OutputFormat({ fastStart: 'in-memory' }) : new WebMOutputFormat();
  const output = new Output({ format, target });
  const addPicture = videoTrack(output, video);
  const addSound = audio ? audioTrack(output, audio) : undefined;
  await output.start();
  try {
    await interleave(pictures, addPicture, audio && addSound ? unpack(audio.packets) : [], addSound, signal);
  } catch (error) {
    await output.cancel();
    throw error;
  }
  await output.finalize();
  const file = target.buffer;
  if (!file) throw new Error('The muxer gave no file');
  return { file, contentType, sha256: await sha256(file) };
}

/** H.264 goes into MP4, which every phone plays; VP8, VP9 and AV1 into WebM. */
function contentTypeOf(codec: VideoCodec): BuiltClip['contentType'] {
  return codec === 'avc' || codec === 'hevc' ? 'video/mp4' : 'video/webm';
}

function videoTrack(output: Output, { codec, config }: VideoPart): Add {
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source);
  return (packet) => source.add(packet, { decoderConfig: config });
}

function audioTrack(output: Output, { codec, config }: AudioPart): Add {
  const source = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(source);
  return (packet) => source.add(packet, { decoderConfig: config });
}

/** Adds pictures and sound in the order of their times, so that a player finds both in one place. */
async function interleave(
  pictures: readonly MediaPacket[],
  addPicture: Add,
  sounds: readonly MediaPacket[],
  addSound: Add | undefined,
  signal: AbortSignal,
): Promise<void> {
  const start = pictures[0]!.timestamp;
  let sound = 0;
  for (const picture of pictures) {
    signal.throwIfAborted();
    for (; addSound && sound < sounds.length && sounds[sound]!.timestamp < picture.timestamp; sound++)
      await addSound(shifted(sounds[sound]!, start));
    await addPicture(shifted(picture, start));
  }
  for (; addSound && sound < sounds.length; sound++) await addSound(shifted(sounds[sound]!, start));
}

function shifted({ data, key, timestamp, duration }: MediaPacket, start: number): EncodedPacket {
  return new EncodedPacket(data, key ? 'key' : 'delta', Math.max(0, timestamp - start), duration);
}
