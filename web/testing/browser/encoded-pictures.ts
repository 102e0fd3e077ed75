import type { MediaPacket } from '../../src/media/packed-packets';

const width = 320;
const height = 180;
const framesPerSecond = 10;
const codecs = { avc: 'avc1.42E01F', vp8: 'vp8' } as const;

/** Encodes drawn pictures with the browser's own encoder: ten a second, a key frame each second. */
export async function encodedPictures(
  codec: keyof typeof codecs,
  { seconds, from }: { readonly seconds: number; readonly from: number },
): Promise<{ config: VideoDecoderConfig; packets: MediaPacket[] }> {
  const packets: MediaPacket[] = [];
  let config: VideoDecoderConfig | undefined;
  let failure: DOMException | undefined;
  const encoder = new VideoEncoder({
    output: (chunk, metadata) => {
      config ??= metadata?.decoderConfig;
      packets.push(mediaPacket(chunk));
    },
    error: (error) => (failure = error),
  });
  encoder.configure({ codec: codecs[codec], width, height, framerate: framesPerSecond, latencyMode: 'realtime' });
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  for (let i = 0; i < seconds * framesPerSecond; i++) {
    context.fillStyle = `hsl(${i * 7} 60% 50%)`;
    context.fillRect(0, 0, width, height);
    const timestamp = (from + i / framesPerSecond) * 1e6;
    const frame = new VideoFrame(context.canvas, { timestamp, duration: 1e6 / framesPerSecond });
    encoder.encode(frame, { keyFrame: i % framesPerSecond === 0 });
    frame.close();
  }
  await encoder.flush();
  encoder.close();
  if (failure) throw failure;
  if (!config) throw new Error('The encoder described nothing');
  return { config, packets };
}

function mediaPacket(chunk: EncodedVideoChunk): MediaPacket {
  const data = new Uint8Array(chunk.byteLength);
  chunk.copyTo(data);
  return {
    data,
    byteLength: data.byteLength,
    timestamp: chunk.timestamp / 1e6,
    duration: (chunk.duration ?? 1e6 / framesPerSecond) / 1e6,
    key: chunk.type === 'key',
  };
}
