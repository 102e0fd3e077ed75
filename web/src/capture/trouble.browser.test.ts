import { expect, onTestFinished, test } from 'vitest';
import { drawnCamera, shortSettings, startWatching, until, watchOpenings } from '../../testing/browser/watching';

const place = [0.5, 0.3, 0.15, 0.4] as const;

test('a mute camera is blind, is kept open, and is watched again as soon as it shows a picture', async () => {
  const camera = drawnCamera();
  const openings = watchOpenings();
  const { heard } = startWatching();
  await until(() => heard.kinds.includes('watching'));
  camera.mute(true);
  await until(() => heard.kinds.includes('blind'));
  expect(heard.states.at(-1)).toMatchObject({ kind: 'blind', reason: 'muted' });
  expect(openings).toHaveLength(1);
  camera.mute(false);
  await until(() => heard.states.at(-1)!.kind === 'watching');
  expect(heard.sessions).toHaveLength(1);
});

test('a moment without a picture is no blindness', async () => {
  const camera = drawnCamera();
  const { heard } = startWatching();
  await until(() => heard.kinds.includes('watching'));
  camera.mute(true);
  const samples = heard.samples.length;
  await until(() => heard.samples.length > samples + 2);
  camera.mute(false);
  await until(() => heard.samples.length > samples + 14);
  expect(heard.kinds).not.toContain('blind');
});

test('a camera that is no longer allowed says so, and is watched again as soon as it is', async () => {
  const permission = fakePermission();
  drawnCamera();
  const openings = watchOpenings(() => (permission.state === 'denied' ? 'NotAllowedError' : undefined));
  const { heard } = startWatching();
  await until(() => heard.kinds.includes('watching'));
  permission.become('denied');
  await until(() => heard.kinds.includes('blind'));
  expect(heard.states.at(-1)).toMatchObject({ kind: 'blind', reason: 'permissionDenied' });
  permission.become('granted');
  // Sooner than it would be tried by itself.
  await until(() => heard.states.at(-1)!.kind === 'watching', 20);
  expect(heard.sessions).toHaveLength(1);
  expect(openings.length).toBeLessThanOrEqual(3);
});

test('a camera that another program has taken is tried again when the devices change', async () => {
  const camera = drawnCamera();
  let taken = false;
  const openings = watchOpenings(() => (taken ? 'NotReadableError' : undefined));
  const { heard } = startWatching();
  await until(() => heard.kinds.includes('watching'));
  taken = true;
  camera.unplug();
  await until(() => heard.states.some((state) => state.kind === 'blind' && state.reason === 'cameraTaken'));
  expect(heard.states.find(({ kind }) => kind === 'blind')).toMatchObject({ reason: 'ended' });
  // By now it waits for long between two tries.
  await until(() => openings.length >= 9, 60);
  taken = false;
  navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  await until(() => heard.states.at(-1)!.kind === 'watching', 5);
  expect(heard.sessions).toHaveLength(1);
});

test('a microphone that is taken away leaves a camera that sees, and is used again when it is back', async () => {
  const camera = drawnCamera();
  const openings = watchOpenings();
  const { heard } = startWatching();
  await until(() => heard.details.at(-1)?.microphone === true);
  camera.unplugMicrophone();
  await until(() => heard.details.at(-1)?.microphone === false);
  expect(openings).toHaveLength(1);
  navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  await until(() => heard.details.at(-1)?.microphone === true);
  expect(openings).toHaveLength(2);
  expect(heard.kinds).not.toContain('blind');
});

test('an event during which the camera goes away is handed on with what there is', async () => {
  const camera = drawnCamera();
  const { heard } = startWatching({ settings: { postSeconds: 20 } });
  await until(() => heard.samples.length > 24);
  camera.show(place);
  await until(() => heard.kinds.includes('recording'));
  camera.unplug();
  await until(() => heard.events.length > 0);
  expect(heard.events[0]!.announcement.clip!.postSeconds).toBeLessThan(15);
  await until(() => heard.states.at(-1)!.kind === 'watching');
});

test('another picture is asked for only when the event that is being recorded is over', async () => {
  const camera = drawnCamera();
  const openings = watchOpenings();
  const { watching, heard } = startWatching();
  await until(() => heard.samples.length > 28);
  camera.show(place);
  await until(() => heard.kinds.includes('recording'));
  const settings = { ...shortSettings, version: 2 };
  watching.update({
    ...settings,
    camera: { ...settings.camera, facing: 'user', height: 480, frameRate: 10, microphone: false },
  });
  await until(() => heard.events.length > 0);
  expect(heard.events[0]!.announcement.clip!.postSeconds).toBeCloseTo(3, 0);
  await until(() => openings.length > 1);
  expect(openings[1]!.audio).toBeUndefined();
  expect(openings[1]!.video).toMatchObject({
    facingMode: 'user',
    width: { ideal: 854 },
    height: { ideal: 480 },
    frameRate: { ideal: 10 },
  });
  await until(() => heard.details.at(-1)!.microphone === false);
  await until(() => heard.states.at(-1)!.kind === 'watching');
  expect(heard.sessions).toHaveLength(1);
  expect(heard.kinds).not.toContain('blind');
});

test('another lens is opened when it is chosen, and other settings open nothing', async () => {
  drawnCamera({ microphone: false });
  const openings = watchOpenings();
  const { watching, heard } = startWatching();
  await until(() => heard.kinds.includes('watching'));
  const before = openings.length;
  watching.update({ ...shortSettings, version: 2, postSeconds: 7 });
  watching.choose({ deviceId: 'wide' });
  await until(() => openings.length > before);
  expect(openings[before]!.video).toMatchObject({ deviceId: { exact: 'wide' } });
  expect(openings[before]!.video).not.toHaveProperty('facingMode');
});

/** The browser's word on the use of the camera, until the test is finished. */
function fakePermission() {
  const status = Object.assign(new EventTarget(), { state: 'granted' });
  const original = navigator.permissions.query.bind(navigator.permissions);
  navigator.permissions.query = () => Promise.resolve(status as PermissionStatus);
  onTestFinished(() => {
    navigator.permissions.query = original;
  });
  return {
    get state() {
      return status.state;
    },
    become(state: PermissionState) {
      status.state = state;
      status.dispatchEvent(new Event('change'));
    },
  };
}
