import type { MediaPacket } from '../../src/media/packed-packets';

const sampleRate = 48_000;
const stretchSeconds = 0.02;

/** Encodes a tone with the browser's own encoder as Opus, in packets of 20 ms. */
export async function encodedSounds({ seconds, from }: { readonly seconds: number; readonly from: number }) {
  const packets: MediaPacket[] = [];
  let config: AudioDecoderConfig | undefined;
  const encoder = new AudioEncoder({
    output: (chunk, metadata) => {
      config ??= metadata?.decoderConfig;
      packets.push(mediaPacket(chunk));
    },
    error: (error) => {
      throw error;
    },
  });
  encoder.configure({ codec: 'opus', sampleRate, numberOfChannels: 1 });
  const size = stretchSeconds * sampleRate;
  for (let i = 0; i * stretchSeconds < seconds; i++) {
    const data = Float32Array.from(
      { length: size },
      (_, j) => 0.3 * Math.sin((2 * Math.PI * 440 * (i * size + j)) / sampleRate),
    );
    const timestamp = (from + i * stretchSeconds) * 1e6;
    const about = { format: 'f32', sampleRate, numberOfChannels: 1, numberOfFrames: size, timestamp } as const;
    const stretch = new AudioData({ ...about, data });
    encoder.encode(stretch);
    stretch.close();
  }
  await encoder.flush();
  encoder.close();
  if (!config) throw new Error('The encoder described nothing');
  return { config, packets };
}

function mediaPacket(chunk: EncodedAudioChunk): MediaPacket {
  const data = new Uint8Array(chunk.byteLength);
  chunk.copyTo(data);
  return {
    data,
    byteLength: data.byteLength,
    timestamp: chunk.timestamp / 1e6,
    duration: (chunk.duration ?? stretchSeconds * 1e6) / 1e6,
    key: true,
  };
}
