import { clipIsComplete, clipNeedsFrom, type ClipWish } from '../core/clip';
import type { CameraSettings, EventAnnouncement, RecordedEvent, Trigger } from '../core/event';
import type { MediaWorker } from '../media/media-worker';
import { buildClip, type Clip } from './clip-builder';
import type { Footage } from './footage';

/** A trigger whose clip is still being recorded or built. */
interface OpenEvent {
  readonly id: string;
  readonly trigger: Trigger;
  /** Seconds on the session's clock. */
  readonly at: number;
  /** Wall time, RFC 3339. */
  readonly triggeredAt: string;
  readonly settings: CameraSettings;
  building: boolean;
}

/** What the recorder of events needs to know of the world. */
export interface EventRecorderWorld {
  readonly longestClipSeconds: number;
  readonly media: Pick<MediaWorker, 'buildClip'>;
  /** The session that events belong to, and the wall time of a session time. */
  session(): { readonly id: string; wallTime(at: number): string };
  newId(): string;
  /** Wall time now, RFC 3339. */
  now(): string;
  /** Hears each event once, when its clip is complete or could not be made. */
  event(event: RecordedEvent<Blob>): void;
}

/** What is being made of the newest event. */
export type EventProgress =
  | { readonly kind: 'recording'; readonly event: string; readonly at: number }
  | { readonly kind: 'building'; readonly event: string };

/** A clip that takes longer than this to build is given up. */
const buildMs = 20_000;

/** Turns triggers into events: waits until their footage is there, has the clip built and hands it on. */
export class EventRecorder {
  readonly #world: EventRecorderWorld;
  readonly #open: OpenEvent[] = [];
  readonly #builds = new Set<Promise<void>>();

  constructor(world: EventRecorderWorld) {
    this.#world = world;
  }

  /** Of the newest event that is not yet handed on. */
  get progress(): EventProgress | undefined {
    const newest = this.#open.at(-1);
    if (!newest) return undefined;
    const { id: event, at, building } = newest;
    return building ? { kind: 'building', event } : { kind: 'recording', event, at };
  }

  /** Session time from which on packets must be kept. */
  neededFrom(footage: Footage): number {
    const starts = this.#open
      .filter(({ building }) => !building)
      .map((event) => clipNeedsFrom(this.#wish(event, footage)) + footage.alignment.offset);
    return Math.min(Infinity, ...starts);
  }

  /** A trigger at a session time. */
  begin(trigger: Trigger, at: number, settings: CameraSettings): void {
    const [id, triggeredAt] = [this.#world.newId(), this.#world.now()];
    this.#open.push({ id, trigger, at, triggeredAt, settings, building: false });
  }

  /** New footage came: builds the clips that are complete now. */
  footageCame(footage: Footage): void {
    const newest = footage.ring.newest;
    if (newest === undefined || !footage.isAligned) return;
    for (const event of this.#open) {
      if (!event.building && clipIsComplete(this.#wish(event, footage), footage.ring.video, newest))
        this.#build(event, footage);
    }
  }

  /** No more footage will come: ends what is being recorded, and waits until all is handed on. */
  async finish(footage: Footage | undefined): Promise<void> {
    for (const event of this.#open) if (!event.building) this.#build(event, footage);
    await Promise.all(this.#builds);
  }

  #wish(event: OpenEvent, footage: Footage): ClipWish {
    const { offset, uncertainty } = footage.alignment;
    return {
      triggeredAt: event.at - offset,
      // What is not known of the time goes to PRE, which is never short.
      preSeconds: event.settings.preSeconds + uncertainty,
      postSeconds: event.settings.postSeconds,
      longestSeconds: this.#world.longestClipSeconds,
    };
  }

  #build(event: OpenEvent, footage: Footage | undefined): void {
    event.building = true;
    const build = this.#clipOf(event, footage).then((clip) => {
      this.#open.splice(this.#open.indexOf(event), 1);
      this.#builds.delete(build);
      this.#world.event(this.#recorded(event, clip));
    });
    this.#builds.add(build);
  }

  /** An event without a clip is still an event: whatever stops the clip must not stop it. */
  async #clipOf(event: OpenEvent, footage: Footage | undefined): Promise<Clip | undefined> {
    if (!footage) return undefined;
    const signal = AbortSignal.timeout(buildMs);
    try {
      return await buildClip(footage, this.#wish(event, footage), this.#world.media, signal);
    } catch (error) {
      console.error('The clip could not be built', event.id, error);
      return undefined;
    }
  }

  #recorded({ id, trigger, at, triggeredAt }: OpenEvent, clip: Clip | undefined): RecordedEvent<Blob> {
    const session = this.#world.session();
    const about = { sessionId: session.id, at: session.wallTime(at), trigger };
    if (!clip) return { id, announcement: { ...about, trace: { triggeredAt } } };
    const trace = { triggeredAt, clipReadyAt: this.#world.now() };
    const announcement: EventAnnouncement = { ...about, clip: clip.description, trace };
    return { id, announcement, clip: clip.file };
  }
}
