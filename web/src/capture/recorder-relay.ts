import { Blind, blindFrom } from './blind';
import type { Camera } from './camera';
import type { Recording, RecordingObserver, Source, SourceKind } from './recording';
import { chooseSource, KeyFrameSpacing, type SourceExperience } from './source-choice';
import type { Sources } from './sources';

/** Keeps what one recorder brings, and says when the next one may take over. */
export interface RecordingKeeper extends Omit<RecordingObserver, 'failed'> {
  /** Whether it reaches far enough back for an event that begins now. */
  reachesBack(): boolean;
  /** Events that begin from now on are cut from this recording. */
  takeOver(): void;
  /** Whether an event still waits for what this recording brings. */
  isNeeded(): boolean;
  /** Its last packet has been heard. */
  ended(): void;
}

/** What a relay needs to know of the world. */
export interface RelayWorld {
  /** A recorder begins now: answers who keeps what it brings. */
  records(source: Source): RecordingKeeper;
  /** The source in force, and how far its key frames lie apart, is known anew. */
  learnt(source: Source, keyFrameSeconds: number | undefined): void;
  /** Nothing is recorded any more. */
  failed(reason: Blind): void;
}

/** What is learnt about the sources outlives one opening of the camera. */
export interface Learnt {
  recorderKeyFrameSeconds?: number;
  readonly failed: Set<SourceKind>;
}

/** How recorders follow each other. */
export interface RelayOptions {
  /** What one recorder may last, in seconds; what its source says unless it is shorter here. */
  readonly longestSeconds?: number;
}

/** A recorder that brings no more key frames than this is followed by another, which begins with one. */
const widestKeyFrameSeconds = 20;
/** How long no recorded picture may come. */
const stalledMs = 15_000;
/** A recorder that could not take over is tried again after so long. */
const tryAgainMs = 60_000;

/**
 * Records one open camera without a break. Before a recorder has taken too much memory, or when another source turns
 * out to be better, the next one begins beside it, and takes over when it reaches back far enough by itself: so no clip
 * is made of two recordings, and none begins too late.
 */
export class RecorderRelay {
  readonly #camera: Camera;
  readonly #sources: Sources;
  readonly #learnt: Learnt;
  readonly #world: RelayWorld;
  readonly #longestSeconds: number;
  #current: Runner | undefined;
  #next: Runner | undefined;
  #retiring: Runner | undefined;
  #nextNotBefore = 0;
  #told = '';

  /** Begins to record. @throws Blind when nothing here can */
  constructor(camera: Camera, sources: Sources, learnt: Learnt, world: RelayWorld, options: RelayOptions = {}) {
    this.#camera = camera;
    this.#sources = sources;
    this.#learnt = learnt;
    this.#world = world;
    this.#longestSeconds = options.longestSeconds ?? Infinity;
    this.#current = this.#start(this.#choose());
    this.#current.keeper.takeOver();
    this.#tell();
  }

  /** To be called about once a second: starts, hands over and ends recorders. */
  watch(): void {
    const now = performance.now();
    const current = this.#current;
    if (!current) return;
    if (now - current.lastPacketAt > stalledMs)
      return this.#gaveUp(current, new Blind('cannotRecord', 'The recorder gives no more pictures'));
    if (this.#next && now - this.#next.lastPacketAt > stalledMs)
      this.#gaveUp(this.#next, new Blind('cannotRecord', 'The next recorder gives no pictures'));
    if (this.#retiring && !this.#retiring.keeper.isNeeded()) this.#retire(this.#retiring);
    if (this.#next?.keeper.reachesBack()) this.#handOver(current, this.#next);
    else if (!this.#next && !this.#retiring && now >= this.#nextNotBefore) this.#prepare(current, now);
    this.#tell();
  }

  /** Resolves when all packets have been heard. */
  async stop(): Promise<void> {
    const runners = [this.#retiring, this.#next, this.#current].filter((runner) => runner !== undefined);
    this.#current = this.#next = this.#retiring = undefined;
    await Promise.all(runners.map((runner) => runner.stop()));
  }

  #choose(): SourceKind {
    const { recorderKeyFrameSeconds, failed } = this.#learnt;
    const experience: SourceExperience = {
      failed,
      ...(recorderKeyFrameSeconds === undefined ? {} : { recorderKeyFrameSeconds }),
    };
    const chosen = chooseSource(this.#sources.offers, experience);
    if (!chosen) throw new Blind('cannotRecord', 'This browser cannot record the camera');
    return chosen;
  }

  #prepare(current: Runner, now: number): void {
    const better = this.#choose();
    const longest = Math.min(current.source.longestSeconds, this.#longestSeconds);
    const isDue = now - current.startedAt >= longest * 1_000;
    const isStuck = (current.spacing.seconds ?? 0) > widestKeyFrameSeconds;
    if (better === current.source.kind && !isDue && !isStuck) return;
    this.#nextNotBefore = now + tryAgainMs;
    try {
      this.#next = this.#start(better);
    } catch {
      // The one that runs goes on; this source is remembered as one that gave up.
      this.#learnt.failed.add(better);
    }
  }

  #handOver(current: Runner, next: Runner): void {
    next.keeper.takeOver();
    this.#current = next;
    this.#next = undefined;
    this.#retiring = current;
    this.#nextNotBefore = 0;
  }

  #retire(runner: Runner): void {
    this.#retiring = undefined;
    void runner.stop();
  }

  #start(kind: SourceKind): Runner {
    try {
      const source = this.#sources.of(kind);
      const runner: Runner = new Runner(source, this.#world.records(source), (reason) => this.#gaveUp(runner, reason));
      runner.begin(this.#camera);
      return runner;
    } catch (error) {
      this.#learnt.failed.add(kind);
      throw blindFrom(error);
    }
  }

  #gaveUp(runner: Runner, reason: Blind): void {
    if (runner === this.#retiring) return this.#retire(runner);
    this.#learnt.failed.add(runner.source.kind);
    if (runner === this.#next) {
      this.#next = undefined;
      void runner.stop();
    } else if (runner === this.#current) {
      this.#world.failed(reason);
    }
  }

  #tell(): void {
    const current = this.#current;
    if (!current) return;
    const { source, spacing } = current;
    if (source.kind === 'recorder' && spacing.seconds !== undefined)
      this.#learnt.recorderKeyFrameSeconds = spacing.seconds;
    const told = `${source.kind} ${spacing.seconds?.toFixed(1)}`;
    if (told === this.#told) return;
    this.#told = told;
    this.#world.learnt(source, spacing.seconds);
  }
}

/** One recorder at work. */
class Runner {
  readonly source: Source;
  readonly keeper: RecordingKeeper;
  readonly spacing = new KeyFrameSpacing();
  readonly startedAt = performance.now();
  readonly #failed: (reason: Blind) => void;
  lastPacketAt = performance.now();
  #recording: Recording | undefined;
  #isStopping = false;

  constructor(source: Source, keeper: RecordingKeeper, failed: (reason: Blind) => void) {
    this.source = source;
    this.keeper = keeper;
    this.#failed = failed;
  }

  begin(camera: Camera): void {
    this.#recording = this.source.record(camera, {
      video: (packet, coding) => {
        this.lastPacketAt = performance.now();
        this.spacing.saw(packet.timestamp, packet.key);
        this.keeper.video(packet, coding);
      },
      audio: (packet, coding) => this.keeper.audio(packet, coding),
      failed: (reason) => {
        // A recorder that is stopped before it has recorded anything complains about that.
        if (!this.#isStopping) this.#failed(reason);
      },
    });
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#recording?.stop();
    this.keeper.ended();
  }
}
