import {
  EncodedPacketSink,
  type EncodedPacket,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  ReadableStreamSource,
  WEBM,
} from 'mediabunny';
import type { MediaPacket } from '../media/packed-packets';
import { Blind } from './blind';
import type { Camera } from './camera';
import type { Recording, RecordingObserver, Source, VideoCoding } from './recording';
import { audioBitsPerSecond, videoBitsPerSecond } from './recording-format';

const timesliceMs = 1_000;
const keyFrameEveryMs = 1_000;
/** The demuxer looks back very little; this holds half a minute. */
const mostCachedBytes = 8 * 2 ** 20;

/** Not yet in TypeScript's library: https://w3c.github.io/mediacapture-record/ */
interface KeyFrameOptions extends MediaRecorderOptions {
  readonly videoKeyFrameIntervalDuration: number;
}

/** Both the browser's recorder and the demuxer remember something of every packet: about 10 MB a day. */
const longestSeconds = 30 * 60;

/** The browser's own recorder, whose file is taken apart as it grows. */
export function recorderSource(mimeType: string): Source {
  return {
    kind: 'recorder',
    mimeType,
    clock: 'own',
    longestSeconds,
    record: (camera, observer) => record(camera, mimeType, observer),
  };
}

function record({ stream, details }: Camera, mimeType: string, observer: RecordingObserver): Recording {
  const options: KeyFrameOptions = {
    mimeType,
    videoBitsPerSecond: videoBitsPerSecond(details),
    audioBitsPerSecond,
    // Without it key frames come every 4–6 s, and MP4 brings nothing for 8 s.
    videoKeyFrameIntervalDuration: keyFrameEveryMs,
  };
  const recorder = new MediaRecorder(stream, options);
  const bytes = bytesOf(recorder);
  const fail = (error: unknown) =>
    observer.failed(new Blind('cannotRecord', error instanceof Error ? error.message : String(error)));
  recorder.addEventListener('error', (event) => fail(event.error ?? 'The recorder failed'));
  const read = takeApart(bytes, observer).catch(fail);
  recorder.start(timesliceMs);
  return {
    async stop() {
      if (recorder.state !== 'inactive') recorder.stop();
      await read;
    },
  };
}

/** The recorder's chunks as one stream of bytes, in order, that ends when the recorder stops. */
function bytesOf(recorder: MediaRecorder): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      // Blobs are read one after the other: a small one must not overtake a large one.
      let last = Promise.resolve();
      const then = (step: () => Promise<void> | void) => {
        last = last.then(step).catch((error: unknown) => controller.error(error));
      };
      recorder.addEventListener('dataavailable', ({ data }) =>
        then(async () => controller.enqueue(new Uint8Array(await data.arrayBuffer()))),
      );
      recorder.addEventListener('stop', () => then(() => controller.close()));
    },
  });
}

async function takeApart(bytes: ReadableStream<Uint8Array>, observer: RecordingObserver): Promise<void> {
  const source = new ReadableStreamSource(bytes, { maxCacheSize: mostCachedBytes });
  const input = new Input({ source, formats: [MP4, WEBM, MATROSKA] });
  try {
    const video = await input.getPrimaryVideoTrack();
    const audio = await input.getPrimaryAudioTrack();
    if (!video) throw new Error('The recording has no picture');
    await Promise.all([readVideo(video, observer), ...(audio ? [readAudio(audio, observer)] : [])]);
  } finally {
    input.dispose();
  }
}

async function readVideo(track: InputVideoTrack, observer: RecordingObserver): Promise<void> {
  const codec = await track.getCodec();
  let coding: VideoCoding | undefined;
  for await (const packet of new EncodedPacketSink(track).packets()) {
    if (!coding) {
      const config = await track.getDecoderConfig();
      if (!codec || !config) throw new Error('The recording uses an unknown video codec');
      coding = { codec, config };
    }
    observer.video(mediaPacket(packet), coding);
  }
}

async function readAudio(track: InputAudioTrack, observer: RecordingObserver): Promise<void> {
  const codec = await track.getCodec();
  const config = await track.getDecoderConfig();
  if (!codec || !config) throw new Error('The recording uses an unknown audio codec');
  for await (const packet of new EncodedPacketSink(track).packets())
    observer.audio(mediaPacket(packet), { codec, config });
}

/** A copy: the packet's bytes are a view of a chunk, which would otherwise live as long as the packet. */
function mediaPacket({ data, byteLength, timestamp, duration, type }: EncodedPacket): MediaPacket {
  return { data: data.slice(), byteLength, timestamp, duration, key: type === 'key' };
}
