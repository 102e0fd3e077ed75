import type { WatchObserver } from '../src/capture/watch';
import { watch } from '../src/capture/watch';
import { defaultCameraSettings, type CaptureSettings } from '../src/core/event';
import { videoBitsPerSecond } from '../src/capture/recording-format';

/** What a page with an open camera does: show it only; record it too, as bare as can be; or all that a camera does. */
export type Work = 'preview' | 'bareRecorder' | 'recorder' | 'codecs';

/** Begins and goes on for ever. @returns what is recorded, and how */
export async function work(kind: Work, camera: CaptureSettings): Promise<string> {
  if (kind === 'codecs') Reflect.deleteProperty(globalThis, 'MediaRecorder');
  if (kind === 'recorder' || kind === 'codecs') return watchAll(camera);
  const { height, frameRate } = camera;
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { height: { exact: height }, width: { exact: (height * 16) / 9 }, frameRate },
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  });
  show(stream);
  return kind === 'bareRecorder' ? recordBarely(stream, camera) : 'nothing';
}

function watchAll(camera: CaptureSettings): Promise<string> {
  return new Promise((resolve, reject) => {
    const observer: WatchObserver = {
      state: (state) => state.kind === 'blind' && reject(new Error(`The camera is blind: ${state.reason}`)),
      started({ picture, details }) {
        show(picture);
        resolve(`${details.source} ${details.mimeType} ${details.width}x${details.height}@${details.frameRate}`);
      },
      sample: () => undefined,
      event: () => undefined,
    };
    const sound = { ...defaultCameraSettings.sound, on: true };
    watch({ settings: { ...defaultCameraSettings, sound, camera }, longestClipSeconds: 60 }, observer);
  });
}

function recordBarely(stream: MediaStream, { height, frameRate }: CaptureSettings): string {
  const picture = { width: (height * 16) / 9, height, frameRate };
  const recorder = new MediaRecorder(stream, {
    mimeType: 'video/mp4;codecs=avc1.42E01F,opus',
    videoBitsPerSecond: videoBitsPerSecond(picture),
  });
  recorder.start(1_000);
  return recorder.mimeType;
}

function show(stream: MediaStream): void {
  const video = Object.assign(document.createElement('video'), { muted: true, autoplay: true, srcObject: stream });
  video.style.width = '640px';
  document.body.append(video);
}
