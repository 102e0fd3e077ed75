import type { CameraSettings } from '../core/event';
import type { MotionReading } from '../core/motion';
import type { Noticed } from '../core/noticing';
import { uuidv7 } from '../core/uuid';
import type { FrameSample } from '../media/frame-sampling';
import { type MediaWorker, openMediaWorker } from '../media/media-worker';
import type { Blind } from './blind';
import { type Camera, type CameraChoice, choiceOf, type SourceDetails } from './camera';
import { CameraKeeper, type CameraKeeperObserver } from './camera-keeper';
import { EventRecorder } from './event-recorder';
import { Footages } from './footages';
import { FrameRate } from './frame-rate';
import { Measurements } from './measurements';
import type { Hearing } from './microphone';
import { Previews } from './previews';
import type { RecordingKeeper } from './recorder-relay';
import type { Source } from './recording';
import { Senses } from './senses';
import { SessionClock } from './session-clock';
import { keepAwake } from './wake-lock';
import type { Watch, WatchObserver, WatchOptions, WatchState } from './watch';

/** Between two samples that the observer hears. */
const sampleEverySeconds = 0.25;
/** What was measured is kept for the longest clip, and while the last packets of one come. */
const measuredSlackSeconds = 30;

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
  readonly #senses: Senses;
  readonly #previews: Previews;
  readonly #measurements: Measurements;
  #latest?: FrameSample;
  /** The event that began last. */
  #newest = '';
  #packetAt = performance.now();
  #hearing?: Hearing;
  #rate = new FrameRate();
  #shown = '';
  #sampledAt = -Infinity;
  #now = 0;

  constructor(options: WatchOptions, observer: WatchObserver) {
    this.#options = options;
    this.#observer = observer;
    this.#settings = options.settings;
    this.#lens = options.camera ?? {};
    this.#measurements = new Measurements(options.longestClipSeconds + measuredSlackSeconds);
    this.#senses = this.#makeSenses();
    this.#events = new EventRecorder({
      longestClipSeconds: options.longestClipSeconds,
      media: this.#media,
      session: () => ({ id: this.#sessionId, wallTime: (at) => this.#clock?.toWall(at) ?? nowText() }),
      newId,
      now: nowText,
      curve: (from, to) => this.#measurements.curve(from, to),
      event: (event) => observer.event(event),
    });
    this.#previews = new Previews({
      announcement: (id) => this.#events.announcement(id),
      suspected: (preview) => observer.suspected?.(preview),
    });
    keepAwake(this.#stopping.signal, (isKept) => observer.awake?.(isKept));
    this.#show({ kind: 'starting' });
    const { recorderSeconds } = options;
    this.#camera = new CameraKeeper(this.#choice(), this.#hears(), this.#stopping.signal, {
      ...(recorderSeconds === undefined ? {} : { longestSeconds: recorderSeconds }),
    });
    this.#done = this.#run();
  }

  /** Bytes of encoded pictures and sound that are kept. */
  get ringBytes(): number {
    return this.#footages.bytes;
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

  /** What the settings ask for, and before that what was chosen on this phone. */
  #choice(): CameraChoice {
    return choiceOf(this.#settings.camera, this.#lens);
  }

  #makeSenses(): Senses {
    return new Senses({
      settings: () => this.#settings,
      longestClipSeconds: this.#options.longestClipSeconds,
      noticed: (noticed, at) => this.#noticed(noticed, at),
      measured: (measured) => this.#measurements.saw(measured),
      hearing: (hearing) => {
        if (hearing !== this.#hearing) this.#observer.hearing?.((this.#hearing = hearing));
      },
    });
  }

  #hears(): CameraKeeperObserver {
    return {
      began: (camera, first) => this.#began(camera, first),
      records: (source) => this.#records(source),
      learnt: (details) => this.#learnt(details),
      sample: (sample) => this.#sample(sample),
      recorded: () => this.#recorded(),
      blind: (reason) => this.#showBlind(reason),
      isBusy: () => this.#events.isNeeded(),
    };
  }

  #began(camera: Camera, first: FrameSample): void {
    this.#showPicture(camera.stream);
    this.#rate = new FrameRate();
    if (this.#clock) this.#clock.reopened(first);
    else this.#clock = new SessionClock(first);
    this.#senses.began(camera.stream, this.#clock, this.#clock.ofFrame(first.timestamp));
  }

  #recorded(): Promise<void> {
    this.#senses.ended();
    this.#previews.finish();
    return this.#events.finish();
  }

  #records(source: Source): RecordingKeeper {
    if (!this.#clock) throw new Error('Nothing can be recorded before the first frame');
    const keeper = this.#footages.begin(source, {
      events: this.#events,
      clock: this.#clock,
      preSeconds: () => this.#settings.preSeconds,
      longestClipSeconds: this.#options.longestClipSeconds,
    });
    this.#packetAt = performance.now();
    return {
      ...keeper,
      video: (packet, coding) => {
        this.#packetAt = performance.now();
        keeper.video(packet, coding);
      },
    };
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
    this.#latest = sample;
    this.#previews.sample(sample);
    const reading = this.#senses.look(sample, at);
    this.#tell(reading, at);
    this.#show(this.#state());
  }

  #noticed(noticed: Noticed, at: number): void {
    switch (noticed.kind) {
      case 'begins': {
        const { trigger, endsAt } = noticed;
        const [settings, reason, footage] = [this.#settings, this.#senses.reason(), this.#footages.current];
        this.#newest = this.#events.begin({ trigger, at, endsAt, settings, reason, footage });
        if (this.#latest) this.#previews.begin(this.#newest, this.#latest);
        return;
      }
      case 'adds':
        return this.#events.adds(this.#newest, noticed.trigger);
      case 'goesOn':
        return this.#events.goesOn(this.#newest, noticed.endsAt);
    }
  }

  #tell({ changedShare, threshold, cells, ignoredShare, ignoredCells }: MotionReading, at: number): void {
    if (at - this.#sampledAt < sampleEverySeconds) return;
    this.#sampledAt = at;
    this.#observer.sample({
      changedShare,
      threshold,
      cells,
      ...(ignoredShare === undefined ? {} : { ignoredShare, ignoredCells: ignoredCells ?? [] }),
      ...this.#senses.takeLoudness(),
      framesPerSecond: this.#rate.framesPerSecond,
      lastPacketSeconds: (performance.now() - this.#packetAt) / 1_000,
    });
  }

  #state(): WatchState {
    const progress = this.#events.progress;
    if (progress?.kind === 'building') return progress;
    if (progress) return { kind: 'recording', event: progress.event, seconds: Math.floor(this.#now - progress.at) };
    const reading = this.#senses.seen;
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
