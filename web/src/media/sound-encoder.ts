import type { AudioPart } from './build-clip';
import type { AudioPlan, PacketBatch } from './codec-messages';
import { type MediaPacket, pack } from './packed-packets';
import { type ArrivalOffset, SoundLine } from './sound-line';

const batchSeconds = 0.5;

/** Encodes a microphone's sound without a gap. Packets carry times on the clock of the camera's frames. */
export class SoundEncoder {
  readonly #plan: AudioPlan;
  readonly #line: SoundLine;
  readonly #hear: (batch: PacketBatch<AudioPart>) => void;
  readonly #encoder: AudioEncoder;
  #config?: AudioDecoderConfig;
  #failure?: DOMException;
  /** The encoder's own time of the line's first packet, and where that belongs on the camera's clock. */
  #begun: { readonly encoded: number; readonly at: number } | undefined;
  #beginsAt = 0;
  #batch: MediaPacket[] = [];

  constructor(plan: AudioPlan, pictures: ArrivalOffset, hear: (batch: PacketBatch<AudioPart>) => void) {
    this.#plan = plan;
    this.#line = new SoundLine(pictures);
    this.#hear = hear;
    this.#encoder = new AudioEncoder({
      output: (chunk, metadata) => this.#encoded(chunk, metadata?.decoderConfig),
      error: (error) => (this.#failure = error),
    });
  }

  /** Encodes until the sounds end, or the signal is aborted. @throws what the encoder throws */
  async run(sounds: ReadableStream<AudioData>, signal: AbortSignal): Promise<void> {
    const reader = sounds.getReader();
    signal.addEventListener('abort', () => void reader.cancel(), { once: true });
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      try {
        await this.#take(next.value);
      } finally {
        next.value.close();
      }
      if (this.#failure) throw this.#failure;
    }
    if (this.#encoder.state === 'configured') await this.#encoder.flush();
    this.#encoder.close();
    this.#send();
  }

  async #take(sound: AudioData): Promise<void> {
    const placing = this.#line.place(sound.timestamp / 1e6, sound.duration / 1e6, performance.now() / 1_000);
    if (placing.kind === 'drop') return;
    if (this.#encoder.state === 'unconfigured') this.#configure(sound);
    if (placing.kind === 'begin') await this.#begin(placing.at);
    else if (placing.silenceSeconds > 0) this.#beSilent(sound, placing.silenceSeconds);
    this.#encoder.encode(sound);
  }

  #configure({ sampleRate, numberOfChannels }: AudioData): void {
    const { encoder: codec, bitrate } = this.#plan;
    this.#encoder.configure({ codec, bitrate, sampleRate, numberOfChannels });
  }

  /** What comes now is counted from another place. */
  async #begin(at: number): Promise<void> {
    await this.#encoder.flush();
    this.#begun = undefined;
    this.#beginsAt = at;
  }

  #beSilent({ sampleRate, numberOfChannels, timestamp }: AudioData, seconds: number): void {
    const numberOfFrames = Math.round(seconds * sampleRate);
    const data = new Float32Array(numberOfFrames * numberOfChannels);
    const form = { format: 'f32', sampleRate, numberOfChannels, numberOfFrames } as const;
    const silence = new AudioData({ ...form, timestamp: timestamp - Math.round(seconds * 1e6), data });
    this.#encoder.encode(silence);
    silence.close();
  }

  #encoded(chunk: EncodedAudioChunk, config: AudioDecoderConfig | undefined): void {
    if (config) {
      this.#send();
      this.#config = config;
    }
    const data = new Uint8Array(chunk.byteLength);
    chunk.copyTo(data);
    this.#begun ??= { encoded: chunk.timestamp, at: this.#beginsAt };
    const timestamp = this.#begun.at + (chunk.timestamp - this.#begun.encoded) / 1e6;
    const duration = (chunk.duration ?? 0) / 1e6;
    this.#batch.push({ data, byteLength: data.byteLength, timestamp, duration, key: true });
    if (timestamp - this.#batch[0]!.timestamp >= batchSeconds) this.#send();
  }

  #send(): void {
    if (!this.#config || this.#batch.length === 0) return;
    this.#hear({ coding: { codec: this.#plan.codec, config: this.#config }, packets: pack(this.#batch) });
    this.#batch = [];
  }
}
