import { onTestFinished, vi } from 'vitest';
import { type DrawnCamera, type DrawnPicture, installDrawnCamera } from './drawn-camera';
import {
  type CameraSettings,
  defaultCameraSettings,
  type RecordedEvent,
  type RecordedPreview,
} from '../../src/core/event';
import {
  watch,
  type Watch,
  type Hearing,
  type SourceDetails,
  type WatchObserver,
  type WatchOptions,
  type WatchSample,
  type WatchSession,
  type WatchState,
} from '../../src/capture/watch';

/** Remembers everything that a watch said. */
export class RecordingObserver implements WatchObserver {
  readonly states: WatchState[] = [];
  readonly sessions: WatchSession[] = [];
  readonly samples: WatchSample[] = [];
  readonly events: RecordedEvent<Blob>[] = [];
  readonly details: SourceDetails[] = [];
  readonly previews: RecordedPreview<Blob>[] = [];
  readonly hearings: Hearing[] = [];

  state(state: WatchState): void {
    this.states.push(state);
  }
  started(session: WatchSession): void {
    this.sessions.push(session);
  }
  opened(details: SourceDetails): void {
    this.details.push(details);
  }
  sample(sample: WatchSample): void {
    this.samples.push(sample);
  }
  suspected(preview: RecordedPreview<Blob>): void {
    this.previews.push(preview);
  }
  hearing(hearing: Hearing): void {
    this.hearings.push(hearing);
  }
  event(event: RecordedEvent<Blob>): void {
    this.events.push(event);
  }

  /** The kinds of the states gone through. */
  get kinds(): string[] {
    return this.states.map(({ kind }) => kind);
  }
}

/** A camera that this test draws, in the place of the browser's until the test is finished. */
export function drawnCamera(picture: Partial<DrawnPicture> = {}): DrawnCamera {
  const whole = { width: 640, height: 360, framesPerSecond: 20, microphone: true, ...picture };
  const { camera, close } = installDrawnCamera(whole);
  onTestFinished(close);
  return camera;
}

/** Short ones: PRE 5 s, POST 3 s, cooldown 10 s; clips are not made longer. */
export const shortSettings: CameraSettings = {
  ...defaultCameraSettings,
  preSeconds: 5,
  postSeconds: 3,
  cooldownSeconds: 10,
  extension: false,
};

/** Watches with short settings, unless others are given, until the test is finished. */
export function startWatching(
  options: Partial<Omit<WatchOptions, 'settings'>> & { settings?: Partial<CameraSettings> } = {},
): { watching: Watch; heard: RecordingObserver } {
  const heard = new RecordingObserver();
  const settings = { ...shortSettings, ...options.settings };
  const watching = watch({ longestClipSeconds: 60, ...options, settings }, heard);
  onTestFinished(() => watching.stop());
  return { watching, heard };
}

/** Waits until something holds, within `seconds`. */
export function until(holds: () => unknown, seconds = 30): Promise<unknown> {
  return vi.waitUntil(holds, { timeout: seconds * 1_000, interval: 50 });
}

/** What every opening of the camera asked for, from now until the test is finished; `refused` refuses some. */
export function watchOpenings(refused: () => string | undefined = () => undefined): MediaStreamConstraints[] {
  const openings: MediaStreamConstraints[] = [];
  const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = (wish = {}) => {
    openings.push(wish);
    const name = refused();
    return name ? Promise.reject(new DOMException('refused', name)) : original(wish);
  };
  onTestFinished(() => {
    navigator.mediaDevices.getUserMedia = original;
  });
  return openings;
}
