import {
  type CameraTrack,
  type SamplerReport,
  type SamplerStart,
  sampleFrames,
  type StillRequest,
} from './frame-sampling';
import { FrameCopies } from './frame-copies';
import { grayOf } from './gray-picture';
import { stillOf } from './still-picture';

/** Safari's, which exists in workers only and takes a track; TypeScript's library does not know of the track yet. */
interface WorkerWithProcessor {
  readonly MediaStreamTrackProcessor: new (init: { readonly track: CameraTrack }) => {
    readonly readable: ReadableStream<VideoFrame>;
  };
}

const copies = new FrameCopies();

function framesOf(start: SamplerStart): ReadableStream<VideoFrame> {
  if (start.kind === 'frames') return start.frames;
  const { MediaStreamTrackProcessor: Processor } = globalThis as unknown as WorkerWithProcessor;
  return new Processor({ track: start.track }).readable;
}

function report(report: SamplerReport, transfer: Transferable[] = []): void {
  postMessage(report, transfer);
}

async function sample(start: SamplerStart): Promise<void> {
  await sampleFrames(
    framesOf(start),
    start.everySeconds,
    async (frame) => grayOf(await copies.take(frame)),
    (sample) => report({ kind: 'sample', sample }, [sample.frame.pixels.buffer as ArrayBuffer]),
  );
  report({ kind: 'ended' });
}

/** A still that cannot be made is none: the clip shows the same. */
async function still({ timestamp }: StillRequest): Promise<void> {
  report({ kind: 'still', timestamp, picture: await stillAt(timestamp).catch(() => undefined) });
}

async function stillAt(timestamp: number): Promise<Blob | undefined> {
  const frame = copies.frameAt(timestamp);
  if (!frame) return undefined;
  try {
    return await stillOf({ picture: frame, width: frame.displayWidth, height: frame.displayHeight });
  } finally {
    frame.close();
  }
}

onmessage = ({ data }: MessageEvent<SamplerStart | StillRequest>) => {
  if (data.kind === 'still') return void still(data);
  sample(data).catch((error: unknown) => report({ kind: 'unable', reason: String(error) }));
};
report({ kind: 'ready' });
