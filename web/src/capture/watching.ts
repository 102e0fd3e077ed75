import type { CameraSettings } from '../core/event';
import { type MotionReading, motionSettings, motionStart, type MotionState, motionStep } from '../core/motion';
import { uuidv7 } from '../core/uuid';
import type { FrameSample } from '../media/frame-sampling';
import { type MediaWorker, openMediaWorker } from '../media/media-worker';
import type { Blind } from './blind';
import type { Camera } from './camera';
import { runCamera, type RunObserver } from './camera-run';
import { EventRecorder } from './event-recorder';
import { Footage } from './footage';
import { FrameRate } from './frame-rate';
import type { RecordingObserver } from './recording';
import { SessionClock } from './session-clock';
import { keepAwake } from './wake-lock';
import type { Watch, WatchObserver, WatchOptions, WatchState } from './watch';

/** Between two tries to open a camera that is blind: doubles up to the longest. */
const firstRetryMs = 1_000;
const longestRetryMs = 30_000;
/** Between two samples that the observer hears. */
const sampleEverySeconds = 0.25;
/** Beyond the longest clip: a recorder hands its packets over late, and triggers may follow each other. */
const ringSlackSeconds = 30;
const mostRingBytes = 48 * 2 ** 20;

/** A session of watching: opens the camera again and again, turns movement into events. */
export class Watching implements Watch {
  readonly #options: WatchOptions;
  readonly #observer: WatchObserver;
  readonly #stopping = new AbortController();
  readonly #media: MediaWorker = openMediaWorker();
  readonly #events: EventRecorder;
  readonly #sessionId = newId();
  readonly #picture = new MediaStream();
  readonly #done: Promise<void>;
  #settings: CameraSettings;
  #clock?: SessionClock;
  #footage?: Footage;
  #motion: MotionState = motionStart(0);
  #reading?: MotionReading;
  #rate = new FrameRate();
  #shown = '';
  #sampledAt = -Infinity;
  #now = 0;

  constructor(options: WatchOptions, observer: WatchObserver) {
    this.#options = options;
    this.#observer = observer;
    this.#settings = options.settings;
    this.#events = new EventRecorder({
      longestClipSeconds: options.longestClipSeconds,
      media: this.#media,
      session: () => ({ id: this.#sessionId, wallTime: (at) => this.#clock?.toWall(at) ?? nowText() }),
      newId,
      now: nowText,
      event: (event) => observer.event(event),
    });
    keepAwake(this.#stopping.signal, (isKept) => observer.awake?.(isKept));
    this.#done = this.#run();
  }

  update(settings: CameraSettings): void {
    this.#settings = settings;
  }

  stop(): Promise<void> {
    this.#stopping.abort();
    return this.#done;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    let retryMs = firstRetryMs;
    this.#show({ kind: 'starting' });
    while (!signal.aborted) {
      const before = this.#footage;
      const blind = await runCamera(this.#options.camera ?? {}, this.#runObserver(), signal);
      if (!blind || signal.aborted) break;
      this.#showBlind(blind);
      // A camera that could be seen for a while is tried again at once.
      if (this.#footage !== before) retryMs = firstRetryMs;
      // Asking at short intervals would put the same question to a person over and over.
      if (blind.reason === 'permissionDenied') retryMs = longestRetryMs;
      await pause(retryMs, signal);
      retryMs = Math.min(longestRetryMs, retryMs * 2);
    }
    await this.#events.finish(this.#footage);
    this.#media.close();
    this.#show({ kind: 'stopped' });
  }

  #runObserver(): RunObserver {
    return {
      began: (camera, first) => this.#began(camera, first),
      sample: (sample) => this.#sample(sample),
      recorded: () => this.#events.finish(this.#footage),
    };
  }

  #began(camera: Camera, first: FrameSample): RecordingObserver {
    this.#showPicture(camera.stream);
    this.#rate = new FrameRate();
    if (this.#clock) this.#clock.reopened(first);
    else this.#begin((this.#clock = new SessionClock(first)), camera);
    const clock = this.#clock;
    this.#motion = motionStart(clock.ofFrame(first.timestamp));
    const footage = (this.#footage = new Footage(clock.ofWall(wallMs()), {
      mostSeconds: this.#options.longestClipSeconds + this.#settings.preSeconds + ringSlackSeconds,
      mostBytes: mostRingBytes,
    }));
    return {
      video: (packet, coding) => {
        footage.addVideo(packet, coding, this.#settings.preSeconds, this.#events.neededFrom(footage));
        this.#events.footageCame(footage);
      },
      audio: (packet, coding) => footage.addAudio(packet, coding),
      failed: () => undefined,
    };
  }

  #begin(clock: SessionClock, { details }: Camera): void {
    this.#observer.started({
      id: this.#sessionId,
      startedAt: clock.toWall(0),
      picture: this.#picture,
      details,
    });
  }

  #sample(sample: FrameSample): void {
    const clock = this.#clock;
    if (!clock) return;
    const at = clock.ofFrame(sample.timestamp);
    this.#now = at;
    const times = sample.timestamps.map((timestamp) => clock.ofFrame(timestamp));
    this.#footage?.sawFrames(times);
    this.#rate.sawFrames(times);
    const { sensitivity, cooldownSeconds } = this.#settings;
    const step = motionStep(this.#motion, { at, frame: sample.frame }, motionSettings(sensitivity, cooldownSeconds));
    this.#motion = step.state;
    this.#reading = step.reading;
    if (step.trigger) this.#events.begin(step.trigger, at, this.#settings);
    this.#tell(step.reading, at);
    this.#show(this.#state());
  }

  #tell({ changedShare, threshold, cells }: MotionReading, at: number): void {
    if (at - this.#sampledAt < sampleEverySeconds) return;
    this.#sampledAt = at;
    this.#observer.sample({ changedShare, threshold, cells, framesPerSecond: this.#rate.framesPerSecond });
  }

  #state(): WatchState {
    const progress = this.#events.progress;
    if (progress?.kind === 'building') return progress;
    if (progress) return { kind: 'recording', event: progress.event, seconds: Math.floor(this.#now - progress.at) };
    const reading = this.#reading;
    if (reading && !reading.learning && reading.changedShare >= reading.threshold) return { kind: 'moved' };
    return { kind: 'watching', since: this.#clock?.startedAtMs ?? wallMs() };
  }

  #showBlind({ reason, message }: Blind): void {
    this.#show({ kind: 'blind', reason, text: message });
  }

  /** Tells the observer what changed, once. */
  #show(state: WatchState): void {
    const shown = JSON.stringify(state);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#observer.state(state);
  }

  /** One stream for the preview, whichever opening of the camera its track comes from. */
  #showPicture(stream: MediaStream): void {
    for (const track of this.#picture.getTracks()) this.#picture.removeTrack(track);
    for (const track of stream.getVideoTracks()) this.#picture.addTrack(track);
  }
}

function wallMs(): number {
  return performance.timeOrigin + performance.now();
}

function nowText(): string {
  return new Date(wallMs()).toISOString();
}

function newId(): string {
  return uuidv7(wallMs(), (count) => crypto.getRandomValues(new Uint8Array(count)));
}

/** Waits; ends early when the signal is aborted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
