import { type CameraTrack, type SamplerReport, type SamplerStart, sampleFrames } from './frame-sampling';
import { GrayPictures } from './gray-picture';

/** Safari's, which exists in workers only and takes a track; TypeScript's library does not know of the track yet. */
interface WorkerWithProcessor {
  readonly MediaStreamTrackProcessor: new (init: { readonly track: CameraTrack }) => {
    readonly readable: ReadableStream<VideoFrame>;
  };
}

const pictures = new GrayPictures();

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
    (sample) => report({ kind: 'sample', sample }, [sample.frame.pixels.buffer as ArrayBuffer]),
  );
  report({ kind: 'ended' });
}

onmessage = ({ data }: MessageEvent<SamplerStart>) => {
  sample(data).catch((error: unknown) => report({ kind: 'unable', reason: String(error) }));
};
report({ kind: 'ready' });
