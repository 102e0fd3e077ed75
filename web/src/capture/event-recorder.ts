import { clipIsComplete, clipNeedsFrom, type ClipWish } from '../core/clip';
import type { CameraSettings, EventAnnouncement, RecordedEvent, Trigger, WhyPoint } from '../core/event';
import type { Reason } from '../core/why';
import type { MediaWorker } from '../media/media-worker';
import { buildClip, type Clip } from './clip-builder';
import type { Footage } from './footage';

/** An event as it begins. Times in seconds on the session's clock. */
export interface Beginning {
  readonly trigger: Trigger;
  readonly at: number;
  /** When its clip ends, as long as nothing else is said. */
  readonly endsAt: number;
  readonly settings: CameraSettings;
  readonly reason: Reason;
  /** What its clip is cut from, whichever recorder has taken over meanwhile. */
  readonly footage: Footage | undefined;
}

/** An event whose clip is still being recorded or built. */
interface OpenEvent extends Beginning {
  readonly id: string;
  /** Wall time, RFC 3339. */
  readonly triggeredAt: string;
  trigger: Trigger;
  endsAt: number;
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
  /** What was measured from one session time to another. */
  curve(from: number, to: number): readonly WhyPoint[];
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

  /**
   * An event begins. A doubt whose clip is being recorded ends there: what follows is in the clip of the trigger.
   *
   * @returns its id
   */
  begin(beginning: Beginning): string {
    const [id, triggeredAt] = [this.#world.newId(), this.#world.now()];
    for (const event of this.#open) if (event.trigger.doubt) event.endsAt = Math.min(event.endsAt, beginning.at);
    this.#open.push({ ...beginning, id, triggeredAt, building: false });
    return id;
  }

  /** An event has this reason now; nothing changes once it was handed on. */
  adds(id: string, trigger: Trigger): void {
    const event = this.#find(id);
    if (event) event.trigger = trigger;
  }

  /** An event goes on until then. */
  goesOn(id: string, endsAt: number): void {
    const event = this.#find(id);
    if (event) event.endsAt = endsAt;
  }

  /** What can be said of an event before its clip is complete; undefined when it was handed on already. */
  announcement(id: string): EventAnnouncement | undefined {
    const event = this.#find(id);
    return event && this.#announcement(event, undefined);
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

  #find(id: string): OpenEvent | undefined {
    return this.#open.find((open) => open.id === id);
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
      endsAt: event.endsAt - offset,
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

  #recorded(event: OpenEvent, clip: Clip | undefined): RecordedEvent<Blob> {
    const announcement = this.#announcement(event, clip);
    return { id: event.id, announcement, ...(clip && { clip: clip.file }) };
  }

  #announcement(event: OpenEvent, clip: Clip | undefined): EventAnnouncement {
    const { trigger, at, triggeredAt, settings, reason } = event;
    const session = this.#world.session();
    const about = { sessionId: session.id, at: session.wallTime(at), trigger };
    const start = at - (clip?.description.preSeconds ?? settings.preSeconds);
    const end = clip ? start + clip.description.durationSeconds : event.endsAt;
    const why = { ...reason, curve: this.#world.curve(start, end) };
    if (!clip) return { ...about, trace: { triggeredAt }, why };
    return { ...about, clip: clip.description, trace: { triggeredAt, clipReadyAt: this.#world.now() }, why };
  }
}
