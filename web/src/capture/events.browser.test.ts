import { expect, test } from 'vitest';
import { brightnessOf, play, readBack, seek } from '../../testing/browser/read-back';
import { drawnCamera, shortSettings, startWatching, until } from '../../testing/browser/watching';
import { rectangle } from '../core/mask';

const place = [0.5, 0.3, 0.15, 0.4] as const;
// Above the hum: on a busy machine its sound has gaps, after which it rises again.
const listening = { sound: { on: true, leastDb: -20 } };

test('soon after a trigger a few frames are handed on, and later its clip', async () => {
  const camera = drawnCamera();
  const { heard } = startWatching();
  await until(() => heard.samples.length > 20);
  camera.walk();
  await until(() => heard.previews.length > 0);
  expect(heard.events).toEqual([]);
  expect(heard.previews[0]!.announcement.trigger).toMatchObject({ type: 'motion', doubt: false });
  expect(heard.previews[0]!.frames.length).toBeGreaterThan(1);
});

test('what a doubt is about is on all its frames, under the id of its clip', async () => {
  const camera = drawnCamera({ width: 1280, height: 720 });
  const { heard } = startWatching();
  await until(() => heard.samples.length > 20);
  camera.show(place);
  await until(() => heard.previews.length > 0);
  expect(heard.events).toEqual([]);
  const [{ id, announcement, frames } = expect.fail('no preview')] = heard.previews;
  expect(announcement.trigger).toMatchObject({ type: 'motion', doubt: true });
  expect(announcement.clip).toBeUndefined();
  expect(announcement.why!.curve.length).toBeGreaterThan(10);
  expect(frames.length).toBeGreaterThan(0);
  expect(frames.length).toBeLessThanOrEqual(3);
  for (const frame of frames) {
    expect(frame.type).toBe('image/jpeg');
    expect(frame.size).toBeLessThan(200_000);
    const picture = await createImageBitmap(frame);
    expect([picture.width, picture.height]).toEqual([640, 360]);
    expect(brightnessOf(picture, place)).toBeGreaterThan(200);
  }
  await until(() => heard.events.length > 0);
  expect(heard.events[0]!.id).toBe(id);
  expect(heard.events[0]!.announcement).toMatchObject({ at: announcement.at, trigger: announcement.trigger });
  expect(heard.previews).toHaveLength(1);
});

test('an event says why it began, with what was measured from the start of its clip to its end', async () => {
  const camera = drawnCamera();
  const { heard } = startWatching({ settings: { version: 7, sensitivity: 'high' } });
  await until(() => heard.samples.length > 32);
  camera.show(place);
  await until(() => heard.events.length > 0);
  const { why, clip, trigger } = heard.events[0]!.announcement;
  expect(why!.settings).toEqual({ version: 7, sensitivity: 'high', extension: false, ignoredAreas: 0 });
  expect(why!.motionThreshold).toBe(0.0012);
  const { curve } = why!;
  expect(curve.length).toBeLessThanOrEqual(240);
  expect(curve[0]!.atSeconds).toBeLessThan(0.3);
  expect(curve.at(-1)!.atSeconds).toBeGreaterThan(clip!.durationSeconds - 0.5);
  const before = curve.filter(({ atSeconds }) => atSeconds < clip!.preSeconds - 2.5);
  expect(Math.max(...before.map(({ share = 0 }) => share))).toBeLessThan(0.0012);
  expect(Math.max(...curve.map(({ share = 0 }) => share))).toBeGreaterThanOrEqual(trigger.changedShare! - 0.00001);
});

test('a sound begins an event, and its clip has it', async () => {
  const camera = drawnCamera();
  const { heard } = startWatching({ settings: listening });
  await until(() => heard.samples.length > 32);
  camera.ring(0.5);
  await until(() => heard.kinds.includes('recording'));
  camera.ring(0);
  await until(() => heard.events.length > 0);
  const { announcement, clip } = heard.events[0]!;
  expect(announcement.trigger).toMatchObject({ type: 'sound', doubt: false });
  expect(announcement.trigger.levelDb).toBeGreaterThan(-35);
  expect(announcement.trigger.riseDb).toBeGreaterThan(7);
  expect(announcement.why!.soundThresholdDb).toBeGreaterThanOrEqual(7);
  expect(Math.max(...announcement.why!.curve.map(({ riseDb = -99 }) => riseDb))).toBeGreaterThan(20);
  expect(announcement.clip!.preSeconds).toBeGreaterThanOrEqual(5);
  expect(heard.previews[0]!.frames.length).toBeGreaterThan(0);
  const audio = await loudnessOf(clip!);
  const loudest = audio.indexOf(Math.max(...audio)) / 20;
  expect(Math.abs(loudest - announcement.clip!.preSeconds)).toBeLessThan(1.5);
  expect(heard.hearings.at(-1)).toBe('listening');
});

