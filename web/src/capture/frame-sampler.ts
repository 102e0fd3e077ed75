import type { FrameSample, SamplerReport, SamplerStart, StillRequest } from '../media/frame-sampling';
import { FrameCopies } from '../media/frame-copies';
import { grayOf, shrink } from '../media/gray-picture';
import { stillOf } from '../media/still-picture';

/** Hears what is sampled. */
export interface SamplerObserver {
  sample(sample: FrameSample): void;
  /** The camera gives no more frames. */
  ended(): void;
}

/** Between two checks of the picture. */
const everySeconds = 0.1;

/** Not in TypeScript's DOM library: Chromium has it on the page, Safari in workers only. */
interface PageWithProcessor {
  readonly MediaStreamTrackProcessor?: new (init: {
    readonly track: MediaStreamTrack;
    readonly maxBufferSize: number;
  }) => {
    readonly readable: ReadableStream<VideoFrame>;
  };
}

/**
 * Looks at a camera about ten times a second: in a worker where the browser can, else on the page.
 *
 * @param signal ends it; whatever it opened is closed then
 */
export function sampleCamera(track: MediaStreamTrack, observer: SamplerObserver, signal: AbortSignal): void {
  const worker = new Worker(new URL('../media/sampler.worker.ts', import.meta.url), {
    type: 'module',
    name: 'sampler',
  });
  const end = () => worker.terminate();
  signal.addEventListener('abort', end, { once: true });
  const giveUp = () => {
    end();
    if (!signal.aborted) samplePage(track, observer, signal);
  };
  worker.onerror = giveUp;
  const stills = new Stills(worker, signal);
  worker.onmessage = ({ data }: MessageEvent<SamplerReport>) => {
    if (signal.aborted) return;
    switch (data.kind) {
      case 'ready':
        // Only now: frames that wait for a worker to load would be seen late.
        return handOver(worker, track, giveUp, signal);
      case 'sample':
        return observer.sample({ ...data.sample, still: () => stills.of(data.sample.timestamp) });
      case 'still':
        return stills.came(data.timestamp, data.picture);
      case 'ended':
        return observer.ended();
      case 'unable':
        return giveUp();
    }
  };
}

/** No more stills than this are asked for at once. */
const mostStills = 8;

/** Stills that the worker was asked for. */
class Stills {
  readonly #worker: Worker;
  readonly #signal: AbortSignal;
  readonly #asked = new Map<number, (picture: Blob | undefined) => void>();

  constructor(worker: Worker, signal: AbortSignal) {
    this.#worker = worker;
    this.#signal = signal;
    signal.addEventListener('abort', () => [...this.#asked.keys()].forEach((timestamp) => this.came(timestamp)), {
      once: true,
    });
  }

  /** The frame of a time; undefined when it cannot be had. */
  of(timestamp: number): Promise<Blob | undefined> {
    const cannot = this.#signal.aborted || this.#asked.size >= mostStills || this.#asked.has(timestamp);
    if (cannot) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#asked.set(timestamp, resolve);
      this.#worker.postMessage({ kind: 'still', timestamp } satisfies StillRequest);
    });
  }

  came(timestamp: number, picture?: Blob): void {
    this.#asked.get(timestamp)?.(picture);
    this.#asked.delete(timestamp);
  }
}

/** Gives the camera's frames to the worker; where the page cannot make them, a track of its own to make them from. */
function handOver(worker: Worker, track: MediaStreamTrack, unable: () => void, signal: AbortSignal): void {
  const own = track.clone();
  signal.addEventListener('abort', () => own.stop(), { once: true });
  const Processor = (globalThis as PageWithProcessor).MediaStreamTrackProcessor;
  try {
    // Old frames are dropped rather than piled up when the worker is busy.
    const frames = Processor && new Processor({ track: own, maxBufferSize: 8 }).readable;
    const start: SamplerStart = frames
      ? { kind: 'frames', frames, everySeconds }
      : { kind: 'track', track: own, everySeconds };
    worker.postMessage(start, [frames ?? own] as Transferable[]);
  } catch {
    // This browser does not hand tracks over to workers.
    own.stop();
    unable();
  }
}

/** Without a worker: frames of a video element, by timer, because a hidden page gets no animation frames. */
function samplePage(track: MediaStreamTrack, observer: SamplerObserver, signal: AbortSignal): void {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  const look = pageLook(video);
  const still = () => stillOf({ picture: video, width: video.videoWidth, height: video.videoHeight });
  let busy = false;
  const check = async () => {
    if (busy || video.readyState < video.HAVE_CURRENT_DATA) return;
    busy = true;
    try {
      const readAt = performance.timeOrigin + performance.now();
      const timestamp = readAt / 1_000;
      const frame = await look();
      if (!signal.aborted) observer.sample({ timestamp, readAt, timestamps: [timestamp], frame, still });
    } finally {
      busy = false;
    }
  };
  // A picture that cannot be read is missed by the watchdog, which says that the camera is frozen.
  const timer = setInterval(() => void check().catch(() => undefined), everySeconds * 1_000);
  track.addEventListener('ended', () => observer.ended(), { once: true, signal });
  signal.addEventListener(
    'abort',
    () => {
      clearInterval(timer);
      video.srcObject = null;
    },
    { once: true },
  );
  void video.play().catch(() => undefined);
}

/** How the page reads a video element's picture: by VideoFrame where there is one, else through a small canvas. */
function pageLook(video: HTMLVideoElement): () => Promise<FrameSample['frame']> {
  if (typeof VideoFrame !== 'undefined') {
    const copies = new FrameCopies();
    return async () => {
      const frame = new VideoFrame(video, { timestamp: 0 });
      try {
        return grayOf(await copies.take(frame));
      } finally {
        frame.close();
      }
    };
  }
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  return () => {
    if (!context) throw new Error('The browser gives no canvas to read the picture with');
    const upright = video.videoHeight > video.videoWidth;
    const [width, height] = upright ? [90, 160] : [160, 90];
    Object.assign(context.canvas, { width, height });
    context.drawImage(video, 0, 0, width, height);
    const bytes = context.getImageData(0, 0, width, height).data;
    return Promise.resolve(shrink({ bytes, stride: width * 4, width, height, step: 4 }));
  };
}
