import type { CaptureSettings } from '../core/event';
import { Blind, blindFrom } from './blind';
import type { SourceKind } from './recording';

/** Which camera, and what is asked of it; what it really gives stands in {@link CameraDetails}. */
export interface CameraChoice {
  /** One lens of this phone; it goes before `facing`. */
  readonly deviceId?: string;
  readonly facing?: 'user' | 'environment';
  readonly width?: number;
  readonly height?: number;
  readonly frameRate?: number;
  /** Whether clips have sound; yes unless said otherwise. */
  readonly microphone?: boolean;
}

/** What the camera really gives, as it said itself. */
export interface CameraDetails {
  readonly width: number;
  readonly height: number;
  /** Frames per second. */
  readonly frameRate: number;
  readonly microphone: boolean;
  /** Where the camera looks; absent where the browser does not know. */
  readonly facing?: string;
  /** The camera's name, in the words of the system. */
  readonly label?: string;
}

/** The camera and how it is recorded. */
export interface SourceDetails extends CameraDetails {
  /** MIME type of the recording, with its codecs. */
  readonly mimeType: string;
  readonly source: SourceKind;
  /** Seconds between key frames, as measured; absent until known. */
  readonly keyFrameSeconds?: number;
}

/** An open camera. */
export interface Camera {
  readonly stream: MediaStream;
  readonly track: MediaStreamTrack;
  readonly details: CameraDetails;
}

/** A picture's size in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** What is asked for unless a choice says otherwise. */
const usual = { width: 1280, height: 720, frameRate: 24 };

/** What a camera's settings ask for; a lens that was chosen on this phone goes before the side that they name. */
export function choiceOf(
  { facing, height, frameRate, microphone }: CaptureSettings,
  own: CameraChoice = {},
): CameraChoice {
  return { facing, height, frameRate, microphone, ...own };
}

/** The size and frame rate that a choice asks for. */
export function askedPicture({ width, height, frameRate }: CameraChoice): PictureSize & { readonly frameRate: number } {
  const tall = height ?? usual.height;
  return { width: width ?? even((tall * 16) / 9), height: tall, frameRate: frameRate ?? usual.frameRate };
}

/** Encoders halve the colours' resolution: they take no odd sizes. */
function even(pixels: number): number {
  return 2 * Math.round(pixels / 2);
}

/**
 * Opens the camera, and the microphone where there is one.
 *
 * @param largest the largest picture that can be recorded
 * @throws Blind when there is nothing to watch with
 */
export async function openCamera(choice: CameraChoice, largest: PictureSize): Promise<Camera> {
  const stream = await openStream(pictureWish(choice, largest), choice.microphone ?? true);
  const track = stream.getVideoTracks()[0];
  if (!track) throw new Blind('noCamera', 'The browser opened no camera');
  return { stream, track, details: detailsOf(stream, track, choice) };
}

/** Lets go of the camera and the microphone. */
export function closeCamera({ stream }: Pick<Camera, 'stream'>): void {
  for (const track of stream.getTracks()) track.stop();
}

function detailsOf(stream: MediaStream, track: MediaStreamTrack, choice: CameraChoice): CameraDetails {
  const { width = 0, height = 0, frameRate, facingMode } = track.getSettings();
  return {
    width,
    height,
    // Some browsers do not say; it gives about what was asked for.
    frameRate: frameRate || askedPicture(choice).frameRate,
    microphone: stream.getAudioTracks().length > 0,
    ...(facingMode ? { facing: facingMode } : {}),
    ...(track.label ? { label: track.label } : {}),
  };
}

function pictureWish(choice: CameraChoice, largest: PictureSize): MediaTrackConstraints {
  const { width, height, frameRate } = askedPicture(choice);
  return {
    width: { ideal: width, max: largest.width },
    // A phone that is held upright gives an upright picture.
    height: { ideal: height, max: largest.width },
    frameRate: { ideal: frameRate, max: 30 },
    ...(choice.deviceId ? { deviceId: { exact: choice.deviceId } } : {}),
    ...(choice.facing && !choice.deviceId ? { facingMode: choice.facing } : {}),
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
