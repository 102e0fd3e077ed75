import type { VideoPart } from './build-clip';
import type { PacketBatch, VideoPlan } from './codec-messages';
import { FramePacing } from './frame-pacing';
import { type MediaPacket, pack } from './packed-packets';
import type { ArrivalOffset } from './sound-line';

const keyFrameEverySeconds = 1;
/** Packets are handed on together: each message to the page costs. */
const batchSeconds = 0.5;
/** An encoder that lags so many frames behind is given no more until it has caught up. */
const mostWaiting = 6;

/** Encodes a camera's frames, with a key frame every second. Packets carry the times of their frames. */
export class PictureEncoder {
  readonly #plan: VideoPlan;
  readonly #arrivals: ArrivalOffset;
  readonly #hear: (batch: PacketBatch<VideoPart>) => void;
  readonly #pacing: FramePacing;
  readonly #encoder: VideoEncoder;
  #config?: VideoDecoderConfig;
  #failure?: DOMException;
  #lastKey = -Infinity;
  /** The newest packet waits for the next one, which tells how long it lasts. */
  #newest?: MediaPacket;
  #batch: MediaPacket[] = [];

  /** @param arrivals is told when frames arrive, on the clock of the worker, in seconds */
  constructor(plan: VideoPlan, arrivals: ArrivalOffset, hear: (batch: PacketBatch<VideoPart>) => void) {
    this.#plan = plan;
    this.#arrivals = arrivals;
    this.#hear = hear;
    this.#pacing = new FramePacing(plan.framesPerSecond);
    this.#encoder = new VideoEncoder({
      output: (chunk, metadata) => this.#encoded(chunk, metadata?.decoderConfig),
      error: (error) => (this.#failure = error),
    });
    this.#encoder.configure(plan.config);
  }

  /** Encodes until the frames end, or the signal is aborted. @throws what the encoder throws */
  async run(frames: ReadableStream<VideoFrame>, signal: AbortSignal): Promise<void> {
    const reader = frames.getReader();
    signal.addEventListener('abort', () => void reader.cancel(), { once: true });
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      this.#take(next.value);
      if (this.#failure) throw this.#failure;
    }
    await this.#encoder.flush();
    this.#encoder.close();
    if (this.#newest) this.#add(this.#newest);
    this.#send();
  }

  #take(frame: VideoFrame): void {
    try {
      const timestamp = frame.timestamp / 1e6;
      this.#arrivals.saw(timestamp, performance.now() / 1_000);
      if (this.#encoder.encodeQueueSize > mostWaiting || !this.#pacing.takes(timestamp)) return;
      // Half a frame early is better than a frame late.
      const keyFrame = timestamp - this.#lastKey >= keyFrameEverySeconds - 0.5 / this.#plan.framesPerSecond;
      if (keyFrame) this.#lastKey = timestamp;
      this.#encoder.encode(frame, { keyFrame });
    } finally {
      frame.close();
    }
  }

  #encoded(chunk: EncodedVideoChunk, config: VideoDecoderConfig | undefined): void {
    if (config) {
      // What a decoder is told holds for the packets that follow.
      this.#send();
      this.#config = config;
    }
    const data = new Uint8Array(chunk.byteLength);
    chunk.copyTo(data);
    const timestamp = chunk.timestamp / 1e6;
    const before = this.#newest;
    if (before) this.#add({ ...before, duration: timestamp - before.timestamp });
    const duration = 1 / this.#plan.framesPerSecond;
    this.#newest = { data, byteLength: data.byteLength, timestamp, duration, key: chunk.type === 'key' };
    const first = this.#batch[0];
    if (first && timestamp - first.timestamp >= batchSeconds) this.#send();
  }

  #add(packet: MediaPacket): void {
    this.#batch.push(packet);
  }

  #send(): void {
    if (!this.#config || this.#batch.length === 0) return;
    this.#hear({ coding: { codec: this.#plan.codec, config: this.#config }, packets: pack(this.#batch) });
    this.#batch = [];
  }
}
