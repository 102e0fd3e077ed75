import type { FrameSample } from '../media/frame-sampling';
import { Blind, blindFrom } from './blind';
import {
  type Camera,
  type CameraChoice,
  type CameraDetails,
  closeCamera,
  openCamera,
  type SourceDetails,
} from './camera';
import { untilUnmuted, watchForTrouble } from './camera-trouble';
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
  /** Nothing can be seen now. */
  blind(reason: Blind): void;
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
  const blind = opened instanceof Blind ? opened : await recordUntilBlind(opened, observer, signal, options);
  if (blind && !signal.aborted) observer.blind(blind);
  // Who closes a mute camera may not get it back: it is waited for.
  if (blind?.reason === 'muted' && !(opened instanceof Blind)) await untilUnmuted(opened.camera.track, signal);
  if (!(opened instanceof Blind)) closeCamera(opened.camera);
  return blind;
}

async function recordUntilBlind(
  opened: Opened,
  observer: RunObserver,
  signal: AbortSignal,
  options: RunOptions,
): Promise<Blind | undefined> {
  const run = new CameraRun(opened, observer, signal, options);
  const blind = await run.over;
  // What the recorders make of their end is of no more interest than why it came.
  await run.end().catch((error: unknown) => console.error('The recording did not end well', error));
  return blind;
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
    return { camera, sources: await sourcesFor(camera.details, choice) };
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
  #upright?: boolean;
  #microphone: boolean;
  /** How it is recorded, as far as known. */
  #recorded?: Omit<SourceDetails, keyof CameraDetails>;
  #lastSample = performance.now();

  constructor({ camera, sources }: Opened, observer: RunObserver, signal: AbortSignal, options: RunOptions) {
    this.#camera = camera;
    this.#microphone = camera.details.microphone;
    this.#sources = sources;
    this.#observer = observer;
    this.#options = options;
    this.over = new Promise((resolve) => (this.#finish = resolve));
    if (signal.aborted) this.#finish(undefined);
    signal.addEventListener('abort', () => this.#finish(undefined), { once: true, signal: this.#sampling.signal });
    watchForTrouble(camera.track, (reason) => this.#finish(reason), this.#sampling.signal);
    const sample = (sample: FrameSample) => this.#sample(sample);
    // Where the browser says why there are no more frames, its word is better.
    const ended = () => (this.#lastSample = -Infinity);
    sampleCamera(camera.track, { sample, ended }, this.#sampling.signal);
    this.#watchMicrophone();
    this.#watchdog = setInterval(() => this.#attempt(() => this.#watch()), watchdogMs);
  }

  /** Stops the recorders, and waits until their last packets are heard. The camera stays open. */
  async end(): Promise<void> {
    clearInterval(this.#watchdog);
    this.#sampling.abort();
    try {
      await this.#relay?.stop();
    } finally {
      await this.#observer.recorded();
    }
  }

  /** A microphone that is taken away leaves a camera that sees. */
  #watchMicrophone(): void {
    const ended = () => {
      this.#microphone = false;
      this.#tell();
    };
    for (const track of this.#camera.stream.getAudioTracks())
      track.addEventListener('ended', ended, { once: true, signal: this.#sampling.signal });
  }

  #tell(): void {
    if (!this.#recorded) return;
    this.#observer.learnt({ ...this.#camera.details, microphone: this.#microphone, ...this.#recorded });
  }

  #sample(sample: FrameSample): void {
    this.#lastSample = performance.now();
    // A phone that was turned gives another picture: it is opened anew.
    const upright = sample.frame.height > sample.frame.width;
    if (upright !== (this.#upright ??= upright)) return this.#finish(undefined);
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
        this.#recorded = { source: kind, mimeType, ...(keyFrameSeconds === undefined ? {} : { keyFrameSeconds }) };
        this.#tell();
      },
      failed: (reason: Blind) => this.#finish(reason),
    };
    return new RecorderRelay(this.#camera, this.#sources, learnt, world, this.#options);
  }

  #watch(): void {
    if (performance.now() - this.#lastSample > frozenMs) {
      const { muted, readyState } = this.#camera.track;
      const reason = muted ? 'muted' : readyState === 'ended' ? 'ended' : 'frozen';
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
