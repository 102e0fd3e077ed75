import { beforeEach, expect, test, vi } from 'vitest';
import type { EventAnnouncement, RecordedPreview } from '../core/event';
import type { FrameSample } from '../media/frame-sampling';
import { Previews } from './previews';

const announcement: EventAnnouncement = {
  sessionId: 'session',
  at: '2026-07-01T10:00:00.000Z',
  trigger: { type: 'motion', score: 0.1, doubt: false },
};
const frame = { width: 1, height: 1, pixels: new Uint8Array(1) };

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

/** Samples whose stills say when they were taken. */
function sampleAt(timestamp: number, still: FrameSample['still'] = () => Promise.resolve(new Blob([`${timestamp}`]))) {
  return { timestamp, readAt: 0, timestamps: [timestamp], frame, still };
}

function listening(known: EventAnnouncement | undefined = announcement) {
  const heard: RecordedPreview<Blob>[] = [];
  const previews = new Previews({ announcement: () => known, suspected: (preview) => heard.push(preview) });
  const told = () =>
    Promise.all(heard.map(async ({ id, frames }) => [id, ...(await Promise.all(frames.map((one) => one.text())))]));
  return { previews, heard, told };
}

test('the frame of the trigger comes first, then those after it, before the clip is complete', async () => {
  const { previews, told, heard } = listening();
  previews.begin('event', sampleAt(10));
  for (const at of [10.1, 10.2, 10.3, 10.4]) previews.sample(sampleAt(at));
  await vi.advanceTimersByTimeAsync(0);
  expect(await told()).toEqual([['event', '10', '10.2', '10.3']]);
  expect(heard[0]!.announcement).toBe(announcement);
});

test('what has not come in time is left out', async () => {
  const { previews, told } = listening();
  previews.begin('event', sampleAt(10));
  previews.sample(sampleAt(10.2, () => new Promise(() => undefined)));
  await vi.advanceTimersByTimeAsync(500);
  previews.sample(sampleAt(10.7));
  expect(await told()).toEqual([['event', '10']]);
});

test('a frame that cannot be had is left out, and without any there is no preview', async () => {
  const { previews, told } = listening();
  previews.begin(
    'one',
    sampleAt(10, () => Promise.reject(new Error('closed'))),
  );
  previews.sample(sampleAt(10.2));
  previews.begin(
    'none',
    sampleAt(10.2, () => Promise.resolve(undefined)),
  );
  await vi.advanceTimersByTimeAsync(500);
  expect(await told()).toEqual([['one', '10.2']]);
});

test('when nothing more comes, what there is goes', async () => {
  const { previews, told } = listening();
  previews.begin('event', sampleAt(10));
  await vi.advanceTimersByTimeAsync(0);
  previews.finish();
  expect(await told()).toEqual([['event', '10']]);
});

test('no more than three are taken at once', async () => {
  const { previews, told } = listening();
  for (const id of ['a', 'b', 'c', 'd']) previews.begin(id, sampleAt(10));
  await vi.advanceTimersByTimeAsync(500);
  expect((await told()).map(([id]) => id)).toEqual(['a', 'b', 'c']);
});

test('an event that is known no more has no preview', async () => {
  const heard: unknown[] = [];
  const previews = new Previews({ announcement: () => undefined, suspected: (preview) => heard.push(preview) });
  previews.begin('event', sampleAt(10));
  await vi.advanceTimersByTimeAsync(500);
  expect(heard).toEqual([]);
});
