import { expect, test } from 'vitest';
import { PacketRing, type RingPacket } from './packet-ring';

const limits = { mostSeconds: 120, mostBytes: 1_000_000 };

/** Ten pictures a second, a key frame every second; sound in pieces of 0.1 s. */
function packet(timestamp: number, key: boolean, byteLength = 100): RingPacket {
  return { timestamp, duration: 0.1, key, byteLength };
}

function fill(ring: PacketRing<RingPacket>, seconds: number, keepFrom: (now: number) => number): void {
  for (let i = 0; i < seconds * 10; i++) {
    ring.addAudio(packet(i / 10, true, 10));
    ring.addVideo(packet(i / 10, i % 10 === 0), keepFrom(i / 10));
  }
}

const lastTenSeconds = (now: number) => now - 10;

test('begins with a key frame at or before the kept time, never after it', () => {
  for (let seconds = 1; seconds <= 30; seconds++) {
    const ring = new PacketRing<RingPacket>(limits);
    fill(ring, seconds, lastTenSeconds);
    const newest = ring.video.at(-1)!.timestamp;
    expect(ring.video[0]!.key).toBe(true);
    expect(ring.video[0]!.timestamp).toBeLessThanOrEqual(Math.max(0, newest - 10));
  }
});

test('holds at most one group of pictures more than is kept', () => {
  const ring = new PacketRing<RingPacket>(limits);
  fill(ring, 60, lastTenSeconds);
  expect(ring.newest! - ring.video[0]!.timestamp).toBeLessThanOrEqual(12);
});

test('lets go of sound older than the first picture', () => {
  const ring = new PacketRing<RingPacket>(limits);
  fill(ring, 60, lastTenSeconds);
  expect(ring.audio[0]!.timestamp + 0.1).toBeGreaterThan(ring.video[0]!.timestamp);
  expect(ring.audio[0]!.timestamp).toBeLessThanOrEqual(ring.video[0]!.timestamp);
});

test('lets go of nothing that an event needs', () => {
  const ring = new PacketRing<RingPacket>(limits);
  fill(ring, 60, (now) => Math.min(now - 10, 20));
  expect(ring.video[0]!.timestamp).toBe(20);
});

test('stays within its seconds and bytes even when asked to keep everything', () => {
  const bySeconds = new PacketRing<RingPacket>({ ...limits, mostSeconds: 15 });
  fill(bySeconds, 60, () => 0);
  expect(bySeconds.newest! - bySeconds.video[0]!.timestamp).toBeLessThanOrEqual(16);
  const byBytes = new PacketRing<RingPacket>({ ...limits, mostBytes: 5_000 });
  fill(byBytes, 60, () => 0);
  expect(byBytes.bytes).toBeLessThanOrEqual(5_000 + 10 * 110);
});

test('counts the bytes it holds', () => {
  const ring = new PacketRing<RingPacket>(limits);
  fill(ring, 60, lastTenSeconds);
  const held = [...ring.video, ...ring.audio].reduce((sum, { byteLength }) => sum + byteLength, 0);
  expect(ring.bytes).toBe(held);
  ring.clear();
  expect(ring.bytes).toBe(0);
});

test('takes no picture before the first key frame', () => {
  const ring = new PacketRing<RingPacket>(limits);
  ring.addVideo(packet(0, false), -10);
  expect(ring.video).toEqual([]);
  ring.addVideo(packet(0.1, true), -10);
  expect(ring.video).toHaveLength(1);
});

test('sound alone does not grow without end', () => {
  const ring = new PacketRing<RingPacket>({ mostSeconds: 5, mostBytes: 1_000 });
  for (let i = 0; i < 1_000; i++) ring.addAudio(packet(i / 10, true));
  expect(ring.bytes).toBeLessThanOrEqual(1_000);
});

test('pictures whose key frames stop coming do not grow without end', () => {
  const ring = new PacketRing<RingPacket>({ mostSeconds: 5, mostBytes: 1_000_000 });
  for (let i = 0; i < 1_000; i++) {
    ring.addAudio(packet(i / 10, true, 10));
    ring.addVideo(packet(i / 10, i === 0), -Infinity);
    expect(ring.video.length).toBeLessThanOrEqual(51);
  }
  expect(ring.bytes).toBeLessThanOrEqual(51 * 110);
  ring.addVideo(packet(100, true), -Infinity);
  expect(ring.video).toHaveLength(1);
});

test('refuses limits that hold nothing', () => {
  expect(() => new PacketRing({ mostSeconds: 0, mostBytes: 1 })).toThrow('mostSeconds must be positive, got 0');
});
