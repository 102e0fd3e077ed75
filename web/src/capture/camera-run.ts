import type { FrameSample } from '../media/frame-sampling';
import { Blind, blindFrom } from './blind';
import { type Camera, type CameraChoice, closeCamera, openCamera } from './camera';
import { sampleCamera } from './frame-sampler';
import { record, type Recording, type RecordingObserver } from './recording';

/** Hears a camera from its opening until nothing more can be seen. */
export interface RunObserver {
  /** With the first frame, which was read at its best possible time; answers who hears the recording that begins now. */
  began(camera: Camera, first: FrameSample): RecordingObserver;
  sample(sample: FrameSample): void;
  /** The recording has ended and all its packets were heard; the camera is still open. */
  recorded(): Promise<void>;
}

/** How long no frame, or no recorded picture, may come. */
const frozenMs = 5_000;
const stalledMs = 15_000;
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
): Promise<Blind | undefined> {
  const camera = await openCamera(choice).catch(blindFrom);
  if (camera instanceof Blind) return camera;
  const run = new CameraRun(camera, observer, signal);
  try {
    return await run.over;
  } finally {
    await run.end();
  }
}

/** One open camera with its sampler, recorder and watchdog. */
class CameraRun {
  readonly #camera: Camera;
  readonly #observer: RunObserver;
  readonly #sampling = new AbortController();
  readonly #watchdog: ReturnType<typeof setInterval>;
  readonly over: Promise<Blind | undefined>;
  #finish!: (reason: Blind | undefined) => void;
  #recording?: Recording;
  #early: FrameSample[] = [];
  #lastSample = performance.now();
  #lastPacket = performance.now();

  constructor(camera: Camera, observer: RunObserver, signal: AbortSignal) {
    this.#camera = camera;
    this.#observer = observer;
    this.over = new Promise((resolve) => (this.#finish = resolve));
    if (signal.aborted) this.#finish(undefined);
    signal.addEventListener('abort', () => this.#finish(undefined), { once: true, signal: this.#sampling.signal });
    const ended = () => this.#finish(new Blind('ended', 'The camera was taken away'));
    camera.track.addEventListener('ended', ended, { once: true, signal: this.#sampling.signal });
    const sample = (sample: FrameSample) => this.#sample(sample);
    sampleCamera(camera.track, { sample, ended }, this.#sampling.signal);
    this.#watchdog = setInterval(() => this.#watch(), watchdogMs);
  }

  /** Stops the recorder first, so that its last packets are heard, then lets go of the camera. */
  async end(): Promise<void> {
    clearInterval(this.#watchdog);
    this.#sampling.abort();
    try {
      await this.#recording?.stop();
      await this.#observer.recorded();
    } finally {
      closeCamera(this.#camera);
    }
  }

  #sample(sample: FrameSample): void {
    this.#lastSample = performance.now();
    try {
      if (this.#recording) this.#observer.sample(sample);
      else this.#settle(sample);
    } catch (error) {
      this.#finish(blindFrom(error));
    }
  }

  /** Keeps the first samples until they are enough to begin, then hands them on. */
  #settle(sample: FrameSample): void {
    this.#early.push(sample);
    const first = this.#early[0]!;
    if (this.#early.length < settlingSamples) return;
    const offsets = this.#early.map(({ readAt, timestamp }) => readAt - timestamp * 1_000);
    this.#recording = this.#begin({ ...first, readAt: first.timestamp * 1_000 + Math.min(...offsets) });
    for (const early of this.#early) this.#observer.sample(early);
    this.#early = [];
  }

  #begin(first: FrameSample): Recording {
    const hears = this.#observer.began(this.#camera, first);
    this.#lastPacket = performance.now();
    return record(this.#camera, {
      video: (packet, coding) => {
        this.#lastPacket = performance.now();
        hears.video(packet, coding);
      },
      audio: (packet, coding) => hears.audio(packet, coding),
      failed: (reason) => this.#finish(reason),
    });
  }

  #watch(): void {
    const now = performance.now();
    if (now - this.#lastSample > frozenMs) {
      const reason = this.#camera.track.muted ? 'muted' : 'frozen';
      this.#finish(new Blind(reason, 'The camera gives no new picture'));
    } else if (this.#recording && now - this.#lastPacket > stalledMs) {
      this.#finish(new Blind('cannotRecord', 'The recorder gives no more pictures'));
    }
  }
}
