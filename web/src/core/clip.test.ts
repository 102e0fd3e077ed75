import { expect, test } from 'vitest';
import { type ClipWish, clipIsComplete, clipNeedsFrom, mostAfterTrigger, selectClip } from './clip';
import type { RingPacket } from './packet-ring';

/** Ten pictures a second with a key frame every `gop` seconds; sound in pieces of 0.02 s. */
function recording(seconds: number, gop = 1) {
  const video: RingPacket[] = Array.from({ length: seconds * 10 }, (_, i) => ({
    timestamp: i / 10,
    duration: 0.1,
    key: i % (gop * 10) === 0,
    byteLength: 100,
  }));
  const audio: RingPacket[] = Array.from({ length: seconds * 50 }, (_, i) => ({
    timestamp: i / 50,
    duration: 0.02,
    key: true,
    byteLength: 10,
  }));
  return { video, audio };
}

const wish = (changes: Partial<ClipWish> = {}): ClipWish => ({
  triggeredAt: 30.4,
  preSeconds: 10,
  postSeconds: 8,
  longestSeconds: 60,
  ...changes,
});

function select(changes: Partial<ClipWish> = {}, { video, audio } = recording(60)) {
  return selectClip(wish(changes), video, audio)!;
}

test('starts with the key frame at or before the wished start', () => {
  const clip = select();
  expect(clip.video[0]).toMatchObject({ timestamp: 20, key: true });
  expect(clip.preSeconds).toBeCloseTo(10.4);
});

test('PRE is never short and at most one group of pictures longer', () => {
  for (let tenth = 0; tenth < 40; tenth++) {
    const { preSeconds } = select({ triggeredAt: 25 + tenth / 10 }, recording(60, 2));
    expect(preSeconds).toBeGreaterThanOrEqual(10 - 1e-3);
    expect(preSeconds).toBeLessThan(12);
  }
});

test('ends POST after the trigger', () => {
  const clip = select();
  expect(clip.postSeconds).toBeCloseTo(8);
  expect(clip.durationSeconds).toBeCloseTo(18.4);
});

test('an event that went on has a clip up to its end, with the whole of its PRE', () => {
  const clip = select({ endsAt: 52 });
  expect(clip.preSeconds).toBeCloseTo(10.4);
  expect(clip.postSeconds).toBeCloseTo(52 - 30.4);
  const { video } = recording(60);
  expect(clipIsComplete(wish({ endsAt: 52 }), video, 51)).toBe(false);
  expect(clipIsComplete(wish({ endsAt: 52 }), video, 52)).toBe(true);
});

test('an event that goes on is never longer than the longest clip, and keeps its PRE', () => {
  const clip = select({ endsAt: 59, longestSeconds: 25 });
  expect(clip.durationSeconds).toBeLessThanOrEqual(25);
  expect(clip.preSeconds).toBeGreaterThanOrEqual(10);
});

test('a clip that another event cuts short ends there', () => {
  expect(select({ endsAt: 33 }).postSeconds).toBeCloseTo(2.6);
});

test('the most after a trigger is what PRE leaves of the longest clip', () => {
  expect(mostAfterTrigger({ preSeconds: 10, postSeconds: 8, longestSeconds: 60 })).toBe(50);
  expect(mostAfterTrigger({ preSeconds: 20, postSeconds: 30, longestSeconds: 20 })).toBe(10);
});

test('cuts the tail so that the file fits the longest clip', () => {
  const clip = select({ longestSeconds: 15 });
  expect(clip.durationSeconds).toBeLessThanOrEqual(15);
  expect(clip.preSeconds).toBeGreaterThanOrEqual(7.5);
});

test('still shows what came after the trigger when PRE alone would fill the longest clip', () => {
  const clip = select({ preSeconds: 20, longestSeconds: 20 });
  expect(clip.durationSeconds).toBeLessThanOrEqual(20.0001);
  expect(clip.postSeconds).toBeGreaterThan(6.9);
});

test('shows no picture and no sound from before its start or after its end', () => {
  const clip = select();
  const end = clip.start + clip.durationSeconds;
  for (const packet of [...clip.video, ...clip.audio]) {
    expect(packet.timestamp).toBeGreaterThanOrEqual(clip.start);
    expect(packet.timestamp + packet.duration).toBeLessThanOrEqual(end + 1e-3);
  }
});

test('begins with what there is when the trigger comes soon after the start', () => {
  const clip = select({ triggeredAt: 4 });
  expect(clip.start).toBe(0);
  expect(clip.preSeconds).toBeCloseTo(4);
});

test('makes nothing from a recording without pictures', () => {
  expect(selectClip(wish(), [], recording(60).audio)).toBeUndefined();
});

test('is complete when the last wished picture has come, and not before', () => {
  const { video } = recording(60);
  expect(clipIsComplete(wish(), video, 38.3)).toBe(false);
  expect(clipIsComplete(wish(), video, 38.4)).toBe(true);
  expect(clipIsComplete(wish({ longestSeconds: 15 }), video, 38)).toBe(true);
  expect(clipIsComplete(wish(), [], 100)).toBe(false);
});

test('says from when on it needs packets', () => {
  expect(clipNeedsFrom(wish())).toBeCloseTo(20.4);
});
