import type { EventRecorder } from './event-recorder';
import { Footage } from './footage';
import type { RecordingKeeper } from './recorder-relay';
import type { Source } from './recording';
import type { SessionClock } from './session-clock';

/** What is kept, and for whom. */
export interface FootagesWorld {
  readonly events: Pick<EventRecorder, 'neededFrom' | 'footageCame' | 'isNeeded'>;
  readonly clock: SessionClock;
  /** How much of what was before an event is kept, in seconds. */
  preSeconds(): number;
  /** The longest clip, in seconds. */
  readonly longestClipSeconds: number;
}

/** Beyond the longest clip: a recorder hands its packets over late, and triggers may follow each other. */
const ringSlackSeconds = 30;
const mostRingBytes = 48 * 2 ** 20;
/** A trigger is noticed a moment after its frame. */
const lateSeconds = 1.5;

/** The footage of each recorder that runs: mostly one; two while one takes over from another. */
export class Footages {
  #running: Footage[] = [];
  #current: Footage | undefined;

  /** What an event that begins now is cut from; undefined before the first recorder. */
  get current(): Footage | undefined {
    return this.#current;
  }

  /** Of all footage together. */
  get bytes(): number {
    return this.#running.reduce((sum, { ring }) => sum + ring.bytes, 0);
  }

  /** Takes the times of frames that the camera gave, on the session's clock. */
  sawFrames(times: readonly number[]): void {
    for (const footage of this.#running) footage.sawFrames(times);
  }

  /** A recorder begins now. */
  begin(source: Source, world: FootagesWorld): RecordingKeeper {
    const { events, clock, longestClipSeconds } = world;
    const preSeconds = () => world.preSeconds();
    const now = () => clock.ofWall(performance.timeOrigin + performance.now());
    const mostSeconds = longestClipSeconds + preSeconds() + ringSlackSeconds;
    const cameraOffset = source.clock === 'camera' ? clock.ofFrame(0) : undefined;
    const footage = new Footage(now(), { mostSeconds, mostBytes: mostRingBytes }, cameraOffset);
    this.#running = [...this.#running, footage];
    return {
      video: (packet, coding) => {
        footage.addVideo(packet, coding, preSeconds(), events.neededFrom(footage));
        events.footageCame(footage);
      },
      audio: (packet, coding) => footage.addAudio(packet, coding),
      reachesBack: () => footage.isAligned && footage.begins <= now() - preSeconds() - lateSeconds,
      takeOver: () => (this.#current = footage),
      isNeeded: () => events.isNeeded(footage),
      ended: () => (this.#running = this.#running.filter((running) => running !== footage)),
    };
  }
}
