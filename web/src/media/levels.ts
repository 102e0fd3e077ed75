import type { SoundLevels } from '../core/sound-levels';

/** Levels of one short stretch of sound, as the audio thread reports them. */
export interface HeardLevels {
  /** When the stretch ended, in seconds on the audio context's clock. */
  readonly at: number;
  readonly levels: SoundLevels;
}

/** The name by which the audio thread knows the processor that measures levels. */
export const levelsProcessor = 'nightjar-levels';
