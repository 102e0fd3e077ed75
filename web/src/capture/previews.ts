import type { EventAnnouncement, RecordedPreview } from '../core/event';
import type { FrameSample } from '../media/frame-sampling';

/** When the frames of a preview are taken, in seconds after the first one. */
const framesAfter = [0, 0.15, 0.3];
/** What has not come by then is left out: the preview must be early rather than complete. */
const longestMs = 450;
/** A browser that is this busy sends the clips without previews. */
const mostAtOnce = 3;

/** A preview whose frames are being taken. */
interface OpenPreview {
  readonly id: string;
  /** Time of the first frame, in seconds on the clock of the samples. */
  readonly from: number;
  readonly frames: Promise<Blob | undefined>[];
  /** The frames that have come, at their places. */
  readonly came: (Blob | undefined)[];
  readonly timer: ReturnType<typeof setTimeout>;
}

/** What previews need to know of the world. */
export interface PreviewsWorld {
  /** What is said of an event now; undefined when there is no such event any more. */
  announcement(id: string): EventAnnouncement | undefined;
  /** Hears each preview once. */
  suspected(preview: RecordedPreview<Blob>): void;
}

/** Takes a few frames after each trigger, beginning with the trigger's own, while sampling and recording go on. */
export class Previews {
  readonly #world: PreviewsWorld;
  #open: OpenPreview[] = [];

  constructor(world: PreviewsWorld) {
    this.#world = world;
  }

  /** An event has begun with this sample. */
  begin(id: string, sample: FrameSample): void {
    if (this.#open.length >= mostAtOnce) return;
    const timer = setTimeout(() => this.#handOn(preview), longestMs);
    const preview: OpenPreview = { id, from: sample.timestamp, frames: [], came: [], timer };
    this.#open.push(preview);
    this.#take(preview, sample);
  }

  /** The next sample, from which a frame is taken where one is due. */
  sample(sample: FrameSample): void {
    for (const preview of this.#open) {
      const due = framesAfter[preview.frames.length];
      if (due !== undefined && sample.timestamp >= preview.from + due) this.#take(preview, sample);
    }
  }

  /** No more frames come: hands on what there is. */
  finish(): void {
    for (const preview of this.#open) this.#handOn(preview);
  }

  #take(preview: OpenPreview, { still }: FrameSample): void {
    const place = preview.frames.length;
    const frame = (still?.() ?? Promise.resolve(undefined)).catch(() => undefined);
    preview.frames.push(frame);
    void frame.then((picture) => {
      preview.came[place] = picture;
      const isComplete =
        preview.frames.length === framesAfter.length && Object.keys(preview.came).length === framesAfter.length;
      if (isComplete) this.#handOn(preview);
    });
  }

  #handOn(preview: OpenPreview): void {
    if (!this.#open.includes(preview)) return;
    this.#open = this.#open.filter((open) => open !== preview);
    clearTimeout(preview.timer);
    const frames = preview.came.filter((frame) => frame !== undefined);
    const announcement = this.#world.announcement(preview.id);
    if (frames.length > 0 && announcement) this.#world.suspected({ id: preview.id, announcement, frames });
  }
}