test('with the sound trigger off the level is shown all the same, and begins nothing', async () => {
  const camera = drawnCamera();
  const { heard } = startWatching();
  await until(() => heard.samples.length > 20);
  const quiet = heard.samples.at(-1)!;
  expect(quiet.levelDb).toBeLessThan(-20);
  expect(quiet.soundThresholdDb).toBeGreaterThanOrEqual(7);
  camera.ring(0.5);
  await until(() => heard.samples.at(-1)!.levelDb! > -15);
  expect(Math.max(...heard.samples.map(({ riseDb = 0 }) => riseDb))).toBeGreaterThan(15);
  const count = heard.samples.length;
  await until(() => heard.samples.length > count + 4);
  expect(heard.kinds).not.toContain('recording');
});

test('a camera without a microphone watches, and shows no level', async () => {
  const camera = drawnCamera({ microphone: false });
  const { heard } = startWatching({ settings: listening });
  await until(() => heard.samples.length > 20);
  expect(heard.hearings).toEqual(['none']);
  expect(heard.samples.every(({ levelDb, riseDb }) => levelDb === undefined && riseDb === undefined)).toBe(true);
  camera.show(place);
  await until(() => heard.events.length > 0);
  expect(heard.events[0]!.announcement.trigger.type).toBe('motion');
  expect(heard.events[0]!.announcement.why).not.toHaveProperty('soundThresholdDb');
});

test('an event that goes on has one clip that goes on, to the end of the movement and POST', async () => {
  const camera = drawnCamera();
  const { heard } = startWatching({ settings: { extension: true } });
  await until(() => heard.samples.length > 20);
  camera.walk();
  await until(() => heard.states.some((state) => state.kind === 'recording' && state.seconds >= 8));
  camera.clear();
  const clearedAt = performance.timeOrigin + performance.now();
  await until(() => heard.events.length > 0);
  expect(heard.events).toHaveLength(1);
  const { announcement, clip } = heard.events[0]!;
  const { preSeconds, postSeconds, durationSeconds } = announcement.clip!;
  const movedSeconds = (clearedAt - Date.parse(announcement.at)) / 1_000;
  expect(postSeconds).toBeGreaterThan(movedSeconds + 1.5);
  expect(postSeconds).toBeLessThan(movedSeconds + 4);
  expect(durationSeconds).toBeCloseTo(preSeconds + postSeconds, 2);
  const read = await readBack(clip!);
  expect(read.video[0]).toMatchObject({ timestamp: 0, key: true });
  expect(read.durationSeconds).toBeCloseTo(durationSeconds, 1);
  const player = await play(clip!);
  await seek(player, durationSeconds - 0.3);
  expect(player.currentTime).toBeCloseTo(durationSeconds - 0.3, 1);
});

test('no clip is longer than the longest, however long its event goes on', async () => {
  const camera = drawnCamera();
  const { heard } = startWatching({ longestClipSeconds: 11, settings: { extension: true } });
  await until(() => heard.samples.length > 20);
  camera.walk();
  await until(() => heard.events.length > 0);
  const { durationSeconds, preSeconds, postSeconds } = heard.events[0]!.announcement.clip!;
  expect(durationSeconds).toBeLessThanOrEqual(11);
  expect(preSeconds).toBeGreaterThanOrEqual(5);
  expect(postSeconds).toBeGreaterThan(4);
});

test('an event keeps the settings with which it began', async () => {
  const camera = drawnCamera();
  const { watching, heard } = startWatching();
  await until(() => heard.samples.length > 32);
  camera.walk();
  await until(() => heard.kinds.includes('recording'));
  watching.update({ ...shortSettings, version: 2, preSeconds: 20, postSeconds: 30 });
  await until(() => heard.events.length > 0);
  const { clip, why } = heard.events[0]!.announcement;
  expect(clip!.postSeconds).toBeCloseTo(3, 0);
  expect(clip!.preSeconds).toBeLessThan(6.2);
  expect(why!.settings).toMatchObject({ version: 1, extension: false });
});

test('what moves in an ignored area begins nothing and is shown as ignored, also in a mask drawn while watching', async () => {
  const camera = drawnCamera();
  const { watching, heard } = startWatching();
  await until(() => heard.samples.length > 16);
  watching.update({ ...shortSettings, version: 2, mask: [rectangle([0, 0.2, 1, 0.7])] });
  const count = heard.samples.length;
  camera.walk();
  await until(() => heard.samples.length > count + 24);
  expect(heard.kinds).not.toContain('recording');
  expect(Math.max(...heard.samples.map(({ ignoredShare = 0 }) => ignoredShare))).toBeGreaterThan(0.005);
  expect(heard.samples.some(({ ignoredCells = [] }) => ignoredCells.length > 2)).toBe(true);
  watching.update({ ...shortSettings, version: 3 });
  await until(() => heard.kinds.includes('recording'));
});

/** How loud a clip is, in each twentieth of a second from its start. */
async function loudnessOf(clip: Blob): Promise<number[]> {
  const audio = new OfflineAudioContext(1, 1, 48_000);
  const samples = (await audio.decodeAudioData(await clip.arrayBuffer())).getChannelData(0);
  return Array.from({ length: Math.floor(samples.length / 2_400) }, (_, i) =>
    samples.subarray(i * 2_400, (i + 1) * 2_400).reduce((sum, sample) => sum + sample * sample, 0),
  );
}
