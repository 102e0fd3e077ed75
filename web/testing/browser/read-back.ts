import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input, type InputTrack } from 'mediabunny';

/** One packet of a file: seconds, and whether it stands on its own. */
export interface ReadPacket {
  readonly timestamp: number;
  readonly duration: number;
  readonly key: boolean;
}

/** Reads a file's packets with a demuxer. */
export async function readBack(file: Blob) {
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  const video = await input.getPrimaryVideoTrack();
  const audio = await input.getPrimaryAudioTrack();
  const read = {
    mimeType: await input.getMimeType(),
    durationSeconds: await input.computeDuration(),
    video: await packetsOf(video),
    audio: await packetsOf(audio),
  };
  input.dispose();
  return read;
}

async function packetsOf(track: InputTrack | null): Promise<ReadPacket[]> {
  const packets: ReadPacket[] = [];
  if (!track) return packets;
  for await (const { timestamp, duration, type } of new EncodedPacketSink(track).packets())
    packets.push({ timestamp, duration, key: type === 'key' });
  return packets;
}

/** A file in a player: waits for its first picture. */
export async function play(file: Blob): Promise<HTMLVideoElement> {
  const video = Object.assign(document.createElement('video'), { muted: true, src: URL.createObjectURL(file) });
  document.body.append(video);
  await happens(video, 'loadeddata');
  return video;
}

/** Seeks, and waits until the player shows that moment. */
export async function seek(video: HTMLVideoElement, seconds: number): Promise<void> {
  const seeked = happens(video, 'seeked');
  video.currentTime = seconds;
  await seeked;
}

/** Mean brightness (0–255) of a part of the picture now shown, in shares of it. */
export function brightnessAt(video: HTMLVideoElement, part: Part): number {
  return brightness(video, video.videoWidth, video.videoHeight, part);
}

/** The same of a picture. */
export function brightnessOf(picture: ImageBitmap, part: Part): number {
  return brightness(picture, picture.width, picture.height, part);
}

type Part = readonly [number, number, number, number];

function brightness(picture: CanvasImageSource, width: number, height: number, [x, y, w, h]: Part): number {
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(x * width, y * height, w * width, h * height);
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) sum += (data[i]! + data[i + 1]! + data[i + 2]!) / 3;
  return sum / (data.length / 4);
}

function happens(video: HTMLVideoElement, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The player gave no ${name} within 10 s`)), 10_000);
    const settle = (then: () => void) => {
      clearTimeout(timer);
      then();
    };
    video.addEventListener(name, () => settle(resolve), { once: true });
    video.addEventListener('error', () => settle(() => reject(new Error(video.error?.message ?? 'cannot play'))), {
      once: true,
    });
  });
}
