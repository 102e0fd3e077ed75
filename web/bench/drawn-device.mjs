// A camera and a microphone for the browser that cost it what real ones cost: a quiet room, a little noise in both.
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const [width, height, framesPerSecond] = [1280, 720, 15];
const frames = 30;
const sampleRate = 48_000;
const soundSeconds = 4;

/**
 * Writes both files into a folder.
 *
 * @param {string} folder
 * @returns {Promise<readonly string[]>} the browser's flags that make them its camera and microphone
 */
export async function drawnDevice(folder) {
  const [video, sound] = [join(folder, 'room.y4m'), join(folder, 'room.wav')];
  await writeVideo(video);
  await writeFile(sound, noise());
  return [`--use-file-for-fake-video-capture=${video}`, `--use-file-for-fake-audio-capture=${sound}`];
}

/** @param {string} path */
async function writeVideo(path) {
  const file = await open(path, 'w');
  try {
    await file.write(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420\n`);
    for (let i = 0; i < frames; i++) {
      await file.write('FRAME\n');
      await file.write(picture(i));
    }
  } finally {
    await file.close();
  }
}

/** A wall, a floor and a cupboard, with grain as in a dim room. @param {number} index */
function picture(index) {
  const bytes = Buffer.alloc((width * height * 3) / 2, 128);
  let seed = index + 1;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
      const shade = y > height * 0.7 ? 70 : x > width * 0.1 && x < width * 0.25 && y > height * 0.2 ? 95 : 140;
      bytes[y * width + x] = shade + ((x * 7 + y * 3) % 13) + ((seed >> 16) % 5) - 2;
    }
  return bytes;
}

/** Four seconds of faint noise as a WAV file. */
function noise() {
  const samples = sampleRate * soundSeconds;
  const bytes = Buffer.alloc(44 + samples * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + samples * 2, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(sampleRate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i++) bytes.writeInt16LE(Math.round((Math.random() - 0.5) * 200), 44 + i * 2);
  return bytes;
}
