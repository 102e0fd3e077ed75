import { Workbox } from 'workbox-window';

/** The service worker's newer version: it waits until somebody takes it, so that no screen changes under a hand. */
export class AppUpdate {
  waits = $state(false);
  /** The browser keeps no service worker for this address, as where it does not trust the certificate. */
  refused = $state(false);
  #worker: Workbox | undefined;

  /** Registers the service worker, where the browser has one and trusts this address. */
  async register(): Promise<void> {
    if (!('serviceWorker' in navigator)) {
      this.refused = !isSecureContext;
      return;
    }
    this.#worker = new Workbox('/sw.js');
    this.#worker.addEventListener('waiting', () => (this.waits = true));
    try {
      await this.#worker.register();
    } catch (cause) {
      // The app works without, only not offline; without a network at the start, nothing is refused.
      this.refused = cause instanceof DOMException && cause.name === 'SecurityError';
      this.#worker = undefined;
    }
  }

  /** Lets the waiting version take over, and reloads with it. */
  take(): void {
    this.#worker?.addEventListener('controlling', () => location.reload());
    this.#worker?.messageSkipWaiting();
  }
}
