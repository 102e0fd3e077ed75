/** A frame of a camera, as far as it matters here. */
export type CameraFrame = Pick<VideoFrame, 'timestamp' | 'close'>;

/** A trigger is noticed a moment after its frame. More would take frames away from the camera, which has only a few. */
const mostKept = 2;

/** Keeps the last frames open for a moment, and closes all others. */
export class RecentFrames<Frame extends CameraFrame> {
  #frames: Frame[] = [];

  /** Takes a frame over. */
  keep(frame: Frame): void {
    this.#frames.push(frame);
    while (this.#frames.length > mostKept) this.#frames.shift()!.close();
  }

  /** The frame of a time (in seconds), or else the newest one; undefined before the first. It is closed later on. */
  at(seconds: number): Frame | undefined {
    return this.#frames.find(({ timestamp }) => timestamp / 1e6 === seconds) ?? this.#frames.at(-1);
  }

  /** Closes all that are kept. */
  close(): void {
    for (const frame of this.#frames) frame.close();
    this.#frames = [];
  }
}
