import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** What a camera is to see: a room, whose light is switched, and a figure that walks through it for a while. */
export interface DrawnFootage {
  readonly seconds: number;
  /** When the figure walks, in seconds from the start; absent: nobody comes. */
  readonly walk?: { readonly from: number; readonly to: number };
  /** When the light is switched on, and shows a bag that was not seen before; absent: the light stays. */
  readonly lightFrom?: number;
}

const width = 640;
const height = 360;
export const framesPerSecond = 12;

/** A picture in the planes of yuv420p. */
interface Picture {
  readonly luma: Buffer;
  readonly blue: Buffer;
  readonly red: Buffer;
}

/** A part of the picture in pixels. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Writes drawn footage as a y4m file, which Chromium's file camera plays at its own frame rate, again and again. */
export async function drawFootage(footage: DrawnFootage, path: string): Promise<void> {
  const file = createWriteStream(path);
  file.write(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420\n`);
  const room = drawRoom();
  const noise = grain();
  for (let frame = 0; frame < footage.seconds * framesPerSecond; frame++) {
    const picture = copyOf(room);
    const { walk, lightFrom = Infinity } = footage;
    const at = frame / framesPerSecond;
    if (at >= lightFrom) shine(picture);
    if (walk && at >= walk.from && at < walk.to) drawFigure(picture, (at - walk.from) / (walk.to - walk.from), at);
    noise(picture.luma);
    const written = file.write(Buffer.concat([Buffer.from('FRAME\n'), picture.luma, picture.blue, picture.red]));
    if (!written) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}

/** A wall that gets darker to one side, a floor, a window and a shelf. */
function drawRoom(): Picture {
  const picture = copyOf({
    luma: Buffer.alloc(width * height),
    blue: Buffer.alloc((width * height) / 4, 126),
    red: Buffer.alloc((width * height) / 4, 131),
  });
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const wall = 168 - Math.round((x / width) * 36) + (y % 24 === 0 ? -6 : 0);
      picture.luma[y * width + x] = y < 250 ? wall : 92 + ((x + y) % 32 === 0 ? 10 : 0);
    }
  }
  paint(picture, { x: 60, y: 40, w: 120, h: 110 }, 205, 138, 118);
  paint(picture, { x: 470, y: 90, w: 120, h: 14 }, 70, 118, 140);
  paint(picture, { x: 490, y: 52, w: 16, h: 38 }, 110, 150, 110);
  return picture;
}

/** A head, a coat, two legs that walk; from the left edge to the right. */
function drawFigure(picture: Picture, share: number, at: number): void {
  const x = Math.round(-40 + share * (width + 40));
  const stride = Math.round(14 * Math.sin(at * 2 * Math.PI));
  paint(picture, { x: x + 14, y: 92, w: 32, h: 38 }, 150, 112, 152);
  paint(picture, { x, y: 130, w: 60, h: 96 }, 48, 150, 112);
  paint(picture, { x: x + 8 + stride, y: 226, w: 16, h: 90 }, 34, 128, 128);
  paint(picture, { x: x + 36 - stride, y: 226, w: 16, h: 90 }, 34, 128, 128);
}

/** A third brighter everywhere, and a bag stands in the room. */
function shine(picture: Picture): void {
  for (let i = 0; i < picture.luma.length; i++) picture.luma[i] = Math.min(235, (picture.luma[i] ?? 0) * 1.35);
  paint(picture, { x: 300, y: 215, w: 70, h: 60 }, 52, 140, 120);
}

function paint(picture: Picture, box: Box, luma: number, blue: number, red: number): void {
  fill(picture.luma, width, box, luma);
  const half = { x: box.x >> 1, y: box.y >> 1, w: box.w >> 1, h: box.h >> 1 };
  fill(picture.blue, width / 2, half, blue);
  fill(picture.red, width / 2, half, red);
}

function fill(plane: Buffer, stride: number, box: Box, value: number): void {
  const from = Math.max(0, box.x);
  const to = Math.min(stride, box.x + box.w);
  if (from >= to) return;
  for (let y = box.y; y < box.y + box.h; y++) plane.fill(value, y * stride + from, y * stride + to);
}

/** A camera's noise, a little and always the same: one step up or down at about one pixel in sixteen. */
function grain(): (luma: Buffer) => void {
  let seed = 1;
  return (luma) => {
    for (let i = 0; i < luma.length; i += 1 + (seed & 31)) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 3;
      luma[i] = (luma[i] ?? 0) + (seed & 32 ? 1 : -1);
    }
  };
}

function copyOf({ luma, blue, red }: Picture): Picture {
  return { luma: Buffer.from(luma), blue: Buffer.from(blue), red: Buffer.from(red) };
}
