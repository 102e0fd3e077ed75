import { align, type Alignment } from '../core/alignment';
import { PacketRing, type RingLimits } from '../core/packet-ring';
import type { MediaPacket } from '../media/packed-packets';
import type { AudioCoding, VideoCoding } from './recording';

/** More than PRE is kept: a trigger is noticed a moment after its frame, when newer packets may be here already. */
const marginSeconds = 1;
/** Frames and packets that are compared to bring both onto one clock. */
const mostCompared = 200;
const alignEvery = 20;

/** The encoded past of one recording, and where it lies on the session's clock. */
export class Footage {
  readonly ring: PacketRing<MediaPacket>;
  /** When the recorder was started, in seconds on the session's clock. */
  readonly startedAt: number;
  #video?: VideoCoding;
  #audio?: AudioCoding;
  #frames: number[] = [];
  #packets: number[] = [];
  #alignment: Alignment | undefined;

  /** @param cameraOffset session time of the camera's time zero, where packets carry the times of the camera's frames */
  constructor(startedAt: number, limits: RingLimits, cameraOffset?: number) {
    this.startedAt = startedAt;
    this.ring = new PacketRing(limits);
    if (cameraOffset !== undefined) this.#alignment = { offset: cameraOffset, uncertainty: 0, isCertain: true };
  }

  /** Session time of the first picture that is kept; infinite while there is none. */
  get begins(): number {
    return (this.ring.video[0]?.timestamp ?? Infinity) + this.alignment.offset;
  }

  /** How the pictures are encoded; undefined until one has come. */
  get video(): VideoCoding | undefined {
    return this.#video;
  }

  /** How the sound is encoded; undefined until some has come. */
  get audio(): AudioCoding | undefined {
    return this.#audio;
  }

  /** False until enough has come to say when it was recorded. */
  get isAligned(): boolean {
    return this.#alignment !== undefined;
  }

  /** Where the recording lies on the session's clock: a guess by the recorder's start until it is aligned. */
  get alignment(): Alignment {
    return this.#alignment ?? { offset: this.startedAt - (this.#packets[0] ?? 0), uncertainty: 0.1, isCertain: false };
  }

  /** Takes the times of frames that the camera gave, on the session's clock. */
  sawFrames(times: readonly number[]): void {
    if (this.#frames.length < 2 * mostCompared) this.#frames.push(...times);
  }

  /** Takes a picture. `neededFrom`: session time from which on a running event needs packets. */
  addVideo(packet: MediaPacket, coding: VideoCoding, preSeconds: number, neededFrom = Infinity): void {
    this.#video = coding;
    this.#align(packet);
    const wanted = packet.timestamp - preSeconds - marginSeconds;
    const keepFrom = this.#alignment ? Math.min(wanted, neededFrom - this.#alignment.offset) : -Infinity;
    this.ring.addVideo(packet, keepFrom);
  }

  addAudio(packet: MediaPacket, coding: AudioCoding): void {
    this.#audio = coding;
    this.ring.addAudio(packet);
  }

  /** Tries again with every few packets until there is no doubt, or enough was compared. */
  #align(packet: MediaPacket): void {
    if (this.#alignment?.isCertain || this.#packets.length >= mostCompared) return;
    this.#packets.push(packet.timestamp);
    if (this.#packets.length % alignEvery !== 0) return;
    this.#alignment = align(this.#frames, this.#packets, this.startedAt) ?? this.#alignment;
  }
}
