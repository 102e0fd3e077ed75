import type { FrameSample } from '../media/frame-sampling';
import { Blind, blindFrom } from './blind';
import { type Camera, type CameraChoice, closeCamera, openCamera, type SourceDetails } from './camera';
import { sampleCamera } from './frame-sampler';
import { type Learnt, type RecordingKeeper, RecorderRelay, type RelayOptions } from './recorder-relay';
import type { Source } from './recording';
import { largestPicture, type Sources, sourcesFor } from './sources';

/** Hears a camera from its opening until nothing more can be seen. */
export interface RunObserver {
  /** With the first frame, which was read at its best possible time, before anything is recorded. */
  began(camera: Camera, first: FrameSample): void;
  /** A recorder begins now: answers who keeps what it brings. A camera that runs for long has one after the other. */
  records(source: Source): RecordingKeeper;
  /** After the beginning, and whenever more is known about how the camera is recorded. */
  learnt(details: SourceDetails): void;
  sample(sample: FrameSample): void;
  /** All recordings have ended and all their packets were heard; the camera is still open. */
  recorded(): Promise<void>;
}

/** How a run records; all of it has a default. */
export interface RunOptions extends RelayOptions {
  /** What earlier runs of this camera have learnt, and this one adds to. */
  readonly learnt?: Learnt;
}

/** How long no frame may come. */
const frozenMs = 5_000;
const watchdogMs = 1_000;
/** The first frames are read late while everything starts: so many show how late, before the recording begins. */
const settlingSamples = 5;

/**
 * Opens the camera and records it until the signal stops it or it goes blind.
 *
 * @returns why nothing can be seen any more; undefined when it was stopped
 */
export async function runCamera(
  choice: CameraChoice,
  observer: RunObserver,
  signal: AbortSignal,
  options: RunOptions = {},
): Promise<Blind | undefined> {
  const opened = await open(choice).catch(blindFrom);
  if (opened instanceof Blind) return opened;
  const run = new CameraRun(opened, observer, signal, options);
  try {
    return await run.over;
  } finally {
    await run.end();
  }
}

/** A camera, and what can record it. */
interface Opened {
  readonly camera: Camera;
  readonly sources: Sources;
}

async function open(choice: CameraChoice): Promise<Opened> {
  const largest = await largestPicture(choice);
  if (!largest) throw new Blind('cannotRecord', 'This browser cannot record the camera');
  const camera = await openCamera(choice, largest);
  try {
    return { camera, sources: await sourcesFor(camera, choice) };
  } catch (error) {
    closeCamera(camera);
    throw error;
  }
}

/** One open camera with its sampler, recorders and watchdog. */
class CameraRun {
  readonly #camera: Camera;
  readonly #sources: Sources;
  readonly #observer: RunObserver;
  readonly #options: RunOptions;
  readonly #sampling = new AbortController();
  readonly #watchdog: ReturnType<typeof setInterval>;
  readonly over: Promise<Blind | undefined>;
  #finish!: (reason: Blind | undefined) => void;
  #relay?: RecorderRelay;
  #early: FrameSample[] = [];
  #lastSample = performance.now();

  constructor({ camera, sources }: Opened, observer: RunObserver, signal: AbortSignal, options: RunOptions) {
    this.#camera = camera;
    this.#sources = sources;
    this.#observer = observer;
    this.#options = options;
    this.over = new Promise((resolve) => (this.#finish = resolve));
    if (signal.aborted) this.#finish(undefined);
    signal.addEventListener('abort', () => this.#finish(undefined), { once: true, signal: this.#sampling.signal });
    const ended = () => this.#finish(new Blind('ended', 'The camera was taken away'));
    camera.track.addEventListener('ended', ended, { once: true, signal: this.#sampling.signal });
    const sample = (sample: FrameSample) => this.#sample(sample);
    sampleCamera(camera.track, { sample, ended }, this.#sampling.signal);
    this.#watchdog = setInterval(() => this.#attempt(() => this.#watch()), watchdogMs);
  }

  /** Stops the recorders first, so that their last packets are heard, then lets go of the camera. */
  async end(): Promise<void> {
    clearInterval(this.#watchdog);
    this.#sampling.abort();
    try {
      await this.#relay?.stop();
      await this.#observer.recorded();
    } finally {
      closeCamera(this.#camera);
    }
  }

  #sample(sample: FrameSample): void {
    this.#lastSample = performance.now();
    this.#attempt(() => {
      if (this.#relay) this.#observer.sample(sample);
      else this.#settle(sample);
    });
  }

  /** Keeps the first samples until they are enough to begin, then hands them on. */
  #settle(sample: FrameSample): void {
    this.#early.push(sample);
    const first = this.#early[0]!;
    if (this.#early.length < settlingSamples) return;
    const offsets = this.#early.map(({ readAt, timestamp }) => readAt - timestamp * 1_000);
    this.#observer.began(this.#camera, { ...first, readAt: first.timestamp * 1_000 + Math.min(...offsets) });
    this.#relay = this.#record();
    for (const early of this.#early) this.#observer.sample(early);
    this.#early = [];
  }

  #record(): RecorderRelay {
    const learnt = this.#options.learnt ?? { failed: new Set() };
    const world = {
      records: (source: Source) => this.#observer.records(source),
      learnt: ({ kind, mimeType }: Source, keyFrameSeconds: number | undefined) => {
        const recorded = { source: kind, mimeType, ...(keyFrameSeconds === undefined ? {} : { keyFrameSeconds }) };
        this.#observer.learnt({ ...this.#camera.details, ...recorded });
      },
      failed: (reason: Blind) => this.#finish(reason),
    };
    return new RecorderRelay(this.#camera, this.#sources, learnt, world, this.#options);
  }

  #watch(): void {
    if (performance.now() - this.#lastSample > frozenMs) {
      const reason = this.#camera.track.muted ? 'muted' : 'frozen';
      this.#finish(new Blind(reason, 'The camera gives no new picture'));
    }
    this.#relay?.watch();
  }

  #attempt(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.#finish(blindFrom(error));
    }
  }
}
