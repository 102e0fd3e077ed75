import type { AudioPart, VideoPart } from '../media/build-clip';
import type { MediaPacket } from '../media/packed-packets';
import type { Blind } from './blind';
import type { Camera } from './camera';

/** How the tracks of a recording are encoded. */
export type VideoCoding = Omit<VideoPart, 'packets'>;
export type AudioCoding = Omit<AudioPart, 'packets'>;

/** Hears what is recorded, each track in order. Times are seconds on the clock that its {@link Source} names. */
export interface RecordingObserver {
  video(packet: MediaPacket, coding: VideoCoding): void;
  audio(packet: MediaPacket, coding: AudioCoding): void;
  /** The recorder gave up; nothing more comes. */
  failed(reason: Blind): void;
}

/** A running recorder. */
export interface Recording {
  /** Resolves when the last packet has been heard. */
  stop(): Promise<void>;
}

/** Who encodes: the browser's recorder, or its codecs one frame at a time. */
export type SourceKind = 'recorder' | 'codecs';

/** A way to get encoded packets from an open camera. Whoever wraps this page in an app of its own brings another. */
export interface Source {
  readonly kind: SourceKind;
  /** MIME type of what is recorded, with its codecs. */
  readonly mimeType: string;
  /** `camera`: packets carry the times of the camera's frames. `own`: they count from about the recording's start. */
  readonly clock: 'camera' | 'own';
  /** What one recording may last before another should take over, because it takes more and more memory. */
  readonly longestSeconds: number;
  /** Begins to record. @throws when this browser cannot after all */
  record(camera: Camera, observer: RecordingObserver): Recording;
}
