import type { CameraChoice } from './camera';
import { runCamera, type RunObserver, type RunOptions } from './camera-run';
import { untilSomethingChanges } from './camera-trouble';
import type { Learnt } from './recorder-relay';

/** Hears a camera that is opened again and again. */
export interface CameraKeeperObserver extends RunObserver {
  /** Whether an event is being recorded: the camera is not closed for another choice meanwhile. */
  isBusy(): boolean;
}

/** Between two tries to open a camera that is blind: doubles up to the longest. */
const firstRetryMs = 1_000;
const longestRetryMs = 30_000;
/** How often it looks whether an event is over that another choice waits for. */
const quietCheckMs = 250;

/** Keeps a camera open until the signal is aborted: tries again when it is blind, and opens another one when told to. */
export class CameraKeeper {
  readonly #observer: CameraKeeperObserver;
  readonly #signal: AbortSignal;
  readonly #options: Omit<RunOptions, 'learnt'>;
  #choice: CameraChoice;
  #learnt: Learnt = { failed: new Set() };
  #opening = new AbortController();
  /** Its clips have no sound. */
  #isDeaf = false;
  /** Resolves when the camera is closed for good. */
  readonly closed: Promise<void>;

  constructor(
    choice: CameraChoice,
    observer: CameraKeeperObserver,
    signal: AbortSignal,
    options: Omit<RunOptions, 'learnt'> = {},
  ) {
    this.#choice = choice;
    this.#observer = observer;
    this.#signal = signal;
    this.#options = options;
    const listen = () => void this.#listenAgain();
    // A page that came over plain HTTP has no devices at all; opening the camera says so.
    navigator.mediaDevices?.addEventListener('devicechange', listen, { signal });
    this.closed = this.#keep();
  }

  /** Opens the camera anew when this is another choice, as soon as no event is being recorded. */
  choose(choice: CameraChoice): void {
    if (JSON.stringify(choice) === JSON.stringify(this.#choice)) return;
    this.#choice = choice;
    this.#learnt = { failed: new Set() };
    this.#reopen();
  }

  /** A microphone that was missing may be there now; the browser hands it over only together with the camera. */
  async #listenAgain(): Promise<void> {
    if (!this.#isDeaf || this.#choice.microphone === false) return;
    const devices = await navigator.mediaDevices.enumerateDevices();
    if (devices.some(({ kind }) => kind === 'audioinput') && !this.#signal.aborted) this.#reopen();
  }

  #reopen(): void {
    const opening = this.#opening;
    const timer = setInterval(() => {
      if (this.#observer.isBusy() && !opening.signal.aborted) return;
      clearInterval(timer);
      opening.abort();
    }, quietCheckMs);
  }

  async #keep(): Promise<void> {
    let retryMs = firstRetryMs;
    while (!this.#signal.aborted) {
      const opening = this.#newOpening();
      // A camera that could be seen is tried again soon.
      const seen = () => (retryMs = firstRetryMs);
      const blind = await runCamera(this.#choice, this.#hears(seen), opening.signal, {
        ...this.#options,
        learnt: this.#learnt,
      });
      if (this.#signal.aborted) return;
      // It was turned, or another one was chosen.
      if (!blind) continue;
      // Asking at short intervals would put the same question to a person over and over.
      if (blind.reason === 'permissionDenied') retryMs = longestRetryMs;
      await somethingChangesWithin(retryMs, opening.signal);
      retryMs = Math.min(longestRetryMs, retryMs * 2);
    }
  }

  #hears(seen: () => void): RunObserver {
    const observer = this.#observer;
    return {
      began(camera, first) {
        seen();
        observer.began(camera, first);
      },
      records: (source) => observer.records(source),
      learnt: (details) => {
        this.#isDeaf = !details.microphone;
        observer.learnt(details);
      },
      sample: (sample) => observer.sample(sample),
      recorded: () => observer.recorded(),
      blind: (reason) => observer.blind(reason),
    };
  }

  /** Ends with the whole keeper, or alone when another camera is chosen. */
  #newOpening(): AbortController {
    const opening = (this.#opening = new AbortController());
    this.#signal.addEventListener('abort', () => opening.abort(), { once: true, signal: opening.signal });
    return opening;
  }
}

/** Waits; ends early when trying again may help, or the signal is aborted. */
async function somethingChangesWithin(ms: number, signal: AbortSignal): Promise<void> {
  const waiting = new AbortController();
  const end = () => waiting.abort();
  const timer = setTimeout(end, ms);
  signal.addEventListener('abort', end, { once: true, signal: waiting.signal });
  if (signal.aborted) end();
  await untilSomethingChanges(waiting.signal);
  clearTimeout(timer);
  waiting.abort();
}
