import { Workbox } from 'workbox-window';
import type { Watches } from './watches';

const hourMs = 3_600_000;
/** Who comes back that soon finds the page as it was left. */
const hiddenMs = 60_000;
/** A worker that takes longer to take over does not hold up the start. */
const takeoverAtStartMs = 5_000;
/** Browsers end an older worker that a request woke again only after it has rested for half a minute. */
const takeoverMs = 45_000;

/**
 * The page's newer version. It waits until somebody takes it, so that no screen changes under a hand and no watch is cut
 * off; where nobody looks and nobody watches, it comes by itself.
 */
export class AppUpdate {
  waits = $state(false);
  /** Somebody has taken it: what is being recorded is finished first. */
  taking = $state(false);
  /** The browser keeps no service worker for this address, as where it does not trust the certificate. */
  refused = $state(false);
  #registration: ServiceWorkerRegistration | undefined;
  #lookedAt = 0;

  /** @param finish ends what this page does, so that a reload cuts nothing off */
  constructor(
    private readonly watches: Watches,
    private readonly finish: () => Promise<void>,
  ) {}

  /** Registers the service worker, where the browser has one and trusts this address. */
  async register(): Promise<void> {
    if (!('serviceWorker' in navigator)) {
      this.refused = !isSecureContext;
      return;
    }
    const worker = new Workbox('/sw.js');
    worker.addEventListener('waiting', () => (this.waits = true));
    worker.addEventListener('activated', () => this.#activated());
    try {
      this.#registration = await worker.register();
    } catch (cause) {
      // The app works without, only not offline; without a network at the start, nothing is refused.
      this.refused = cause instanceof DOMException && cause.name === 'SecurityError';
    }
  }

  /** Looks for a newer version every hour, and lets it in when the page is hidden; the answer ends that. */
  watch(): () => void {
    this.#lookedAt = Date.now();
    const stop = new AbortController();
    const timer = setInterval(() => void this.look(), hourMs);
    let hidden: ReturnType<typeof setTimeout> | undefined;
    document.addEventListener(
      'visibilitychange',
      () => {
        clearTimeout(hidden);
        if (document.visibilityState === 'visible') void (Date.now() - this.#lookedAt > hourMs && this.look());
        else hidden = setTimeout(() => void this.#takeUnseen(), hiddenMs);
      },
      stop,
    );
    return () => {
      clearInterval(timer);
      clearTimeout(hidden);
      stop.abort();
    };
  }

  /** Asks the server for a newer version: a page that stays open for weeks never would. */
  async look(): Promise<void> {
    this.#lookedAt = Date.now();
    try {
      await this.#registration?.update();
    } catch {
      // No network, or a server that is being replaced: it is asked again.
    }
    if (document.visibilityState === 'hidden') await this.#takeUnseen();
  }

  /** Finishes what is being recorded, lets the waiting version take over, and reloads with it. */
  async take(): Promise<void> {
    if (this.taking) return;
    this.taking = true;
    await this.watches.quiet();
    await this.finish();
    const waiting = this.#registration?.waiting;
    if (waiting) await takesOver(waiting, takeoverMs);
    location.reload();
  }

  async #takeUnseen(): Promise<void> {
    if (this.waits && !(await this.watches.anywhere())) await this.take();
  }

  /** Another tab has taken it. Who looks at this one is not interrupted, and takes it when it suits. */
  #activated(): void {
    if (this.waits && document.visibilityState === 'hidden') void this.#takeUnseen();
  }
}

/**
 * Lets a version that has waited take over before anything is shown, unless a camera watches in another tab.
 *
 * @returns true when the page is loaded anew
 */
export async function updateAtStart(watches: Watches): Promise<boolean> {
  const waiting = await waitingWorker();
  if (!waiting || (await watches.anywhere()) || !(await takesOver(waiting, takeoverAtStartMs))) return false;
  location.reload();
  return true;
}

async function waitingWorker(): Promise<ServiceWorker | undefined> {
  if (!('serviceWorker' in navigator)) return undefined;
  try {
    return (await navigator.serviceWorker.getRegistration())?.waiting ?? undefined;
  } catch {
    // An address that the browser trusts with no service worker.
    return undefined;
  }
}

/** @returns false when it does not */
function takesOver(waiting: ServiceWorker, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), withinMs);
    waiting.addEventListener('statechange', () => {
      if (waiting.state !== 'activated') return;
      clearTimeout(timer);
      resolve(true);
    });
    // A worker that still sends would be waited for, for minutes, and every page with it.
    navigator.serviceWorker.controller?.postMessage({ type: 'YIELD' });
    waiting.postMessage({ type: 'SKIP_WAITING' });
  });
}
