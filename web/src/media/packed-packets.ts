import type { RingPacket } from '../core/packet-ring';

/** An encoded packet with its bytes. */
export interface MediaPacket extends RingPacket {
  readonly data: Uint8Array;
}

/** Many packets in few buffers, so that they cross to a worker without being copied once more. */
export interface PackedPackets {
  /** All packets' bytes, one after the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sizes: Uint32Array<ArrayBuffer>;
  /** In seconds. */
  readonly timestamps: Float64Array<ArrayBuffer>;
  /** In seconds. */
  readonly durations: Float64Array<ArrayBuffer>;
  /** 1 for a key packet. */
  readonly keys: Uint8Array<ArrayBuffer>;
}

/** Copies packets together; the originals stay usable. */
export function pack(packets: readonly MediaPacket[]): PackedPackets {
  const packed: PackedPackets = {
    bytes: new Uint8Array(packets.reduce((sum, { byteLength }) => sum + byteLength, 0)),
    sizes: Uint32Array.from(packets, ({ byteLength }) => byteLength),
    timestamps: Float64Array.from(packets, ({ timestamp }) => timestamp),
    durations: Float64Array.from(packets, ({ duration }) => duration),
    keys: Uint8Array.from(packets, ({ key }) => (key ? 1 : 0)),
  };
  let offset = 0;
  for (const { data } of packets) {
    packed.bytes.set(data, offset);
    offset += data.byteLength;
  }
  return packed;
}

/** The packets again, as views of the packed bytes. */
export function unpack(packed: PackedPackets): MediaPacket[] {
  let offset = 0;
  return Array.from(packed.sizes, (byteLength, i) => {
    const data = packed.bytes.subarray(offset, offset + byteLength);
    offset += byteLength;
    return {
      data,
      byteLength,
      timestamp: packed.timestamps[i]!,
      duration: packed.durations[i]!,
      key: packed.keys[i] === 1,
    };
  });
}

/** The buffers to hand over when packed packets are sent. */
export function buffersOf({ bytes, sizes, timestamps, durations, keys }: PackedPackets): ArrayBuffer[] {
  return [bytes.buffer, sizes.buffer, timestamps.buffer, durations.buffer, keys.buffer];
}
