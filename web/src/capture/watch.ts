import type { CameraSettings, RecordedEvent, RecordedPreview } from '../core/event';
import type { BlindReason } from './blind';
import type { CameraChoice, SourceDetails } from './camera';
import type { Hearing } from './microphone';
import { Watching } from './watching';

export type { BlindReason, CameraChoice, Hearing, SourceDetails };

/** How to watch, and with which camera. */
export interface WatchOptions {
  readonly settings: CameraSettings;
  /** The plan's limit: the tail of a clip is cut so that the file is never longer. */
  readonly longestClipSeconds: number;
  /** What was chosen on this phone, such as a lens; the rest comes from the settings. */
  readonly camera?: CameraChoice;
  /** What one recorder may last before the next takes over, in seconds, where that is less than its source allows. */
  readonly recorderSeconds?: number;
}

/** What the camera screen shows. */
export type WatchState =
  | { readonly kind: 'starting' }
  /** `since`: wall time in milliseconds. */
  | { readonly kind: 'watching'; readonly since: number }
  | { readonly kind: 'moved' }
  /** `seconds`: since the trigger. */
  | { readonly kind: 'recording'; readonly event: string; readonly seconds: number }
  | { readonly kind: 'building'; readonly event: string }
  | { readonly kind: 'blind'; readonly reason: BlindReason; readonly text?: string }
  | { readonly kind: 'stopped' };

/** One check of the picture, for the meter on the camera screen. */
export interface WatchSample {
  /** Share of the picture that differs from the background, 0–1. */
  readonly changedShare: number;
  /** The share from which on a change counts. */
  readonly threshold: number;
  readonly framesPerSecond: number;
  /** Where it moves: indices of a 16 × 9 grid. */
  readonly cells?: readonly number[];
  /** Share of the picture that moves inside ignored areas, and where; only with such areas. */
  readonly ignoredShare?: number;
  readonly ignoredCells?: readonly number[];
  /** The loudest since the last sample, in dB relative to full scale; only where a microphone is heard. */
  readonly levelDb?: number;
  /** How far the sound rose above the usual, in dB, and how far it must. */
  readonly riseDb?: number;
  readonly soundThresholdDb?: number;
  /** How long ago the last recorded packet came. */
  readonly lastPacketSeconds: number;
}

/** Told when the first frame has been seen. */
export interface WatchSession {
  /** UUID of version 7. */
  readonly id: string;
  /** Wall time of the first frame, RFC 3339 UTC. */
  readonly startedAt: string;
  /** For the preview. */
  readonly picture: MediaStream;
  readonly details: SourceDetails;
}

/** Hears what a {@link Watch} does; called on the main thread. */
export interface WatchObserver {
  state(state: WatchState): void;
  /** Once, when the first frame has been seen. */
  started(session: WatchSession): void;
  /** Each time the camera was opened, and when more is known about how it is recorded. */
  opened?(details: SourceDetails): void;
  /** A few times a second. */
  sample(sample: WatchSample): void;
  /** Whether the phone's screen stays on; a phone that sleeps sees nothing. */
  awake?(isKept: boolean): void;
  /** Whether the microphone is heard; told when that changes. */
  hearing?(hearing: Hearing): void;
  /** About half a second after a trigger or a doubt: what can be seen of it before its clip is complete. */
  suspected?(preview: RecordedPreview<Blob>): void;
  /** Once per trigger, when its clip is complete or could not be made. */
  event(event: RecordedEvent<Blob>): void;
}

/** A camera that watches. */
export interface Watch {
  /**
   * Watches on with other settings; an event that is being recorded keeps those with which it began. Another camera, or
   * another picture of it, is opened as soon as no event is being recorded.
   */
  update(settings: CameraSettings): void;
  /** Opens another lens of this phone, likewise. */
  choose(camera: CameraChoice): void;
  /** Finishes an event that is being recorded, then lets go of the camera. */
  stop(): Promise<void>;
}

/** Watches until it is stopped: opens the camera, tells the observer what happens, and tries again when it is blind. */
export function watch(options: WatchOptions, observer: WatchObserver): Watch {
  if (!(options.longestClipSeconds > 0))
    throw new RangeError(`longestClipSeconds must be positive, got ${options.longestClipSeconds}`);
  return new Watching(options, observer);
}
