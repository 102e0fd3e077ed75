import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { inspect, writeCameraFile, writeSoundFile } from './footage.mjs';
import { UsageError } from './options.mjs';

const folder = mkdtempSync(join(tmpdir(), 'nightjar-footage-'));
const drawn = join(folder, 'drawn.webm');
const sound = join(folder, 'sound.webm');
const program = process.env.FFMPEG ?? 'ffmpeg';
const environment = process.env.FFMPEG_LIBRARIES
  ? { ...process.env, LD_LIBRARY_PATH: process.env.FFMPEG_LIBRARIES }
  : process.env;

/** @param {string[]} words */
const ffmpeg = (...words) => execFileSync(program, ['-v', 'error', ...words], { env: environment });

before(() => {
  ffmpeg('-f', 'lavfi', '-i', 'testsrc=size=162x90:rate=12:duration=2', '-c:v', 'libvpx', drawn);
  ffmpeg('-f', 'lavfi', '-i', 'sine=duration=1', '-c:a', 'libopus', sound);
});
after(() => rmSync(folder, { recursive: true }));

test('writes every frame at the video’s own rate, then holds the last one', async () => {
  const target = join(folder, 'camera.y4m');
  const footage = await inspect(drawn);
  const { videoSeconds } = await writeCameraFile(drawn, footage, 3, target);

  assert.deepEqual([footage.width, footage.height, footage.frameRate], [162, 90, '12/1']);
  assert.equal(videoSeconds, 2);
  const content = readFileSync(target);
  const header = content.subarray(0, content.indexOf('\n')).toString();
  assert.match(header, /^YUV4MPEG2 W162 H90 F12:1 /);
  const frames = 5 * 12;
  const frameBytes = 'FRAME\n'.length + 162 * 90 * 1.5;
  assert.equal(content.length, header.length + 1 + frames * frameBytes);
  const [last, held] = [content.subarray(-frameBytes), content.subarray(-36 * frameBytes, -35 * frameBytes)];
  assert.ok(last.equals(held));
});

for (const [name, make, sentence] of /** @type {[string, () => string, RegExp][]} */ ([
  ['is not there', () => join(folder, 'none.webm'), /There is no video at/],
  ['is a folder', () => folder, /is not a file/],
  ['holds only sound', () => sound, /holds no moving picture/],
  [
    'is text',
    () => {
      const path = join(folder, 'text.webm');
      writeFileSync(path, 'not a video');
      return path;
    },
    /is not a video that can be read/,
  ],
]))
  test(`says so when the video ${name}`, async () => {
    await assert.rejects(inspect(make()), (error) => error instanceof UsageError && sentence.test(error.message));
  });

test('says so when the video breaks off in the middle', async () => {
  const broken = join(folder, 'broken.mp4');
  ffmpeg('-i', drawn, '-c:v', 'mpeg4', '-movflags', '+faststart', broken);
  const footage = await inspect(broken);
  const whole = readFileSync(broken);
  whole.fill(0x5a, statSync(broken).size - 6000);
  writeFileSync(broken, whole);
  await assert.rejects(
    writeCameraFile(broken, footage, 1, join(folder, 'broken.y4m')),
    (error) => error instanceof UsageError && /is broken/.test(error.message),
  );
});

test('a sound becomes what the microphone of the browser plays', async () => {
  const target = join(folder, 'microphone.wav');
  await writeSoundFile(sound, target);
  const file = readFileSync(target);
  assert.equal(file.toString('latin1', 8, 12), 'WAVE');
  assert.deepEqual([file.readUInt16LE(22), file.readUInt32LE(24), file.readUInt16LE(34)], [1, 48_000, 16]);
});

test('a sound that is none is refused with a sentence', async () => {
  await assert.rejects(writeSoundFile(join(folder, 'absent.wav'), join(folder, 'x.wav')), /There is no sound at/);
  await assert.rejects(writeSoundFile(drawn, join(folder, 'x.wav')), /holds no sound that can be read/);
});
