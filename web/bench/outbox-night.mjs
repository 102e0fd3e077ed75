// What a camera records in the outbox bench, and what befalls it meanwhile.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {import('./outbox-page.ts').Recording} Recording */

/** When, as a share of all events: the page is killed. */
const kills = [0.12, 0.31, 0.52, 0.71, 0.9];
/** When the network goes; it comes back some events later. */
const offlineSpells = [0.22, 0.61];
const eventsOffline = 3;

export class Night {
  /** The SHA-256 of every clip that the outbox has taken, by its event. @type {Map<string, string>} */
  taken = new Map();
  /** Events of which only the preview was stored when the page was killed. @type {string[]} */
  interrupted = [];
  /** @type {string[]} */
  doubts = [];
  /** Doubts whose owner wanted the clip after all. @type {string[]} */
  restored = [];
  counts = { kills: 0, offlineSpells: 0, gaps: 0 };
  #sessionId = uuid();
  #phone;
  #faults;
  #options;
  #number = 0;

  /**
   * @param {import('./outbox-phone.mjs').BenchPhone} phone
   * @param {import('./outbox-faults.mjs').Faults} faults
   * @param {{ events: number, seed: number, random: () => number }} options
   */
  constructor(phone, faults, options) {
    this.#phone = phone;
    this.#faults = faults;
    this.#options = options;
  }

  /** Records all events; resolves when the outbox has taken the last one. */
  async pass() {
    const { events } = this.#options;
    const at = (/** @type {number} */ share) => Math.floor(share * events);
    await this.#phone.call('sessionStarted', this.#sessionId, new Date().toISOString());
    for (let i = 0; i < events; i++) {
      if (kills.some((share) => at(share) === i)) await this.#kill();
      if (offlineSpells.some((share) => at(share) === i)) await this.#phone.setOffline(true);
      if (offlineSpells.some((share) => at(share) + eventsOffline === i)) await this.#comeBack();
      await this.#record(this.#next(false));
      if (i % 10 === 5) await this.#doubt();
      if (i % 20 === 7) await this.#tellGap();
    }
    await this.#phone.call('sessionStopped', this.#sessionId, new Date().toISOString());
    await this.#report('all recorded');
  }

  /**
   * The owner wants some of the dismissed clips after all.
   * @param {(id: string) => Promise<unknown>} restore as the owner does
   * @param {() => Promise<string[]>} heartbeat what the server then asks the camera for
   */
  async restore(restore, heartbeat) {
    this.restored = this.doubts.slice(0, 3);
    for (const id of this.restored) await restore(id);
    await this.#phone.call('wanted', await heartbeat());
  }

  /** @param {boolean} doubt @returns {Recording} */
  #next(doubt) {
    const { seed, random } = this.#options;
    this.#number += 1;
    const bytes = 20_000 + Math.floor(random() * 400_000);
    const at = new Date().toISOString();
    return { id: uuid(), sessionId: this.#sessionId, at, bytes, seed: seed * 100_000 + this.#number * 7, doubt };
  }

  /** @param {Recording} event */
  async #record(event) {
    await this.#phone.call('suspect', event);
    await pause(50 + this.#options.random() * 250);
    this.taken.set(event.id, await this.#phone.call('complete', event));
  }

  /** Kills the page while it records an event, and in the middle of whatever it sends. The service worker goes on. */
  async #kill() {
    const event = this.#next(false);
    await this.#phone.call('suspect', event);
    this.interrupted.push(event.id);
    await pause(this.#options.random() * 800);
    await this.#phone.killPage();
    this.#faults.pageIsOpen = false;
    await this.#phone.sync();
    await pause(5_000);
    this.#faults.pageIsOpen = true;
    await this.#phone.openPage();
    this.counts.kills += 1;
    await this.#report('the page was killed');
  }

  async #comeBack() {
    await pause(2_000);
    await this.#phone.setOffline(false);
    this.counts.offlineSpells += 1;
    await this.#report('was offline');
  }

  async #doubt() {
    const event = this.#next(true);
    await this.#record(event);
    this.doubts.push(event.id);
  }

  async #tellGap() {
    const now = Date.now();
    const [from, until] = [new Date(now - 5_000).toISOString(), new Date(now - 1_000).toISOString()];
    await this.#phone.call('gapEnded', uuid(), this.#sessionId, from, until);
    this.counts.gaps += 1;
  }

  /** @param {string} what */
  async #report(what) {
    const { waiting, dismissed } = await this.#phone.call('left');
    console.log(`  ${what}: ${this.taken.size} events recorded, ${waiting} wait, ${dismissed} dismissed`);
  }
}

/** Ids as the page makes them: by time. */
function uuid() {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
