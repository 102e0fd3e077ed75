import { Workbox } from 'workbox-window';

/** The service worker's newer version: it waits until somebody takes it, so that no screen changes under a hand. */
export class AppUpdate {
  waits = $state(false);
  #worker: Workbox | undefined;

  /** Registers the service worker, where the browser has one and trusts this address. */
  async register(): Promise<void> {
    if (!('serviceWorker' in navigator)) return;
    this.#worker = new Workbox('/sw.js');
    this.#worker.addEventListener('waiting', () => (this.waits = true));
    try {
      await this.#worker.register();
    } catch {
      // Behind a certificate that is not trusted there is no service worker; the app works without, only not offline.
      this.#worker = undefined;
    }
  }

  /** Lets the waiting version take over, and reloads with it. */
  take(): void {
    this.#worker?.addEventListener('controlling', () => location.reload());
    this.#worker?.messageSkipWaiting();
  }
}
