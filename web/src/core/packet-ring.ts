/** What the ring needs to know of an encoded packet. Times in seconds on the recording's clock. */
export interface RingPacket {
  readonly timestamp: number;
  readonly duration: number;
  /** Can be decoded without those before it. For sound: always. */
  readonly key: boolean;
  readonly byteLength: number;
}

/** How much a ring may hold, whatever happens. */
export interface RingLimits {
  readonly mostSeconds: number;
  readonly mostBytes: number;
}

/** The encoded packets of the last seconds, pictures and sound apart, each in the order of decoding. */
export class PacketRing<Packet extends RingPacket> {
  readonly #limits: RingLimits;
  #video: Packet[] = [];
  #audio: Packet[] = [];
  #bytes = 0;

  constructor(limits: RingLimits) {
    if (!(limits.mostSeconds > 0)) throw new RangeError(`mostSeconds must be positive, got ${limits.mostSeconds}`);
    if (!(limits.mostBytes > 0)) throw new RangeError(`mostBytes must be positive, got ${limits.mostBytes}`);
    this.#limits = limits;
  }

  get video(): readonly Packet[] {
    return this.#video;
  }

  get audio(): readonly Packet[] {
    return this.#audio;
  }

  /** Of all packets together. */
  get bytes(): number {
    return this.#bytes;
  }

  /** End of the newest picture; `undefined` while there is none. */
  get newest(): number | undefined {
    const last = this.#video.at(-1);
    return last && last.timestamp + last.duration;
  }

  /**
   * Takes a picture, then lets go of what lies before `keepFrom`: whole groups of pictures only, so that the ring
   * always begins with a key frame at or before that time.
   */
  addVideo(packet: Packet, keepFrom: number): void {
    // What comes before the first key frame can never be shown.
    if (this.#video.length === 0 && !packet.key) return;
    this.#video.push(packet);
    this.#bytes += packet.byteLength;
    if (packet.key) this.#evict(keepFrom);
    // Without another key frame nothing but all of it can go.
    else if (this.#isOver() && this.#secondKey() < 0) this.clear();
  }

  addAudio(packet: Packet): void {
    this.#audio.push(packet);
    this.#bytes += packet.byteLength;
    // Without a picture nothing else ends the sound's growth.
    while (this.#isOver() && this.#audio.length > 1 && this.#video.length === 0) this.#dropAudio(1);
  }

  clear(): void {
    this.#video = [];
    this.#audio = [];
    this.#bytes = 0;
  }

  #evict(keepFrom: number): void {
    for (;;) {
      const second = this.#secondKey();
      if (second < 0) return;
      if (this.#video[second]!.timestamp > keepFrom && !this.#isOver()) return;
      for (const packet of this.#video.splice(0, second)) this.#bytes -= packet.byteLength;
      const first = this.#video[0]!.timestamp;
      const kept = this.#audio.findIndex((packet) => packet.timestamp + packet.duration > first);
      this.#dropAudio(kept < 0 ? this.#audio.length : kept);
    }
  }

  #secondKey(): number {
    return this.#video.findIndex((packet, index) => index > 0 && packet.key);
  }

  #dropAudio(count: number): void {
    for (const packet of this.#audio.splice(0, count)) this.#bytes -= packet.byteLength;
  }

  #isOver(): boolean {
    const first = this.#video[0] ?? this.#audio[0];
    const last = this.#video.at(-1) ?? this.#audio.at(-1);
    const seconds = first && last ? last.timestamp + last.duration - first.timestamp : 0;
    return this.#bytes > this.#limits.mostBytes || seconds > this.#limits.mostSeconds;
  }
}
