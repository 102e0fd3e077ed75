import type { Hearing, SourceDetails, WatchObserver, WatchSample, WatchSession, WatchState } from '../../capture/watch';
import type { RecordedEvent, RecordedPreview } from '../../core/event';
import { uuidv7 } from '../../core/uuid';
import type { Outbox } from '../../outbox/outbox';
import { sendInBackground } from './background-sync';
import { Gaps, type BlindStretch } from './health/gaps';
import type { Vitals } from './health/vitals.svelte';
import type { Storing } from './storing.svelte';

/** What a camera's sight stands on. */
export interface SightGround {
  readonly outbox: Outbox;
  readonly vitals: Vitals;
  readonly storing: Storing;
  /** Hears when the server should be told at once. */
  readonly changed: () => void;
}

/** A shorter time without sight is kept like any other, but nobody at the phone has to hear of it. */
const leastToldMs = 15_000;

/** What this camera does and sees: it hears the watch, and hands what it saw, or could not see, to the outbox. */
export class Sight implements WatchObserver {
  /** Undefined while nobody has started it. */
  watching = $state.raw<WatchState | undefined>();
  session = $state.raw<WatchSession | undefined>();
  /** When something last moved in this session. */
  lastMoved = $state.raw<Date | undefined>();
  /** The last time that it could not see, until somebody has read of it. */
  lastBlind = $state.raw<BlindStretch | undefined>();
  readonly #ground: SightGround;
  readonly #gaps: Gaps;

  constructor(ground: SightGround) {
    this.#ground = ground;
    const { outbox, storing } = ground;
    this.#gaps = new Gaps({
      outbox,
      newId,
      keep: (gap) => void storing.keep(gap),
      over: (stretch) => {
        if (stretch.until - stretch.from >= leastToldMs) this.lastBlind = stretch;
      },
    });
  }

  /** It watches, or tries to. */
  get isOn(): boolean {
    return this.watching !== undefined && this.watching.kind !== 'stopped';
  }

  /** Why nothing can be seen; undefined while something can. */
  get blindReason(): string | undefined {
    return this.watching?.kind === 'blind' ? (this.#gaps.reason ?? this.watching.reason) : undefined;
  }

  /** The page went to the background. */
  hidden(): void {
    this.#gaps.hidden();
  }

  state(state: WatchState): void {
    const wasBlind = this.watching?.kind === 'blind';
    this.watching = state;
    if (state.kind === 'recording' || state.kind === 'moved') this.lastMoved = new Date();
    if (state.kind === 'blind') this.#gaps.blind(state.reason);
    if (wasBlind !== (state.kind === 'blind')) this.#ground.changed();
  }

  started(session: WatchSession): void {
    const { vitals, storing, outbox, changed } = this.#ground;
    this.session = session;
    vitals.opened(session.details);
    this.#gaps.began(session.id, Date.parse(session.startedAt));
    void storing.keep(outbox.sessionStarted(session.id, session.startedAt));
    changed();
  }

  opened(details: SourceDetails): void {
    this.#ground.vitals.opened(details);
  }

  awake(isKept: boolean): void {
    this.#ground.vitals.awake(isKept);
  }

  hearing(hearing: Hearing): void {
    this.#ground.vitals.hearing = hearing;
  }

  sample(sample: WatchSample): void {
    const { vitals } = this.#ground;
    const now = Date.now();
    vitals.checked(sample, now);
    this.#gaps.saw(now, vitals.hidden);
  }

  suspected(preview: RecordedPreview<Blob>): void {
    const { storing, outbox } = this.#ground;
    void storing.keep(outbox.preview(preview));
  }

  event(event: RecordedEvent<Blob>): void {
    const { storing, outbox } = this.#ground;
    void storing.keep(outbox.add(event).then(sendInBackground));
  }

  /** The watch is over, and the session with it. */
  async finish(): Promise<void> {
    const { storing, outbox, vitals } = this.#ground;
    const { session } = this;
    const now = Date.now();
    this.#gaps.stopped(now);
    if (session) await storing.keep(outbox.sessionStopped(session.id, new Date(now).toISOString()));
    this.session = undefined;
    this.watching = undefined;
    vitals.closed();
  }
}

function newId(): string {
  return uuidv7(Date.now(), (count) => crypto.getRandomValues(new Uint8Array(count)));
}
