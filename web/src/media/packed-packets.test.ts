import { expect, test } from 'vitest';
import { buffersOf, type MediaPacket, pack, unpack } from './packed-packets';

const packets: MediaPacket[] = [
  { data: Uint8Array.of(1, 2, 3), byteLength: 3, timestamp: 4.5, duration: 0.1, key: true },
  { data: Uint8Array.of(9), byteLength: 1, timestamp: 4.6, duration: 0.04, key: false },
];

test('packets survive packing, and the originals stay usable', () => {
  const packed = structuredClone(pack(packets));
  expect(unpack(packed)).toEqual(packets);
  expect(packets[0]!.data).toEqual(Uint8Array.of(1, 2, 3));
});

test('handing over packed packets moves their buffers', () => {
  const packed = pack(packets);
  const moved = structuredClone(packed, { transfer: buffersOf(packed) });
  expect(packed.bytes.byteLength).toBe(0);
  expect(unpack(moved)).toEqual(packets);
});

test('nothing packs to nothing', () => {
  expect(unpack(pack([]))).toEqual([]);
});
