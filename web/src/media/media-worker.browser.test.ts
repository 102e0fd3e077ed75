import { expect, onTestFinished, test } from 'vitest';
import { play, readBack, seek } from '../../testing/browser/read-back';
import { encodedPictures } from '../../testing/browser/encoded-pictures';
import { encodedSounds } from '../../testing/browser/encoded-sounds';
import { type ClipParts } from './build-clip';
import { openMediaWorker } from './media-worker';
import { pack } from './packed-packets';

const { signal } = new AbortController();

function worker() {
  const opened = openMediaWorker();
  onTestFinished(() => opened.close());
  return opened;
}

/** Three seconds of pictures that begin at second 100 of a recording. */
async function parts(codec: 'avc' | 'vp8'): Promise<ClipParts> {
  const { config, packets } = await encodedPictures(codec, { seconds: 3, from: 100 });
  return { video: { codec, config, packets: pack(packets) } };
}

for (const [codec, contentType] of [
  ['avc', 'video/mp4'],
  ['vp8', 'video/webm'],
] as const) {
  test(`${codec} packets become a ${contentType} file that begins at zero, plays and seeks`, async () => {
    const built = await worker().buildClip(await parts(codec), signal);
    expect(built.contentType).toBe(contentType);
    const file = new Blob([built.file], { type: contentType });
    const read = await readBack(file);
    expect(read.video).toHaveLength(30);
    expect(read.video[0]).toMatchObject({ timestamp: 0, key: true });
    // WebM does not say how long its last picture lasts.
    expect(Math.abs(read.durationSeconds - 3)).toBeLessThan(0.11);
    const player = await play(file);
    expect(player.duration).toBeCloseTo(3, 1);
    await seek(player, 2.5);
    await seek(player, 0.5);
    expect(player.currentTime).toBeCloseTo(0.5, 1);
  });
}

for (const codec of ['avc', 'vp8'] as const) {
  test(`sound that pauses stays where it was beside the pictures (${codec})`, async () => {
    const pictures = await parts(codec);
    const { config, packets } = await encodedSounds({ seconds: 3, from: 100 });
    const heard = packets.filter(({ timestamp }) => timestamp < 100.6 || timestamp >= 101.7);
    const { file, contentType } = await worker().buildClip(
      { ...pictures, audio: { codec: 'opus', config, packets: pack(heard) } },
      signal,
    );
    const clip = new Blob([file], { type: contentType });
    const read = await readBack(clip);
    const gap = read.audio.findIndex(({ timestamp }, i) => i > 0 && timestamp - read.audio[i - 1]!.timestamp > 0.5);
    expect(read.audio[0]!.timestamp).toBeCloseTo(0, 2);
    expect(read.audio[gap - 1]!.timestamp).toBeCloseTo(
      heard.findLast(({ timestamp }) => timestamp < 101)!.timestamp - 100,
      2,
    );
    expect(read.audio[gap]!.timestamp).toBeCloseTo(heard.find(({ timestamp }) => timestamp > 101)!.timestamp - 100, 2);
    expect(read.audio.at(-1)!.timestamp).toBeCloseTo(heard.at(-1)!.timestamp - 100, 2);
    const player = await play(clip);
    expect(player.duration).toBeCloseTo(3, 1);
    await seek(player, 2.2);
    expect(player.currentTime).toBeCloseTo(2.2, 1);
  });
}

test('the digest is that of the file', async () => {
  const { file, sha256 } = await worker().buildClip(await parts('avc'), signal);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', file));
  expect(sha256).toBe(Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''));
});

test('buffers are handed over, not copied', async () => {
  const handed = await parts('avc');
  await worker().buildClip(handed, signal);
  expect(handed.video.packets.bytes.byteLength).toBe(0);
});

test('pictures that do not begin with a key frame are refused', async () => {
  const { config, packets } = await encodedPictures('avc', { seconds: 1, from: 0 });
  const video = { codec: 'avc', config, packets: pack(packets.slice(1)) } as const;
  await expect(worker().buildClip({ video }, signal)).rejects.toThrow('A clip must begin with a key frame');
});

test('an aborted call rejects with the reason, and the worker serves the next one', async () => {
  const media = worker();
  const abort = new AbortController();
  const aborted = media.buildClip(await parts('avc'), abort.signal);
  abort.abort(new Error('no longer wanted'));
  await expect(aborted).rejects.toThrow('no longer wanted');
  expect((await media.buildClip(await parts('avc'), signal)).file.byteLength).toBeGreaterThan(1_000);
});

test('closing ends the calls under way', async () => {
  const media = openMediaWorker();
  const call = media.buildClip(await parts('avc'), signal);
  media.close();
  await expect(call).rejects.toThrow('The worker was closed');
});
