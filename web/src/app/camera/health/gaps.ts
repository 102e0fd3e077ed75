import type { Outbox } from '../../../outbox/outbox';

/** A stretch in which this camera could not see. Times in milliseconds since 1970. */
export interface BlindStretch {
  readonly from: number;
  readonly until: number;
  readonly reason: string;
}

/** What gaps stand on. */
export interface GapsGround {
  readonly outbox: Pick<Outbox, 'gapBegan' | 'gapEnded'>;
  readonly newId: () => string;
  /** Looks after what is being stored. */
  readonly keep: (storing: Promise<void>) => void;
  /** Hears of every stretch that is over. */
  readonly over?: (stretch: BlindStretch) => void;
}

interface OpenGap {
  readonly id: string;
  readonly sessionId: string;
  readonly from: number;
  readonly reason: string;
}

/** Between two checks of the picture; where more time went by, the page stood still and saw nothing. */
const longestPauseMs = 10_000;

/** Keeps, through the outbox, when this camera could not see: from the last picture that was checked to the next one. */
export class Gaps {
  #sessionId: string | undefined;
  #open: OpenGap | undefined;
  #seenAt = 0;
  #wasHidden = false;

  constructor(private readonly ground: GapsGround) {}

  /** A session has begun; it sees. */
  began(sessionId: string, at: number): void {
    this.#sessionId = sessionId;
    this.#seenAt = at;
    this.#wasHidden = false;
  }

  /** The page went to the background. */
  hidden(): void {
    this.#wasHidden = true;
  }

  /** A picture was checked. @param isHidden the page is in the background, and sees all the same */
  saw(at: number, isHidden: boolean): void {
    if (!this.#open && at - this.#seenAt > longestPauseMs) this.#begin(this.#wasHidden ? 'hidden' : 'frozen');
    this.#end(at);
    this.#seenAt = at;
    this.#wasHidden = isHidden;
  }

  /** Nothing can be seen. */
  blind(reason: string): void {
    const isOfHiding = this.#wasHidden && (reason === 'frozen' || reason === 'muted');
    if (!this.#open) this.#begin(isOfHiding ? 'hidden' : reason);
  }

  /** The session is over. */
  stopped(at: number): void {
    this.#end(at);
    this.#sessionId = undefined;
  }

  /** Why nothing is seen at the moment. */
  get reason(): string | undefined {
    return this.#open?.reason;
  }

  #begin(reason: string): void {
    const { ground } = this;
    // Before the first picture of a session nobody was promised anything.
    if (this.#sessionId === undefined) return;
    const gap = { id: ground.newId(), sessionId: this.#sessionId, from: this.#seenAt, reason };
    this.#open = gap;
    ground.keep(ground.outbox.gapBegan(gap.id, gap.sessionId, text(gap.from), reason));
  }

  #end(until: number): void {
    const { ground } = this;
    const gap = this.#open;
    if (!gap) return;
    this.#open = undefined;
    ground.keep(ground.outbox.gapEnded(gap.id, gap.sessionId, text(gap.from), text(until), gap.reason));
    ground.over?.({ from: gap.from, until, reason: gap.reason });
  }
}

function text(at: number): string {
  return new Date(at).toISOString();
}
