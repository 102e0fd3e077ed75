/** How a meter stands: how long its bar is, where its notch is (both 0–1), and the result as a word. */
export interface MeterReading {
  readonly level: number;
  readonly notch: number;
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

/** Where the sound meter begins and is loud, in dB relative to full scale. */
const silentDb = -70;
const loudDb = -30;

/** The sound meter. It has no trigger of its own yet; the notch says where "loud" begins. */
export function sound(levelDb: number): MeterReading {
  const place = (db: number) => Math.min(1, Math.max(0, (db - silentDb) / -silentDb));
  const isOver = levelDb >= loudDb;
  return { level: place(levelDb), notch: place(loudDb), isOver, word: isOver ? 'loud' : 'quiet' };
}
