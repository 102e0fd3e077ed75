import type { CameraSettings } from '../core/event';
import { type MotionReading, motionSettings, motionStart, type MotionState, motionStep } from '../core/motion';
import { uuidv7 } from '../core/uuid';
import type { FrameSample } from '../media/frame-sampling';
import { type MediaWorker, openMediaWorker } from '../media/media-worker';
import type { Blind } from './blind';
import { type Camera, type CameraChoice, choiceOf, type SourceDetails } from './camera';
import { CameraKeeper, type CameraKeeperObserver } from './camera-keeper';
import { EventRecorder } from './event-recorder';
import { Footages } from './footages';
import { FrameRate } from './frame-rate';
import type { RecordingKeeper } from './recorder-relay';
import type { Source } from './recording';
import { SessionClock } from './session-clock';
import { keepAwake } from './wake-lock';
import type { Watch, WatchObserver, WatchOptions, WatchState } from './watch';

/** Between two samples that the observer hears. */
const sampleEverySeconds = 0.25;

/** A session of watching: opens the camera again and again, turns movement into events. */
export class Watching implements Watch {
  readonly #options: WatchOptions;
  readonly #observer: WatchObserver;
  readonly #stopping = new AbortController();
  readonly #media: MediaWorker = openMediaWorker();
  readonly #events: EventRecorder;
  readonly #sessionId = newId();
  readonly #picture = new MediaStream();
  readonly #camera: CameraKeeper;
  readonly #done: Promise<void>;
  #settings: CameraSettings;
  #lens: CameraChoice;
  #clock?: SessionClock;
  readonly #footages = new Footages();
  #hasStarted = false;
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
    this.#lens = options.camera ?? {};
    this.#events = new EventRecorder({
      longestClipSeconds: options.longestClipSeconds,
      media: this.#media,
      session: () => ({ id: this.#sessionId, wallTime: (at) => this.#clock?.toWall(at) ?? nowText() }),
      newId,
      now: nowText,
      event: (event) => observer.event(event),
    });
    keepAwake(this.#stopping.signal, (isKept) => observer.awake?.(isKept));
    this.#show({ kind: 'starting' });
    const { recorderSeconds } = options;
    this.#camera = new CameraKeeper(this.#choice(), this.#hears(), this.#stopping.signal, {
      ...(recorderSeconds === undefined ? {} : { longestSeconds: recorderSeconds }),
    });
    this.#done = this.#run();
  }

  update(settings: CameraSettings): void {
    this.#settings = settings;
    this.#camera.choose(this.#choice());
  }

  choose(lens: CameraChoice): void {
    this.#lens = lens;
    this.#camera.choose(this.#choice());
  }

  stop(): Promise<void> {
    this.#stopping.abort();
    return this.#done;
  }

  async #run(): Promise<void> {
    await this.#camera.closed;
    await this.#events.finish();
    this.#media.close();
    this.#show({ kind: 'stopped' });
  }

  #choice(): CameraChoice {
    return choiceOf(this.#settings.camera, this.#lens);
  }

  #hears(): CameraKeeperObserver {
    return {
      began: (camera, first) => this.#began(camera, first),
      records: (source) => this.#records(source),
      learnt: (details) => this.#learnt(details),
      sample: (sample) => this.#sample(sample),
      recorded: () => this.#events.finish(),
      blind: (reason) => this.#showBlind(reason),
      isBusy: () => this.#events.isNeeded(),
    };
  }

  #began(camera: Camera, first: FrameSample): void {
    this.#showPicture(camera.stream);
    this.#rate = new FrameRate();
    if (this.#clock) this.#clock.reopened(first);
    else this.#clock = new SessionClock(first);
    this.#motion = motionStart(this.#clock.ofFrame(first.timestamp));
  }

  #records(source: Source): RecordingKeeper {
    if (!this.#clock) throw new Error('Nothing can be recorded before the first frame');
    return this.#footages.begin(source, {
      events: this.#events,
      clock: this.#clock,
      preSeconds: () => this.#settings.preSeconds,
      longestClipSeconds: this.#options.longestClipSeconds,
    });
  }

  #learnt(details: SourceDetails): void {
    if (!this.#hasStarted && this.#clock) {
      this.#hasStarted = true;
      const startedAt = this.#clock.toWall(0);
      this.#observer.started({ id: this.#sessionId, startedAt, picture: this.#picture, details });
    }
    this.#observer.opened?.(details);
  }

  #sample(sample: FrameSample): void {
    const clock = this.#clock;
    if (!clock) return;
    const at = clock.ofFrame(sample.timestamp);
    this.#now = at;
    const times = sample.timestamps.map((timestamp) => clock.ofFrame(timestamp));
    this.#footages.sawFrames(times);
    this.#rate.sawFrames(times);
    const { sensitivity, cooldownSeconds } = this.#settings;
    const step = motionStep(this.#motion, { at, frame: sample.frame }, motionSettings(sensitivity, cooldownSeconds));
    this.#motion = step.state;
    this.#reading = step.reading;
    if (step.trigger) this.#events.begin(step.trigger, at, this.#settings, this.#footages.current);
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
