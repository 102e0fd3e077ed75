import { mostAfterTrigger } from '../core/clip';
import type { CameraSettings } from '../core/event';
import { maskPixels } from '../core/mask';
import { type MotionReading, motionSettings, type MotionSettings } from '../core/motion';
import {
  listen,
  look,
  noticeAgain,
  type Noticed,
  noticeStart,
  type NoticeSettings,
  type NoticeState,
} from '../core/noticing';
import { type SoundReading, soundSettings } from '../core/sound';
import type { Measured, Reason } from '../core/why';
import { reasonSettings } from '../core/why';
import type { FrameSample } from '../media/frame-sampling';
import type { HeardLevels } from '../media/levels';
import { type Hearing, listenTo } from './microphone';
import type { SessionClock } from './session-clock';

/** What the senses need to know of the world. */
export interface SensesWorld {
  settings(): CameraSettings;
  readonly longestClipSeconds: number;
  /** What a check means for events; `at`: session time. */
  noticed(noticed: Noticed, at: number): void;
  measured(measured: Measured): void;
  hearing(hearing: Hearing): void;
}

/** What is heard now, for the meter on the screen. In dB. */
export interface Loudness {
  readonly levelDb: number;
  readonly riseDb: number;
  readonly soundThresholdDb: number;
}

/** What a camera sees and hears, as one stream of events. */
export class Senses {
  readonly #world: SensesWorld;
  #state: NoticeState = noticeStart(0);
  #listening = new AbortController();
  #seen: MotionReading | undefined;
  #heard: SoundReading | undefined;
  #loudness: Loudness | undefined;
  #isLoudnessTaken = false;

  constructor(world: SensesWorld) {
    this.#world = world;
  }

  /** What the last picture showed. */
  get seen(): MotionReading | undefined {
    return this.#seen;
  }

  /** A camera was opened; its first frame has this session time. */
  began(stream: MediaStream, clock: SessionClock, at: number): void {
    this.ended();
    this.#state = noticeAgain(noticeAgain(this.#state, 'motion', at), 'sound', at);
    this.#listening = new AbortController();
    const observer = {
      hearing: (hearing: Hearing) => {
        this.#heard = this.#loudness = undefined;
        this.#world.hearing(hearing);
      },
      levels: (levels: readonly HeardLevels[]) => this.#hear(levels, clock),
    };
    listenTo(stream, observer, this.#listening.signal);
  }

  /** The camera is closed. */
  ended(): void {
    this.#listening.abort();
    this.#seen = this.#heard = this.#loudness = undefined;
  }

  /** Looks at one picture. */
  look({ frame }: FrameSample, at: number): MotionReading {
    const { width, height } = frame;
    const step = look(this.#state, { at, frame }, this.#settings(width, height));
    this.#seen = step.reading;
    this.#world.measured({ at, share: step.reading.changedShare });
    this.#take(step.state, step.noticed, at);
    return step.reading;
  }

  /** The loudest since it was asked last; undefined where nothing is heard. */
  takeLoudness(): Loudness | undefined {
    this.#isLoudnessTaken = true;
    return this.#loudness;
  }

  /** What decided about what was noticed just now. */
  reason(): Reason {
    const settings = this.#world.settings();
    const { changedShare = 0, threshold, ignoredShare } = this.#seen ?? {};
    const changed = changedShare + (ignoredShare ?? 0);
    return {
      settings: reasonSettings(settings),
      ...(threshold === undefined ? {} : { motionThreshold: threshold }),
      ...(settings.sound.on && this.#heard ? { soundThresholdDb: this.#heard.thresholdDb } : {}),
      ...(ignoredShare === undefined ? {} : { ignoredShare: changed === 0 ? 0 : ignoredShare / changed }),
    };
  }

  #hear(levels: readonly HeardLevels[], clock: SessionClock): void {
    const settings = this.#settings();
    const measured: Measured[] = [];
    for (const { at: wallMs, levels: stretch } of levels) {
      const at = clock.ofWall(wallMs);
      const { state, reading, noticed } = listen(this.#state, { at, levels: stretch }, settings);
      this.#heard = reading;
      this.#loudness = louder(this.#isLoudnessTaken ? undefined : this.#loudness, reading);
      this.#isLoudnessTaken = false;
      measured.push({ at, riseDb: reading.riseDb });
      this.#take(state, noticed, at);
    }
    const loudest = measured.reduce((one, other) => (other.riseDb! > one.riseDb! ? other : one), measured[0]!);
    this.#world.measured(loudest);
  }

  #take(state: NoticeState, noticed: readonly Noticed[], at: number): void {
    this.#state = state;
    for (const one of noticed) this.#world.noticed(one, at);
  }

  /** Those in force, for pictures of a size. */
  #settings(width = 0, height = 0): NoticeSettings {
    const settings = this.#world.settings();
    const { preSeconds, postSeconds, cooldownSeconds, extension, sensitivity, sound } = settings;
    const wish = { preSeconds, postSeconds, longestSeconds: this.#world.longestClipSeconds };
    return {
      motion: seeing(settings, width, height),
      sound: soundSettings(sensitivity, cooldownSeconds, sound),
      listens: sound.on,
      cooldownSeconds,
      postSeconds,
      mostPostSeconds: mostAfterTrigger(wish),
      extension,
    };
  }
}

function seeing(settings: CameraSettings, width: number, height: number): MotionSettings {
  const { sensitivity, cooldownSeconds, motion, mask } = settings;
  const seeing = motionSettings(sensitivity, cooldownSeconds, motion);
  return mask.length === 0 || width === 0 ? seeing : { ...seeing, ignored: maskPixels(mask, width, height) };
}

function louder(before: Loudness | undefined, { levelDb, riseDb, thresholdDb }: SoundReading): Loudness {
  return {
    levelDb: Math.max(levelDb, before?.levelDb ?? -Infinity),
    riseDb: Math.max(riseDb, before?.riseDb ?? -Infinity),
    soundThresholdDb: thresholdDb,
  };
}
