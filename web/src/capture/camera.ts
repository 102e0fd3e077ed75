import { Blind, blindFrom } from './blind';
import { recordingFormat, type RecordingFormat } from './recording-format';

/** Which camera, and what is asked of it; what it really gives stands in {@link SourceDetails}. */
export interface CameraChoice {
  readonly deviceId?: string;
  readonly facing?: 'user' | 'environment';
  readonly width?: number;
  readonly height?: number;
  readonly frameRate?: number;
  /** Whether clips have sound; yes unless said otherwise. */
  readonly microphone?: boolean;
}

/** What the camera really gives, as it said itself. */
export interface SourceDetails {
  readonly width: number;
  readonly height: number;
  /** Frames per second. */
  readonly frameRate: number;
  readonly microphone: boolean;
  /** MIME type of the recording, with its codecs. */
  readonly mimeType: string;
}

/** An open camera. */
export interface Camera {
  readonly stream: MediaStream;
  readonly track: MediaStreamTrack;
  readonly details: SourceDetails;
}

/**
 * Opens the camera, and the microphone where there is one.
 *
 * @throws Blind when there is nothing to watch with
 */
export async function openCamera(choice: CameraChoice): Promise<Camera> {
  const wantsSound = choice.microphone ?? true;
  const format = formatFor(wantsSound);
  const video = pictureWish(choice, format);
  const stream = await openStream(video, wantsSound);
  const track = stream.getVideoTracks()[0];
  if (!track) throw new Blind('noCamera', 'The browser opened no camera');
  const microphone = stream.getAudioTracks().length > 0;
  const { width = 0, height = 0, frameRate = 0 } = track.getSettings();
  const { mimeType } = microphone === wantsSound ? format : formatFor(microphone);
  return { stream, track, details: { width, height, frameRate, microphone, mimeType } };
}

/** Lets go of the camera and the microphone. */
export function closeCamera({ stream }: Pick<Camera, 'stream'>): void {
  for (const track of stream.getTracks()) track.stop();
}

function formatFor(microphone: boolean): RecordingFormat {
  const isSupported = (type: string) => MediaRecorder.isTypeSupported(type);
  const format = typeof MediaRecorder === 'undefined' ? undefined : recordingFormat(microphone, isSupported);
  if (!format) throw new Blind('cannotRecord', 'This browser cannot record the camera');
  return format;
}

function pictureWish(choice: CameraChoice, { largest }: RecordingFormat): MediaTrackConstraints {
  return {
    width: { ideal: choice.width ?? 1280, max: largest.width },
    height: { ideal: choice.height ?? 720, max: largest.width },
    frameRate: { ideal: choice.frameRate ?? 24, max: 30 },
    ...(choice.deviceId ? { deviceId: { exact: choice.deviceId } } : {}),
    ...(choice.facing ? { facingMode: choice.facing } : {}),
  };
}

/** Sound as it is: a camera listens to a room, not to a voice close by. */
const soundWish: MediaTrackConstraints = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

async function openStream(video: MediaTrackConstraints, sound: boolean): Promise<MediaStream> {
  try {
    if (!sound) return await navigator.mediaDevices.getUserMedia({ video });
    return await navigator.mediaDevices.getUserMedia({ video, audio: soundWish }).catch(() =>
      // Without a microphone it still sees. What is wrong with the camera itself shows here again.
      navigator.mediaDevices.getUserMedia({ video }),
    );
  } catch (error) {
    throw blindFrom(error);
  }
}
