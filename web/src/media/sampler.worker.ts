import {
  type CameraTrack,
  type SamplerReport,
  type SamplerStart,
  sampleFrames,
  type StillRequest,
} from './frame-sampling';
import { GrayPictures } from './gray-picture';
import { RecentFrames } from './recent-frames';
import { stillOf } from './still-picture';

/** Safari's, which exists in workers only and takes a track; TypeScript's library does not know of the track yet. */
interface WorkerWithProcessor {
  readonly MediaStreamTrackProcessor: new (init: { readonly track: CameraTrack }) => {
    readonly readable: ReadableStream<VideoFrame>;
  };
}

const pictures = new GrayPictures();
const recent = new RecentFrames<VideoFrame>();

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
    (frame) => pictures.of(frame),
    recent,
    (sample) => report({ kind: 'sample', sample }, [sample.frame.pixels.buffer as ArrayBuffer]),
  );
  report({ kind: 'ended' });
}

/** A still that cannot be made is none: the clip shows the same. */
async function still({ timestamp }: StillRequest): Promise<void> {
  const frame = recent.at(timestamp);
  const shown = frame && { picture: frame, width: frame.displayWidth, height: frame.displayHeight };
  const picture = shown && (await stillOf(shown).catch(() => undefined));
  report({ kind: 'still', timestamp, picture });
}

onmessage = ({ data }: MessageEvent<SamplerStart | StillRequest>) => {
  if (data.kind === 'still') return void still(data);
  sample(data).catch((error: unknown) => report({ kind: 'unable', reason: String(error) }));
};
report({ kind: 'ready' });
