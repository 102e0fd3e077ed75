import type { AudioPart, VideoPart } from './build-clip';
import type { PackedPackets } from './packed-packets';

/** How pictures are to be encoded. */
export interface VideoPlan {
  readonly codec: VideoPart['codec'];
  readonly config: VideoEncoderConfig;
  /** Of the camera's frames so many are used each second, at most. */
  readonly framesPerSecond: number;
}

/** How sound is to be encoded; its rate and channels are those of the microphone. */
export interface AudioPlan {
  readonly codec: AudioPart['codec'];
  /** The codec's name for the browser. */
  readonly encoder: string;
  readonly bitrate: number;
}

/** What the page tells the codec worker. */
export type CodecOrder =
  | {
      readonly kind: 'start';
      readonly frames: ReadableStream<VideoFrame>;
      readonly video: VideoPlan;
      /** Both or neither. */
      readonly sounds?: ReadableStream<AudioData>;
      readonly audio?: AudioPlan;
    }
  | { readonly kind: 'stop' };

/** Packets of one track, in order, with times on the camera's clock. */
export interface PacketBatch<Part extends { packets: PackedPackets }> {
  readonly coding: Omit<Part, 'packets'>;
  readonly packets: PackedPackets;
}

/** What the codec worker tells the page. */
export type CodecReport =
  | { readonly kind: 'ready' }
  | { readonly kind: 'video'; readonly batch: PacketBatch<VideoPart> }
  | { readonly kind: 'audio'; readonly batch: PacketBatch<AudioPart> }
  | { readonly kind: 'failed'; readonly reason: string }
  /** All packets have been told. */
  | { readonly kind: 'ended' };
