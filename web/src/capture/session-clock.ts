import type { FrameSample } from '../media/frame-sampling';

/** A session's time: seconds since its first frame, whichever opening of the camera a frame comes from. */
export class SessionClock {
  /** Wall time of the session's first frame, in milliseconds. */
  readonly startedAtMs: number;
  #firstTimestamp: number;
  #firstAt = 0;

  /** A clock that starts with this frame. */
  constructor(first: FrameSample) {
    this.startedAtMs = first.readAt;
    this.#firstTimestamp = first.timestamp;
  }

  /** The camera was opened anew: its frames count from another time now. */
  reopened(first: FrameSample): void {
    this.#firstTimestamp = first.timestamp;
    this.#firstAt = this.ofWall(first.readAt);
  }

  /** Session time of a frame's timestamp. */
  ofFrame(timestamp: number): number {
    return this.#firstAt + timestamp - this.#firstTimestamp;
  }

  /** Session time of a wall time in milliseconds. */
  ofWall(wallMs: number): number {
    return (wallMs - this.startedAtMs) / 1_000;
  }

  /** Wall time of a session time, RFC 3339 UTC with milliseconds. */
  toWall(at: number): string {
    return new Date(this.startedAtMs + at * 1_000).toISOString();
  }
}
