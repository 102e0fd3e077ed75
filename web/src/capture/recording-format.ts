/** How the camera is recorded. */
export interface RecordingFormat {
  readonly mimeType: string;
  /** The largest picture that this encoder can follow on an old phone. */
  readonly largest: { readonly width: number; readonly height: number };
}

/** The largest picture that is ever recorded. */
export const hd = { width: 1280, height: 720 };
/** VP8 at 720p costs most of a core and loses frames. */
export const small = { width: 640, height: 360 };

/** Best first. Where H.264 comes with AAC every player has the sound; Opus is what the other browsers encode. */
const formats: readonly { readonly container: string; readonly sound: string; readonly largest: typeof hd }[] = [
  { container: 'video/mp4;codecs=avc1.42E01F', sound: 'mp4a.40.2', largest: hd },
  { container: 'video/mp4;codecs=avc1.42E01F', sound: 'opus', largest: hd },
  { container: 'video/webm;codecs=h264', sound: 'opus', largest: hd },
  { container: 'video/webm;codecs=vp8', sound: 'opus', largest: small },
];

/**
 * The best format that this browser records.
 *
 * @param isSupported `MediaRecorder.isTypeSupported` in browsers
 * @returns undefined when it records none
 */
export function recordingFormat(
  microphone: boolean,
  isSupported: (mimeType: string) => boolean,
): RecordingFormat | undefined {
  return formats
    .map(({ container, sound, largest }) => ({ mimeType: microphone ? `${container},${sound}` : container, largest }))
    .find(({ mimeType }) => isSupported(mimeType));
}

/** Bits per second that keep a person recognisable. */
export function videoBitsPerSecond(picture: { width: number; height: number; frameRate: number }): number {
  const wanted = picture.width * picture.height * picture.frameRate * 0.07;
  return Math.round(Math.min(2_000_000, Math.max(600_000, wanted)));
}

/** Enough for speech and for a room's noises. */
export const audioBitsPerSecond = 64_000;
