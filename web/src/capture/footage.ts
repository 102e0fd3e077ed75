import { align, type Alignment } from '../core/alignment';
import { PacketRing, type RingLimits } from '../core/packet-ring';
import type { MediaPacket } from '../media/packed-packets';
import type { AudioCoding, VideoCoding } from './recording';

/** More than PRE is kept: a trigger is noticed a moment after its frame, when newer packets may be here already. */
const marginSeconds = 1;
/** Frames and packets that are compared to bring both onto one clock. */
const mostCompared = 200;
const alignEvery = 20;
/** Chromium's recorder takes its first sound so long after its start, measured with microphones and drawn sound. */
const soundLagSeconds = 0.065;
/** Times this small are the start of a track that counts from its own first packet. */
const nearlyZero = 0.001;

/** The encoded past of one recording, and where it lies on the session's clock. */
export class Footage {
  readonly ring: PacketRing<MediaPacket>;
  /** When the recorder was started, in seconds on the session's clock. */
  readonly startedAt: number;
  #video?: VideoCoding;
  #audio?: AudioCoding;
  #frames: number[] = [];
  #packets: number[] = [];
  #firstSound: MediaPacket | undefined;
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

  /** The sound that is kept, with times on the pictures' clock. */
  get sound(): readonly MediaPacket[] {
    const shift = this.#soundShift;
    if (shift === 0) return this.ring.audio;
    return this.ring.audio.map((packet) => ({ ...packet, timestamp: packet.timestamp + shift }));
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
    this.#firstSound ??= packet;
    this.ring.addAudio(packet);
  }

  /**
   * Where both tracks count from zero, each does so from its own first packet, and what lies between the two is lost:
   * the first picture is the first frame after the start, the first sound comes when the recorder is ready for it.
   */
  get #soundShift(): number {
    const picture = this.#packets[0];
    const sound = this.#firstSound?.timestamp;
    if (picture === undefined || sound === undefined || picture > nearlyZero || sound > nearlyZero) return 0;
    return this.startedAt + soundLagSeconds - this.alignment.offset;
  }

  /** Tries again with every few packets until there is no doubt, or enough was compared. */
  #align(packet: MediaPacket): void {
    if (this.#alignment?.isCertain || this.#packets.length >= mostCompared) return;
    this.#packets.push(packet.timestamp);
    if (this.#packets.length % alignEvery !== 0) return;
    this.#alignment = align(this.#frames, this.#packets, this.startedAt) ?? this.#alignment;
  }
}
