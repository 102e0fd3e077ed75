// The video that the browser of the tests shows as its camera: an empty room, then something walks through it.
import { closeSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const width = 320;
const height = 180;
const framesPerSecond = 10;
const seconds = 30;
const walk = { from: 9, to: 13 };

/** Where the video lies once {@link setup} has drawn it. */
export const drawnVideo = resolve(import.meta.dirname, '../node_modules/.cache/drawn-video.y4m');

/** Draws the video; Vitest calls this before the browser starts. */
export function setup() {
  mkdirSync(dirname(drawnVideo), { recursive: true });
  const unfinished = `${drawnVideo}.${process.pid}`;
  const file = openSync(unfinished, 'w');
  writeSync(file, `YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`);
  const colours = Buffer.alloc((width * height) / 2, 128);
  for (let i = 0; i < seconds * framesPerSecond; i++) {
    writeSync(file, 'FRAME\n');
    writeSync(file, frame(i / framesPerSecond, i));
    writeSync(file, colours);
  }
  closeSync(file);
  renameSync(unfinished, drawnVideo);
}

/**
 * @param {number} at seconds
 * @param {number} seed of the noise
 */
function frame(at, seed) {
  const pixels = Buffer.alloc(width * height);
  const walker = at < walk.from || at > walk.to ? -1 : ((at - walk.from) / (walk.to - walk.from)) * width;
  let noise = (seed + 1) >>> 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      noise = (Math.imul(noise, 1664525) + 1013904223) >>> 0;
      const isWalker = x >= walker && x < walker + 30 && walker >= 0 && y > 50 && y < 140;
      pixels[y * width + x] = (isWalker ? 220 : room(x, y)) + (noise >>> 30);
    }
  }
  return pixels;
}

/**
 * A wall with a door above a darker floor.
 *
 * @param {number} x
 * @param {number} y
 */
function room(x, y) {
  if (y > 126) return 80;
  return x > 40 && x < 80 && y > 36 ? 100 : 150;
}
