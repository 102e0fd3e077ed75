/** How a meter stands: how long its bar is, where its notch is (both 0–1), and the result as a word. */
export interface MeterReading {
  readonly level: number;
  /** Absent where nothing is compared with it. */
  readonly notch?: number;
  readonly isOver: boolean;
  readonly word: string;
}

/** The movement meter. Its scale is a square root, so that the small shares that matter are told apart. */
export function movement(changedShare: number, threshold: number): MeterReading {
  const isOver = changedShare >= threshold;
  return { level: scaled(changedShare), notch: scaled(threshold), isOver, word: isOver ? 'moving' : 'still' };
}

/** The share of the picture at which the movement meter is full. */
const fullShare = 0.2;

function scaled(share: number): number {
  return Math.min(1, Math.sqrt(Math.max(0, share) / fullShare));
}

/** What is heard: the level relative to full scale, how far it rises above the usual, and the rise that counts, in dB. */
export interface Heard {
  readonly levelDb: number;
  readonly riseDb?: number | undefined;
  readonly thresholdDb?: number | undefined;
}

/** The rise at which the sound meter is full, in dB. */
const fullRiseDb = 40;
/** Where the meter of a camera that only records sound begins, in dB relative to full scale. */
const silentDb = -70;

/** The sound meter: how far it rises above the usual; where sound is no trigger, how loud it is. */
export function sound({ levelDb, riseDb, thresholdDb }: Heard, isTrigger: boolean): MeterReading {
  if (!isTrigger || riseDb === undefined || thresholdDb === undefined)
    return { level: within((levelDb - silentDb) / -silentDb), isOver: false, word: isTrigger ? 'quiet' : 'not used' };
  const isOver = riseDb >= thresholdDb;
  const word = isOver ? 'loud' : 'quiet';
  return { level: within(riseDb / fullRiseDb), notch: within(thresholdDb / fullRiseDb), isOver, word };
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}
