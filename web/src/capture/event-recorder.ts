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
  /** What its clip is cut from, whichever recorder has taken over meanwhile. */
  readonly footage: Footage | undefined;
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
    const starts = this.#waitingFor(footage).map(
      (event) => clipNeedsFrom(this.#wish(event, footage)) + footage.alignment.offset,
    );
    return Math.min(Infinity, ...starts);
  }

  /** Whether an event waits for packets: of this footage, or of any. */
  isNeeded(footage?: Footage): boolean {
    return footage ? this.#waitingFor(footage).length > 0 : this.#open.some(({ building }) => !building);
  }

  /** A trigger at a session time; its clip is cut from this footage. */
  begin(trigger: Trigger, at: number, settings: CameraSettings, footage: Footage | undefined): void {
    const [id, triggeredAt] = [this.#world.newId(), this.#world.now()];
    this.#open.push({ id, trigger, at, triggeredAt, settings, footage, building: false });
  }

  /** New footage came: builds the clips that are complete now. */
  footageCame(footage: Footage): void {
    const newest = footage.ring.newest;
    if (newest === undefined || !footage.isAligned) return;
    for (const event of this.#waitingFor(footage))
      if (clipIsComplete(this.#wish(event, footage), footage.ring.video, newest)) this.#build(event);
  }

  /** No more footage will come: ends what is being recorded, and waits until all is handed on. */
  async finish(): Promise<void> {
    for (const event of this.#open) if (!event.building) this.#build(event);
    await Promise.all(this.#builds);
  }

  #waitingFor(footage: Footage): readonly OpenEvent[] {
    return this.#open.filter((event) => !event.building && event.footage === footage);
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

  #build(event: OpenEvent): void {
    event.building = true;
    const build = this.#clipOf(event).then((clip) => {
      this.#open.splice(this.#open.indexOf(event), 1);
      this.#builds.delete(build);
      this.#world.event(this.#recorded(event, clip));
    });
    this.#builds.add(build);
  }

  /** An event without a clip is still an event: whatever stops the clip must not stop it. */
  async #clipOf(event: OpenEvent): Promise<Clip | undefined> {
    const { footage } = event;
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
