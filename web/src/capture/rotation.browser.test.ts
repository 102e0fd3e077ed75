import { expect, test } from 'vitest';
import { play, readBack, seek, brightnessAt } from '../../testing/browser/read-back';
import { drawnCamera, startWatching, until } from '../../testing/browser/watching';
import { countRecorders } from '../../testing/browser/recorders';

const place = [0.5, 0.3, 0.15, 0.4] as const;

test('an event right after a recorder took over shows all of its PRE', async () => {
  const recorders = countRecorders();
  const camera = drawnCamera();
  const { heard } = startWatching({ recorderSeconds: 4 });
  await until(() => recorders.started > 1 && recorders.running === 1);
  camera.show(place);
  await until(() => heard.events.length > 0);
  const { announcement, clip } = heard.events[0]!;
  expect(announcement.clip!.preSeconds).toBeGreaterThanOrEqual(5);
  expect(announcement.clip!.preSeconds).toBeLessThanOrEqual(6.2);
  expect(announcement.clip!.postSeconds).toBeCloseTo(3, 0);
  const read = await readBack(clip!);
  expect(read.video[0]).toMatchObject({ timestamp: 0, key: true });
});

test('a recorder that is due waits until the event that it records is over', async () => {
  const recorders = countRecorders();
  const camera = drawnCamera();
  const { heard } = startWatching({ recorderSeconds: 4 });
  // The next recorder runs beside the first one, and reaches back far enough in the middle of the event.
  await until(() => recorders.running === 2);
  await until(() => heard.samples.length > 40);
  camera.show(place);
  await until(() => heard.events.length > 0);
  const { announcement, clip } = heard.events[0]!;
  expect(announcement.clip!.preSeconds).toBeGreaterThanOrEqual(5);
  expect(announcement.clip!.postSeconds).toBeCloseTo(3, 0);
  const player = await play(clip!);
  expect(player.duration).toBeCloseTo(announcement.clip!.durationSeconds, 1);
  await seek(player, announcement.clip!.preSeconds + 2);
  expect(brightnessAt(player, place)).toBeGreaterThan(200);
  await until(() => recorders.ended > 0 && recorders.running === 1);
});

test('recorders follow each other for as long as it watches, one at work at a time but for the handing over', async () => {
  const recorders = countRecorders();
  drawnCamera({ microphone: false });
  const { watching, heard } = startWatching({ recorderSeconds: 2 });
  await until(() => recorders.ended >= 3, 60);
  expect(recorders.most).toBe(2);
  expect(new Set(heard.kinds)).toEqual(new Set(['starting', 'watching']));
  await watching.stop();
  expect(recorders.running).toBe(0);
});
