import type { CodecOrder, CodecReport } from './codec-messages';
import { buffersOf } from './packed-packets';
import { PictureEncoder } from './picture-encoder';
import { SoundEncoder } from './sound-encoder';
import { ArrivalOffset } from './sound-line';

const stopping = new AbortController();

function report(report: CodecReport): void {
  const batch = report.kind === 'video' || report.kind === 'audio' ? report.batch : undefined;
  postMessage(report, batch ? buffersOf(batch.packets) : []);
}

async function record({ frames, video, sounds, audio }: CodecOrder & { kind: 'start' }): Promise<void> {
  const pictures = new ArrivalOffset();
  const picture = new PictureEncoder(video, pictures, (batch) => report({ kind: 'video', batch }));
  const sound = audio && new SoundEncoder(audio, pictures, (batch) => report({ kind: 'audio', batch }));
  await Promise.all([
    picture.run(frames, stopping.signal),
    ...(sound && sounds ? [sound.run(sounds, stopping.signal)] : []),
  ]);
  report({ kind: 'ended' });
}

onmessage = ({ data }: MessageEvent<CodecOrder>) => {
  if (data.kind === 'stop') return stopping.abort();
  record(data).catch((error: unknown) => report({ kind: 'failed', reason: String(error) }));
};
report({ kind: 'ready' });
