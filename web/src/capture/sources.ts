import { type Camera, type CameraChoice, askedPicture, type PictureSize } from './camera';
import { recorderSource } from './recorder-source';
import { recordingFormat } from './recording-format';
import type { Source, SourceKind } from './recording';
import type { SourceOffers } from './source-choice';

/** What this browser can record one camera with, and how well. */
export interface Sources {
  readonly offers: SourceOffers;
  /** @throws RangeError when it is not offered */
  of(kind: SourceKind): Source;
}

/** The largest picture that anything here can record; undefined when nothing can. */
export async function largestPicture(choice: CameraChoice): Promise<PictureSize | undefined> {
  return Promise.resolve(formatFor(choice.microphone ?? true)?.largest);
}

/** What can record this camera as it was opened. */
export async function sourcesFor(camera: Camera, choice: CameraChoice): Promise<Sources> {
  const asked = askedPicture(choice);
  const recorder = formatFor(camera.details.microphone);
  const offers: SourceOffers = {
    ...(recorder ? { recorder: { takesWholePicture: recorder.largest.width >= asked.width } } : {}),
  };
  return Promise.resolve({
    offers,
    of(kind) {
      if (kind === 'recorder' && recorder) return recorderSource(recorder.mimeType);
      throw new RangeError(`This browser does not offer ${kind}`);
    },
  });
}

function formatFor(microphone: boolean) {
  if (typeof MediaRecorder === 'undefined') return undefined;
  return recordingFormat(microphone, (type) => MediaRecorder.isTypeSupported(type));
}
