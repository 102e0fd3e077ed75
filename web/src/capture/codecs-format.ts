import type { AudioPlan, VideoPlan } from '../media/codec-messages';
import type { CameraDetails, PictureSize } from './camera';
import { audioBitsPerSecond, hd, small, videoBitsPerSecond } from './recording-format';

/** How the browser's codecs record one camera. */
export interface CodecsFormat {
  readonly mimeType: string;
  /** The largest picture that this encoder can follow on an old phone. */
  readonly largest: PictureSize;
  readonly video: VideoPlan;
  /** Absent where there is no microphone. */
  readonly audio?: AudioPlan;
}

/** What is asked of a browser's codecs: `VideoEncoder.isConfigSupported` and `AudioEncoder.isConfigSupported`. */
export interface CodecSupport {
  video(config: VideoEncoderConfig): Promise<boolean>;
  audio(config: AudioEncoderConfig): Promise<boolean>;
}

const videoCodecs = [
  { codec: 'avc', encoder: 'avc1.42E01F', container: 'video/mp4', largest: hd },
  { codec: 'vp8', encoder: 'vp8', container: 'video/webm', largest: small },
] as const;
/** AAC plays everywhere; WebM knows only Opus. */
const audioCodecs = {
  'video/mp4': [
    { codec: 'aac', encoder: 'mp4a.40.2' },
    { codec: 'opus', encoder: 'opus' },
  ],
  'video/webm': [{ codec: 'opus', encoder: 'opus' }],
} as const;
/** What nearly every microphone gives. The encoder is set up later, for what this one really gives. */
const usualSound = { sampleRate: 48_000, numberOfChannels: 1 };

/** The best way in which these codecs record this very picture; undefined when there is none. */
export async function codecsFormat(
  picture: Pick<CameraDetails, 'width' | 'height' | 'frameRate' | 'microphone'>,
  support: CodecSupport,
): Promise<CodecsFormat | undefined> {
  for (const { codec, encoder, container, largest } of videoCodecs) {
    const config = videoConfig(encoder, picture);
    if (!(await support.video(config))) continue;
    const video: VideoPlan = { codec, config, framesPerSecond: picture.frameRate };
    if (!picture.microphone) return { mimeType: `${container};codecs=${encoder}`, largest, video };
    const audio = await audioPlan(container, support);
    if (audio) return { mimeType: `${container};codecs=${encoder},${audio.encoder}`, largest, video, audio };
  }
  return undefined;
}

function videoConfig(
  codec: string,
  picture: { readonly width: number; readonly height: number; readonly frameRate: number },
): VideoEncoderConfig {
  return {
    codec,
    width: picture.width,
    height: picture.height,
    framerate: picture.frameRate,
    bitrate: videoBitsPerSecond(picture),
    latencyMode: 'realtime',
    ...(codec.startsWith('avc1') ? { avc: { format: 'avc' } } : {}),
  };
}

async function audioPlan(container: keyof typeof audioCodecs, support: CodecSupport): Promise<AudioPlan | undefined> {
  for (const { codec, encoder } of audioCodecs[container]) {
    const bitrate = audioBitsPerSecond;
    if (await support.audio({ codec: encoder, bitrate, ...usualSound })) return { codec, encoder, bitrate };
  }
  return undefined;
}
