// The phone of the outbox bench: one browser, whose page is killed and opened again, with the product's service worker.
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright';
import { chromiumFlags, findChromium } from '../tools/chromium.mjs';

/** @typedef {import('./outbox-page.ts').OutboxBench} OutboxBench */

const stepMilliseconds = 30_000;

export class BenchPhone {
  #context;
  #address;
  /** @type {import('playwright').Page | undefined} */
  #page;
  #helper;
  #registrationId = '';

  /**
   * @param {import('playwright').BrowserContext} context
   * @param {import('playwright').CDPSession} helper speaks of service workers, and outlives the pages
   * @param {string} address of the bench's page
   */
  constructor(context, helper, address) {
    this.#context = context;
    this.#helper = helper;
    this.#address = address;
    helper.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      for (const { registrationId, isDeleted } of registrations) if (!isDeleted) this.#registrationId = registrationId;
    });
  }

  /**
   * @param {string} address of the bench's page
   * @param {string} profile folder for the browser's data
   */
  static async open(address, profile) {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: findChromium(),
      headless: true,
      args: chromiumFlags,
    });
    context.setDefaultTimeout(stepMilliseconds);
    const blank = context.pages()[0] ?? (await context.newPage());
    const helper = await context.newCDPSession(blank);
    await helper.send('ServiceWorker.enable');
    const phone = new BenchPhone(context, helper, address);
    await phone.openPage();
    return phone;
  }

  async openPage() {
    const page = await this.#context.newPage();
    await page.goto(this.#address);
    await page.waitForFunction(() => 'bench' in globalThis);
    this.#page = page;
  }

  /** Kills the page as an operating system does that wants its memory. */
  async killPage() {
    const page = this.#page;
    this.#page = undefined;
    if (!page) return;
    const crashed = page.waitForEvent('crash');
    const session = await this.#context.newCDPSession(page);
    session.send('Page.crash').catch(() => undefined);
    await crashed;
    await page.close();
  }

  /** Has the browser say to the service worker that there is a network, as it does for Background Sync. */
  async sync() {
    await this.#helper.send('ServiceWorker.dispatchSyncEvent', {
      origin: new URL(this.#address).origin,
      registrationId: this.#registrationId,
      tag: 'nightjar-outbox',
      lastChance: false,
    });
  }

  /** @param {boolean} offline */
  async setOffline(offline) {
    await this.#context.setOffline(offline);
  }

  /**
   * Calls a function of the bench's page.
   * @template {keyof OutboxBench} Name
   * @param {Name} name
   * @param {Parameters<OutboxBench[Name]>} given
   * @returns {Promise<Awaited<ReturnType<OutboxBench[Name]>>>}
   */
  async call(name, ...given) {
    if (!this.#page) throw new Error('The page is not open.');
    return /** @type {any} */ (
      await this.#page.evaluate(
        ([what, values]) => /** @type {any} */ (globalThis).bench[what](...values),
        /** @type {[string, any[]]} */ ([name, given]),
      )
    );
  }

  /**
   * Waits until nothing is left to be sent.
   * @param {number} seconds at most
   */
  async empty(seconds) {
    const end = performance.now() + seconds * 1_000;
    for (;;) {
      const left = await this.call('left');
      if (left.waiting === 0) return left;
      if (performance.now() > end) throw new Error(`After ${seconds} s this is left: ${JSON.stringify(left)}`);
      await pause(200);
    }
  }

  async close() {
    await this.#context.close();
  }
}
