import { askedPicture, type CameraChoice, type CameraDetails, type PictureSize } from './camera';
import { codecsFormatHere, codecsSource } from './codecs-source';
import { recorderSource } from './recorder-source';
import { recordingFormat } from './recording-format';
import type { Source, SourceKind } from './recording';
import type { SourceOffer, SourceOffers } from './source-choice';

/** What this browser can record one camera with, and how well. */
export interface Sources {
  readonly offers: SourceOffers;
  /** @throws RangeError when it is not offered */
  of(kind: SourceKind): Source;
}

/** The largest picture that anything here can record; undefined when nothing can. */
export async function largestPicture(choice: CameraChoice): Promise<PictureSize | undefined> {
  const { recorder, codecs } = await formatsFor({ ...askedPicture(choice), microphone: choice.microphone ?? true });
  if (!recorder || !codecs) return (recorder ?? codecs)?.largest;
  return codecs.largest.width > recorder.largest.width ? codecs.largest : recorder.largest;
}

/** What can record a camera as it was opened. */
export async function sourcesFor(details: CameraDetails, choice: CameraChoice): Promise<Sources> {
  const { recorder, codecs } = await formatsFor(details);
  const asked = askedPicture(choice);
  const offer = (format: { readonly largest: PictureSize } | undefined): SourceOffer | undefined =>
    format && { takesWholePicture: format.largest.width >= Math.min(asked.width, details.width) };
  const offers = { recorder: offer(recorder), codecs: offer(codecs) };
  return {
    offers,
    of(kind) {
      if (kind === 'recorder' && recorder) return recorderSource(recorder.mimeType);
      if (kind === 'codecs' && codecs) return codecsSource(codecs);
      throw new RangeError(`This browser does not offer ${kind}`);
    },
  };
}

type Picture = Pick<CameraDetails, 'width' | 'height' | 'frameRate' | 'microphone'>;

async function formatsFor(picture: Picture) {
  return { recorder: recorderFormat(picture.microphone), codecs: await codecsFormatHere(picture) };
}

function recorderFormat(microphone: boolean) {
  if (typeof MediaRecorder === 'undefined') return undefined;
  return recordingFormat(microphone, (type) => MediaRecorder.isTypeSupported(type));
}
