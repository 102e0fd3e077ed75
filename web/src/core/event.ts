/** How a camera watches. Durations in seconds. */
export interface CameraSettings {
  /** Counts up with every change; the heartbeat answers the newest one. */
  readonly version: number;
  /** How much of what happened before the trigger a clip shows: 5–20. */
  readonly preSeconds: number;
  /** How much a clip shows after the trigger: 5–30. */
  readonly postSeconds: number;
  /** How long after a trigger the next one may come: 10–60, counted from the trigger. */
  readonly cooldownSeconds: number;
  readonly sensitivity: Sensitivity;
}

/** How little movement is enough. */
export type Sensitivity = 'low' | 'normal' | 'high';

/** The settings of a camera that nobody has changed yet. */
export const defaultCameraSettings: CameraSettings = {
  version: 1,
  preSeconds: 10,
  postSeconds: 8,
  cooldownSeconds: 30,
  sensitivity: 'normal',
};

/** Why an event began. */
export interface Trigger {
  readonly type: 'motion' | 'sound' | 'both';
  /** How strong it was; for motion the changed share of the picture, 0–1. */
  readonly score: number;
  /** Share of the watched picture that changed, 0–1. */
  readonly changedShare?: number;
  /** Sound level in dB relative to full scale. */
  readonly levelDb?: number;
  /** Where it moved: indices of a 16 × 9 grid, row by row from the top left. */
  readonly cells?: readonly number[];
  /** It may be only a change of light with something left in it. */
  readonly doubt: boolean;
}

/** What is said about a clip before its bytes move. */
export interface ClipDescription {
  readonly durationSeconds: number;
  /** From the clip's start to the trigger. */
  readonly preSeconds: number;
  /** From the trigger to the clip's end. */
  readonly postSeconds: number;
  readonly bytes: number;
  readonly contentType: 'video/mp4' | 'video/webm';
  /** SHA-256 of the file, in lower-case hexadecimal. */
  readonly sha256: string;
}

/** When the phone did what, as RFC 3339 UTC times with milliseconds. */
export interface PhoneTrace {
  readonly triggeredAt?: string;
  readonly clipReadyAt?: string;
}

/** The body of `PUT /events/{id}`: what the phone says about an event. Without `clip` the event is kept without one. */
export interface EventAnnouncement {
  readonly sessionId: string;
  /** Wall time of the trigger's frame: the session's start plus that frame's distance from the first frame. */
  readonly at: string;
  readonly trigger: Trigger;
  readonly clip?: ClipDescription;
  readonly trace?: PhoneTrace;
}

/** An event as the camera hands it on, with the id made on the phone. `Clip` is the file's bytes (a Blob in browsers). */
export interface RecordedEvent<Clip> {
  readonly id: string;
  readonly announcement: EventAnnouncement;
  readonly clip?: Clip;
}
