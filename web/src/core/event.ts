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
  /** An event that goes on makes its clip longer, up to the plan's longest. */
  readonly extension: boolean;
  readonly motion: MotionTuning;
  readonly sound: SoundTuning;
  /** Up to 16 ignored areas, for motion only. */
  readonly mask: readonly IgnoredArea[];
  readonly camera: CaptureSettings;
  /** What its owner wants to be told: up to 8 texts of up to 200 characters. */
  readonly instructions: readonly string[];
  readonly previews: PreviewPolicy;
}

/**
 * What becomes a clip, once the server has looked at the frames of its preview: every trigger, and a doubt when something
 * relevant is seen; only what shows something relevant; or everything.
 */
export type PreviewPolicy = 'triggers' | 'relevant' | 'everything';

/** How little movement is enough. */
export type Sensitivity = 'low' | 'normal' | 'high';

/** How much movement is enough, set by hand. What is absent goes by the sensitivity. */
export interface MotionTuning {
  /** The share of the watched picture that must change: 0.0005–0.2. */
  readonly leastShare?: number;
  /** How far beyond its own noise a pixel must change to count: 3–10. */
  readonly noiseFactor?: number;
  /** How many checks in a row must find movement: 1–10. */
  readonly checks?: number;
  /** How long it must move: 0–3. */
  readonly minimumSeconds?: number;
}

/** Whether a camera listens, and what is loud enough. */
export interface SoundTuning {
  readonly on: boolean;
  /** What is quieter never triggers, in dB relative to full scale: −90 to −10. */
  readonly leastDb: number;
  /** How far above the usual a sound must be, in dB: 3–30. Absent, it goes by the sensitivity. */
  readonly riseDb?: number;
}

/** A polygon of the picture in which movement does not count. */
export interface IgnoredArea {
  /** What its owner calls it: up to 40 characters. */
  readonly name?: string;
  /** Its 3 to 32 corners in order; the last is joined to the first. */
  readonly points: readonly MaskPoint[];
}

/** A place in shares of the picture, from the top left: 0–1. */
export interface MaskPoint {
  readonly x: number;
  readonly y: number;
}

/** What a camera records with, as asked for; a phone may give something else. */
export interface CaptureSettings {
  /** The side of the screen, or the back. */
  readonly facing: 'user' | 'environment';
  /** Of the picture, in pixels. */
  readonly height: 360 | 480 | 720;
  /** Frames a second. */
  readonly frameRate: 10 | 15 | 24 | 30;
  /** Clips have sound. */
  readonly microphone: boolean;
}

/** The settings of a camera that nobody has changed yet. */
export const defaultCameraSettings: CameraSettings = {
  version: 1,
  preSeconds: 10,
  postSeconds: 8,
  cooldownSeconds: 30,
  sensitivity: 'normal',
  extension: true,
  motion: {},
  sound: { on: false, leastDb: -65 },
  mask: [],
  camera: { facing: 'environment', height: 720, frameRate: 24, microphone: true },
  instructions: [],
  previews: 'triggers',
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
  /** How far above the usual the sound was, in dB. */
  readonly riseDb?: number;
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

/** Why an event fired: what the camera measured around the trigger, and what it compared that with. */
export interface Why {
  /** Those in force at the trigger, as far as they decide. */
  readonly settings: WhySettings;
  /** The share of the watched picture that had to change, 0–1. */
  readonly motionThreshold?: number;
  /** How far above the usual a sound had to be, in dB. */
  readonly soundThresholdDb?: number;
  /** The share of the change that lay in ignored areas at the trigger, 0–1. */
  readonly ignoredShare?: number;
  /** What was measured, in the order of time: up to 240 moments. */
  readonly curve: readonly WhyPoint[];
}

/** The settings that decided. */
export interface WhySettings {
  readonly version: number;
  readonly sensitivity: Sensitivity;
  readonly extension: boolean;
  /** What was loud enough; absent when the camera did not listen. */
  readonly sound?: { readonly leastDb: number; readonly riseDb?: number };
  /** How many there were. */
  readonly ignoredAreas: number;
}

/** What a camera measured at one moment. */
export interface WhyPoint {
  /** From the clip's start; before it, when negative. */
  readonly atSeconds: number;
  /** Share of the watched picture that changed, 0–1. */
  readonly share?: number;
  /** How far above the usual the sound was, in dB. */
  readonly riseDb?: number;
}

/**
 * What the phone says about an event: the body of `PUT /events/{id}`, where without `clip` the event is kept without
 * one; and, without `clip`, of a preview.
 */
export interface EventAnnouncement {
  readonly sessionId: string;
  /** Wall time of the trigger's frame: the session's start plus that frame's distance from the first frame. */
  readonly at: string;
  readonly trigger: Trigger;
  readonly clip?: ClipDescription;
  readonly trace?: PhoneTrace;
  readonly why?: Why;
}

/** An event as the camera hands it on, with the id made on the phone. `Clip` is the file's bytes (a Blob in browsers). */
export interface RecordedEvent<Clip> {
  readonly id: string;
  readonly announcement: EventAnnouncement;
  readonly clip?: Clip;
}

/** What can be seen of an event before its clip is complete. `Frame` is a JPEG picture (a Blob in browsers). */
export interface RecordedPreview<Frame> {
  /** The event's: its clip comes under the same one. */
  readonly id: string;
  /** Without a clip. */
  readonly announcement: EventAnnouncement;
  /** One to three, in the order of time; 640 pixels wide and 100 kB at most. */
  readonly frames: readonly Frame[];
}

/** How a camera is, as far as it can tell; what it cannot tell is absent. */
export interface Health {
  readonly framesPerSecond?: number;
  /** How long ago the last recorded packet came. */
  readonly lastPacketSeconds?: number;
  /** The page is in the background. */
  readonly hidden?: boolean;
  /** The camera gives no picture. */
  readonly muted?: boolean;
  /** 0–1. */
  readonly batteryLevel?: number;
  readonly charging?: boolean;
  readonly storageUsedBytes?: number;
  readonly storageQuotaBytes?: number;
  /** The browser promised not to clear the storage. */
  readonly storagePersistent?: boolean;
  /** How many events wait to be sent. */
  readonly queueLength?: number;
  /** The screen is kept on. */
  readonly screenKept?: boolean;
  /** What makes the packets. */
  readonly source?: 'recorder' | 'codecs';
  readonly width?: number;
  readonly height?: number;
  /** The measured distance between key frames. */
  readonly keyFrameSeconds?: number;
  /** Letters, digits and `.+_-`, up to 40. */
  readonly appVersion?: string;
}
