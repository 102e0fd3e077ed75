import { expect, onTestFinished, test } from 'vitest';
import { brightnessAt, play, readBack, seek } from '../../testing/browser/read-back';
import { blinksOf, soundsLate } from '../../testing/browser/sync';
import { Taping, type TapingOptions } from '../../testing/browser/taping';
import { drawnCamera, startWatching, until } from '../../testing/browser/watching';
import { openMediaWorker } from '../media/media-worker';
import type { SourceKind } from './recording';

const place = [0.4, 0.3, 0.2, 0.4] as const;

function tape(options: TapingOptions): Taping {
  const taping = new Taping(options);
  onTestFinished(() => taping.stop());
  return taping;
}

for (const only of ['recorder', 'codecs'] satisfies SourceKind[]) {
  test(`a clip of the ${only} begins at zero with a key frame, plays, seeks, and sounds as it looks`, async () => {
    const camera = drawnCamera({ framesPerSecond: 15 });
    const taping = tape({ only, preSeconds: 5, keepFrom: 8 });
    await until(() => taping.now > 4);
    for (let i = 0; i < 4; i++) {
      await camera.blink(place);
      const blinkedAt = taping.now;
      await until(() => taping.now > blinkedAt + 0.7);
    }
    await until(() => taping.recordedUntil > 11);
    expect(taping.details.at(-1)).toMatchObject({ source: only, microphone: true });
    const media = openMediaWorker();
    onTestFinished(() => media.close());
    const { file, description } = await taping.clip(8, { preSeconds: 5, postSeconds: 3, longestSeconds: 60 }, media);

    expect(description.preSeconds).toBeGreaterThanOrEqual(5);
    expect(description.preSeconds).toBeLessThanOrEqual(6.2);
    expect(description.postSeconds).toBeCloseTo(3, 0);
    const read = await readBack(file);
    expect(read.video[0]).toMatchObject({ timestamp: 0, key: true });
    expect(read.audio[0]!.timestamp).toBeLessThan(0.1);
    expect(read.durationSeconds).toBeCloseTo(description.durationSeconds, 1);
    const player = await play(file);
    await seek(player, 7);
    await seek(player, 1);
    expect(player.currentTime).toBeCloseTo(1, 1);

    const late = soundsLate(await blinksOf(file, place)).map(Math.abs);
    expect(late).toHaveLength(4);
    // A busy machine draws blinks a picture or two late; sound that is off is so at every one. `bench clip` has figures.
    expect(Math.min(...late)).toBeLessThan(0.06);
    expect(Math.max(...late)).toBeLessThan(0.25);
  });
}

test('a recorder whose key frames stay far apart gives way to the codecs, and no PRE is lost', async () => {
  const camera = drawnCamera();
  withoutKeyFrames();
  const { heard } = startWatching();
  await until(() => heard.details.at(-1)?.source === 'codecs', 60);
  const measured = heard.details.filter(({ source }) => source === 'recorder').at(-1)!;
  expect(measured.keyFrameSeconds).toBeGreaterThan(2.5);
  const shownAtMs = camera.show(place);
  await until(() => heard.events.length > 0);
  const { announcement, clip } = heard.events[0]!;
  const { preSeconds } = announcement.clip!;
  expect(preSeconds).toBeGreaterThanOrEqual(5);
  expect(preSeconds).toBeLessThanOrEqual(6.2);
  const appears = preSeconds - (Date.parse(announcement.at) - shownAtMs) / 1_000;
  const player = await play(clip!);
  await seek(player, appears - 0.2);
  expect(brightnessAt(player, place)).toBeLessThan(200);
  await seek(player, appears + 0.2);
  expect(brightnessAt(player, place)).toBeGreaterThan(200);
  expect(heard.sessions).toHaveLength(1);
  expect(heard.kinds).not.toContain('blind');
});

test('without codecs a recorder whose key frames stay far apart keeps more, so that PRE is never short', async () => {
  const camera = drawnCamera();
  withoutKeyFrames();
  without('VideoEncoder');
  const { heard } = startWatching();
  await until(() => (heard.details.at(-1)?.keyFrameSeconds ?? 0) > 2.5, 60);
  camera.show(place);
  await until(() => heard.events.length > 0);
  expect(heard.details.at(-1)!.source).toBe('recorder');
  const { clip, announcement } = heard.events[0]!;
  expect(announcement.clip!.preSeconds).toBeGreaterThanOrEqual(5);
  expect((await readBack(clip!)).video[0]).toMatchObject({ timestamp: 0, key: true });
});

test('a browser without a recorder records with its codecs', async () => {
  const camera = drawnCamera({ microphone: false });
  without('MediaRecorder');
  const { heard } = startWatching();
  await until(() => heard.samples.length > 28);
  expect(heard.details.at(-1)).toMatchObject({ source: 'codecs', microphone: false });
  camera.show(place);
  await until(() => heard.events.length > 0);
  expect(heard.events[0]!.announcement.clip!.preSeconds).toBeGreaterThanOrEqual(5);
});

/** Lets the browser's recorder place its key frames as it likes, until the test is finished. */
function withoutKeyFrames(): void {
  const original = globalThis.MediaRecorder;
  globalThis.MediaRecorder = class extends original {
    constructor(stream: MediaStream, { mimeType = '' }: MediaRecorderOptions = {}) {
      super(stream, { mimeType });
    }
  };
  onTestFinished(() => {
    globalThis.MediaRecorder = original;
  });
}

/** Takes a part of the browser away until the test is finished. */
function without(name: 'MediaRecorder' | 'VideoEncoder'): void {
  const original = Object.getOwnPropertyDescriptor(globalThis, name)!;
  Reflect.deleteProperty(globalThis, name);
  onTestFinished(() => {
    Object.defineProperty(globalThis, name, original);
  });
}
