import type { GrayFrame } from '../core/gray';

/** One look at the picture. Times are those of the camera's frames, in seconds on a clock of its own. */
export interface FrameSample {
  readonly timestamp: number;
  /** When the frame was read: wall time in milliseconds. */
  readonly readAt: number;
  /** Times of all frames since the sample before, this one included. */
  readonly timestamps: readonly number[];
  readonly frame: GrayFrame;
  /** The frame (or one that came just after) as a small JPEG picture, when asked for at once; only on the page. */
  readonly still?: () => Promise<Blob | undefined>;
}

/** A camera's track as a worker sees it: nothing but something that frames can be made of (workers know no more of it). */
export type CameraTrack = object;

/** What the page tells the sampler worker: its frames, or a track to take them from. */
export type SamplerStart =
  | { readonly kind: 'frames'; readonly frames: ReadableStream<VideoFrame>; readonly everySeconds: number }
  | { readonly kind: 'track'; readonly track: CameraTrack; readonly everySeconds: number };

/** Asks the worker for the frame of a time as a small JPEG picture. */
export interface StillRequest {
  readonly kind: 'still';
  readonly timestamp: number;
}

/** What the worker tells the page. `still` answers a request of that time. `unable`: this way does not work here; another must be found. */
export type SamplerReport =
  | { readonly kind: 'ready' }
  | { readonly kind: 'sample'; readonly sample: FrameSample }
  | { readonly kind: 'still'; readonly timestamp: number; readonly picture: Blob | undefined }
  | { readonly kind: 'ended' }
  | { readonly kind: 'unable'; readonly reason: string };

/** Frames come a little unevenly: one that is this much early still counts. */
const earlySeconds = 0.02;

/** Reads frames to their end, closing each one; hands on one sample every so many seconds. */
export async function sampleFrames(
  frames: ReadableStream<VideoFrame>,
  everySeconds: number,
  toGray: (frame: VideoFrame) => Promise<GrayFrame>,
  hear: (sample: FrameSample) => void,
): Promise<void> {
  let last = -Infinity;
  let timestamps: number[] = [];
  const reader = frames.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const frame = next.value;
    try {
      const timestamp = frame.timestamp / 1e6;
      timestamps.push(timestamp);
      if (timestamp - last < everySeconds - earlySeconds) continue;
      last = timestamp;
      const readAt = performance.timeOrigin + performance.now();
      hear({ timestamp, readAt, timestamps, frame: await toGray(frame) });
      timestamps = [];
    } finally {
      frame.close();
    }
  }
}
