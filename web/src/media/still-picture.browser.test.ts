import { expect, onTestFinished, test } from 'vitest';
import { FrameCopies } from './frame-copies';
import { grayOf } from './gray-picture';
import { stillOf } from './still-picture';

/** A frame of one colour as cameras give it: brightness and two planes of colours at half the resolution. */
function aFrame(width: number, height: number, [y, u, v]: readonly [number, number, number], seconds = 0): VideoFrame {
  const bytes = new Uint8Array(width * height * 1.5).fill(y);
  bytes.fill(u, width * height, width * height * 1.25);
  bytes.fill(v, width * height * 1.25);
  const frame = new VideoFrame(bytes, {
    format: 'I420',
    codedWidth: width,
    codedHeight: height,
    timestamp: seconds * 1e6,
  });
  onTestFinished(() => frame.close());
  return frame;
}

const red = [81, 90, 240] as const;
const gray = [126, 128, 128] as const;

/** The still of a copied frame as size and first pixel. */
async function still(copies: FrameCopies, seconds: number) {
  const frame = copies.frameAt(seconds)!;
  onTestFinished(() => frame.close());
  const file = await stillOf({ picture: frame, width: frame.displayWidth, height: frame.displayHeight });
  expect(file!.type).toBe('image/jpeg');
  const picture = await createImageBitmap(file!);
  const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
  context.drawImage(picture, 0, 0);
  const [redness, greenness] = context.getImageData(5, 5, 1, 1).data;
  return { width: picture.width, height: picture.height, isRed: redness! > 200 && greenness! < 60 };
}

test('a copy shows what the frame showed after the frame was closed, in its colours', async () => {
  const copies = new FrameCopies();
  const frame = aFrame(1280, 720, red);
  const copy = await copies.take(frame);
  frame.close();
  expect(grayOf(copy).pixels[0]).toBe(81);
  expect(await still(copies, 0)).toEqual({ width: 640, height: 360, isRed: true });
});

test('a frame without a plane of brightness is copied too', async () => {
  const canvas = new OffscreenCanvas(320, 180);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#f00';
  context.fillRect(0, 0, 320, 180);
  const frame = new VideoFrame(canvas, { timestamp: 0 });
  onTestFinished(() => frame.close());
  const copies = new FrameCopies();
  expect(grayOf(await copies.take(frame)).pixels[0]).toBe(Math.floor(0.299 * 255));
  expect(await still(copies, 0)).toEqual({ width: 320, height: 180, isRed: true });
});

test('an upright picture stays upright, and no side is longer than 640 pixels', async () => {
  const copies = new FrameCopies();
  await copies.take(aFrame(720, 1280, red));
  expect(await still(copies, 0)).toMatchObject({ width: 360, height: 640 });
});

test('the frame that is asked for is found while it is one of the last two, else the newest one stands for it', async () => {
  const copies = new FrameCopies();
  await copies.take(aFrame(320, 180, red, 1));
  await copies.take(aFrame(320, 180, gray, 2));
  expect((await still(copies, 1)).isRed).toBe(true);
  await copies.take(aFrame(320, 180, gray, 3));
  expect((await still(copies, 1)).isRed).toBe(false);
});

test('without a frame there is no copy', () => {
  expect(new FrameCopies().frameAt(0)).toBeUndefined();
});

test('a picture that is hard to pack is made coarser until it is small enough', async () => {
  const canvas = new OffscreenCanvas(640, 640);
  const context = canvas.getContext('2d')!;
  const noise = context.createImageData(640, 640);
  for (let i = 0; i < noise.data.length; i += 65_536) crypto.getRandomValues(noise.data.subarray(i, i + 65_536));
  context.putImageData(noise, 0, 0);
  const file = await stillOf({ picture: canvas, width: 640, height: 640 });
  expect(file === undefined || file.size <= 100_000).toBe(true);
});
