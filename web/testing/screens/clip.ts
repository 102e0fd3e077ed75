import { BufferTarget, CanvasSource, Output, QUALITY_MEDIUM, WebMOutputFormat } from 'mediabunny';

/** Makes a clip that shows one drawn picture for so many seconds, one frame a second. @returns WebM in base64 */
export async function drawClip(svg: string, seconds: number): Promise<string> {
  const picture = new Image();
  picture.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const frames = new CanvasSource(canvas, { codec: 'vp8', bitrate: QUALITY_MEDIUM });
  output.addVideoTrack(frames);
  await output.start();
  for (let second = 0; second < seconds; second++) await frames.add(second, 1);
  await output.finalize();
  const bytes = new Uint8Array(target.buffer ?? new ArrayBuffer(0));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
