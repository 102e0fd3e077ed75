import type { CDPSession, Page } from '@playwright/test';

const tag = 'nightjar-outbox';

/** The service worker of an address, as the browser sees it: it needs no page of that address. */
export class Background {
  private registrationId = '';

  private constructor(
    private readonly browser: CDPSession,
    private readonly origin: string,
  ) {
    browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      for (const { registrationId, isDeleted, scopeURL } of registrations) {
        if (!isDeleted && scopeURL.startsWith(origin)) this.registrationId = registrationId;
      }
    });
  }

  /** @param page of any address; it has to stay open */
  static async of(page: Page, address: string): Promise<Background> {
    const browser = await page.context().newCDPSession(page);
    const background = new Background(browser, new URL(address).origin);
    await browser.send('ServiceWorker.enable');
    return background;
  }

  /** Says to the service worker what browsers say when the connection is back and no page may be open. */
  async sync(): Promise<void> {
    const { origin, registrationId } = this;
    if (registrationId === '') throw new Error(`There is no service worker of ${origin}.`);
    await this.browser.send('ServiceWorker.dispatchSyncEvent', { origin, registrationId, tag, lastChance: false });
  }

  /** Kills the service worker, whatever it does, as browsers do that want its memory. */
  async kill(): Promise<void> {
    await this.browser.send('ServiceWorker.stopAllWorkers');
  }
}
