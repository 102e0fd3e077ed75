import type { CodecOrder, CodecReport } from '../media/codec-messages';
import { unpack } from '../media/packed-packets';
import { Blind } from './blind';
import type { Camera } from './camera';
import { codecsFormat, type CodecsFormat } from './codecs-format';
import type { Recording, RecordingObserver, Source } from './recording';

/** Not in TypeScript's DOM library; frames of a camera and pieces of a microphone's sound, one after the other. */
type Processor = new (init: { readonly track: MediaStreamTrack; readonly maxBufferSize: number }) => {
  readonly readable: ReadableStream;
};

function processor(): Processor | undefined {
  return (globalThis as { readonly MediaStreamTrackProcessor?: Processor }).MediaStreamTrackProcessor;
}

/** How this browser's codecs would record such a picture; undefined where they cannot. */
export async function codecsFormatHere(picture: Parameters<typeof codecsFormat>[0]): Promise<CodecsFormat | undefined> {
  if (!processor() || typeof VideoEncoder === 'undefined') return undefined;
  if (picture.microphone && typeof AudioEncoder === 'undefined') return undefined;
  return codecsFormat(picture, {
    video: async (config) => (await VideoEncoder.isConfigSupported(config)).supported === true,
    audio: async (config) => (await AudioEncoder.isConfigSupported(config)).supported === true,
  });
}

/** The browser's codecs, which a worker drives frame by frame. */
export function codecsSource(format: CodecsFormat): Source {
  return {
    kind: 'codecs',
    mimeType: format.mimeType,
    clock: 'camera',
    longestSeconds: Infinity,
    record: (camera, observer) => new CodecsRecording(camera, format, observer),
  };
}

/** Old frames are dropped rather than piled up when the worker is busy. */
const mostFrames = 8;
/** A second of sound. */
const mostSounds = 100;
/** How long the codecs may take to hand over their last packets. */
const flushMs = 3_000;

/** A worker that encodes one camera. */
class CodecsRecording implements Recording {
  readonly #worker: Worker;
  readonly #format: CodecsFormat;
  readonly #observer: RecordingObserver;
  /** Copies: a track that is handed to a processor is used up. */
  readonly #tracks: MediaStreamTrack[] = [];
  readonly #ended: Promise<void>;
  #end!: () => void;

  constructor({ stream }: Camera, format: CodecsFormat, observer: RecordingObserver) {
    this.#format = format;
    this.#observer = observer;
    this.#ended = new Promise((resolve) => (this.#end = resolve));
    this.#worker = new Worker(new URL('../media/codecs.worker.ts', import.meta.url), {
      type: 'module',
      name: 'codecs',
    });
    this.#worker.onerror = ({ message }) => this.#fail(message);
    this.#worker.onmessage = ({ data }: MessageEvent<CodecReport>) => this.#hear(data, stream);
  }

  async stop(): Promise<void> {
    this.#tell({ kind: 'stop' });
    const timer = setTimeout(this.#end, flushMs);
    await this.#ended;
    clearTimeout(timer);
    this.#close();
  }

  #hear(report: CodecReport, stream: MediaStream): void {
    switch (report.kind) {
      case 'ready':
        // Only now: frames that wait for a worker to load would arrive late.
        return this.#start(stream);
      case 'video': {
        const { coding, packets } = report.batch;
        for (const packet of unpack(packets)) this.#observer.video(packet, coding);
        return;
      }
      case 'audio': {
        const { coding, packets } = report.batch;
        for (const packet of unpack(packets)) this.#observer.audio(packet, coding);
        return;
      }
      case 'failed':
        return this.#fail(report.reason);
      case 'ended':
        return this.#end();
    }
  }

  #start(stream: MediaStream): void {
    const { video, audio } = this.#format;
    try {
      const frames = this.#readable(stream.getVideoTracks()[0], mostFrames) as ReadableStream<VideoFrame>;
      if (!audio) return this.#tell({ kind: 'start', frames, video }, [frames]);
      const sounds = this.#readable(stream.getAudioTracks()[0], mostSounds) as ReadableStream<AudioData>;
      this.#tell({ kind: 'start', frames, video, sounds, audio }, [frames, sounds]);
    } catch (error) {
      this.#fail(String(error));
    }
  }

  #readable(track: MediaStreamTrack | undefined, maxBufferSize: number): ReadableStream {
    const Here = processor();
    if (!Here || !track) throw new Error('The camera has no such track');
    const own = track.clone();
    this.#tracks.push(own);
    return new Here({ track: own, maxBufferSize }).readable;
  }

  #tell(order: CodecOrder, transfer: Transferable[] = []): void {
    this.#worker.postMessage(order, transfer);
  }

  #fail(reason: string): void {
    this.#close();
    this.#end();
    this.#observer.failed(new Blind('cannotRecord', reason));
  }

  #close(): void {
    this.#worker.terminate();
    for (const track of this.#tracks) track.stop();
  }
}
