import { expect, onTestFinished, test } from 'vitest';
import { brightnessAt, play, readBack, seek } from '../../testing/browser/read-back';
import { drawnCamera, startWatching, until } from '../../testing/browser/watching';

test('what moves becomes one event with a clip that shows it, from before until after', async () => {
  const camera = drawnCamera();
  const { heard } = startWatching();
  await until(() => heard.samples.length > 32);
  const place = [0.5, 0.3, 0.15, 0.4] as const;
  const shownAtMs = camera.show(place);
  await until(() => heard.events.length > 0);

  const [{ id, announcement, clip } = expect.fail('no event')] = heard.events;
  expect(heard.kinds).toEqual(expect.arrayContaining(['starting', 'watching', 'recording', 'building']));
  expect(heard.sessions).toHaveLength(1);
  expect(heard.sessions[0]!.id).toBe(announcement.sessionId);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const described = announcement.clip!;
  expect(described.preSeconds).toBeGreaterThanOrEqual(5);
  expect(described.preSeconds).toBeLessThanOrEqual(6.2);
  expect(described.postSeconds).toBeCloseTo(3, 0);
  expect(described.bytes).toBe(clip!.size);
  expect(described.contentType).toBe(clip!.type);

  const read = await readBack(clip!);
  expect(read.video[0]).toMatchObject({ timestamp: 0, key: true });
  expect(read.durationSeconds).toBeCloseTo(described.durationSeconds, 1);
  expect(read.audio.length).toBeGreaterThan(100);
  expect(Math.min(...read.audio.map(({ timestamp }) => timestamp))).toBeGreaterThanOrEqual(0);

  const player = await play(clip!);
  expect(player.duration).toBeCloseTo(described.durationSeconds, 1);
  // Where in the clip the thing must appear, by wall time alone.
  const appears = described.preSeconds - (Date.parse(announcement.at) - shownAtMs) / 1_000;
  await seek(player, appears - 0.2);
  const before = brightnessAt(player, place);
  await seek(player, appears + 0.2);
  expect(brightnessAt(player, place)).toBeGreaterThan(before + 40);
  await seek(player, described.durationSeconds - 0.3);
  expect(brightnessAt(player, place)).toBeGreaterThan(before + 40);
});

test('a quiet scene makes no event', async () => {
  drawnCamera();
  const { watching, heard } = startWatching();
  await until(() => heard.samples.length > 40);
  await watching.stop();
  expect(heard.events).toEqual([]);
  expect(new Set(heard.kinds)).toEqual(new Set(['starting', 'watching', 'stopped']));
});

test('stopping ends an event that is being recorded, and hands it on first', async () => {
  const camera = drawnCamera({ microphone: false });
  const { watching, heard } = startWatching();
  await until(() => heard.samples.length > 20);
  camera.walk();
  await until(() => heard.kinds.includes('recording'));
  await watching.stop();
  expect(heard.events).toHaveLength(1);
  expect(heard.kinds.at(-1)).toBe('stopped');
  const { announcement, clip } = heard.events[0]!;
  expect(announcement.clip!.postSeconds).toBeLessThan(3);
  expect((await readBack(clip!)).audio).toEqual([]);
});

test('a camera that is taken away is blind, and is watched again when it comes back', async () => {
  const camera = drawnCamera();
  const { heard } = startWatching();
  await until(() => heard.kinds.includes('watching'));
  camera.unplug();
  await until(() => heard.kinds.includes('blind'));
  expect(heard.states.find(({ kind }) => kind === 'blind')).toMatchObject({ reason: 'ended' });
  await until(() => heard.states.at(-1)!.kind === 'watching');
  expect(heard.sessions).toHaveLength(1);
});

test('a camera that gives no new picture is frozen', async () => {
  const camera = drawnCamera();
  const { heard } = startWatching();
  await until(() => heard.kinds.includes('watching'));
  camera.freeze();
  await until(() => heard.kinds.includes('blind'));
  expect(heard.states.find(({ kind }) => kind === 'blind')).toMatchObject({ reason: 'frozen' });
});

test('a camera that may not be used is blind, and says why', async () => {
  refuseCamera('NotAllowedError');
  const { watching, heard } = startWatching();
  await until(() => heard.kinds.includes('blind'));
  expect(heard.states.at(-1)).toMatchObject({ kind: 'blind', reason: 'permissionDenied' });
  await watching.stop();
  expect(heard.kinds).toEqual(['starting', 'blind', 'stopped']);
  expect(heard.sessions).toEqual([]);
});

test('a browser that records only WebM makes clips too', async () => {
  const camera = drawnCamera();
  supportOnly(/webm;codecs=vp8/);
  const { heard } = startWatching();
  await until(() => heard.samples.length > 26);
  camera.walk();
  await until(() => heard.events.length > 0);
  const { announcement, clip } = heard.events[0]!;
  expect(announcement.clip).toMatchObject({ contentType: 'video/webm' });
  expect(announcement.clip!.preSeconds).toBeGreaterThanOrEqual(5);
  const read = await readBack(clip!);
  expect(read.video[0]).toMatchObject({ timestamp: 0, key: true });
  const player = await play(clip!);
  await seek(player, 4);
  expect(player.duration).toBeCloseTo(announcement.clip!.durationSeconds, 1);
});

test("the browser's own camera and microphone are recorded and seen", async () => {
  const { heard } = startWatching();
  await until(() => heard.events.length > 0);
  const { announcement, clip } = heard.events[0]!;
  expect(announcement.trigger.type).toBe('motion');
  expect(announcement.clip!.preSeconds).toBeGreaterThanOrEqual(5);
  expect(announcement.clip!.preSeconds).toBeLessThanOrEqual(6.2);
  const read = await readBack(clip!);
  expect(read.video[0]).toMatchObject({ timestamp: 0, key: true });
  expect(heard.sessions[0]!.details).toMatchObject({ width: 320, height: 180, frameRate: 10, microphone: true });
  // The drawn video is empty for 9 s.
  const atSeconds = (Date.parse(announcement.at) - Date.parse(heard.sessions[0]!.startedAt)) / 1_000;
  expect(atSeconds).toBeGreaterThan(9);
  expect(atSeconds).toBeLessThan(10.5);
});

/** Lets this browser's camera refuse to open, until the test is finished. */
function refuseCamera(name: string): void {
  const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('refused', name));
  onTestFinished(() => {
    navigator.mediaDevices.getUserMedia = original;
  });
}

/** Lets this browser's recorder know only these formats, until the test is finished. */
function supportOnly(formats: RegExp): void {
  const original = MediaRecorder.isTypeSupported.bind(MediaRecorder);
  MediaRecorder.isTypeSupported = (type) => formats.test(type) && original(type);
  onTestFinished(() => {
    MediaRecorder.isTypeSupported = original;
  });
}
