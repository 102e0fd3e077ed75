// Follows the events of one session until all are final, and prints a line for every change.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * @typedef {import('./person.mjs').Event} Event
 * @typedef {import('./person.mjs').Person} Person
 */

const finalStates = new Set(['done', 'dismissed', 'failed', 'expired']);
const pollMilliseconds = 250;

/** What the demo says about one event, and how it goes on. */
export class Follower {
  /** @type {Map<string, { event: Event, line: string }>} */
  #events = new Map();
  #latest = 0;
  /** @type {Promise<void>} */
  #updating = Promise.resolve();
  #person;
  #folder;
  #print;

  /**
   * @param {Person} person
   * @param {string} folder where clips and posters are put
   * @param {(line: string) => void} print
   */
  constructor(person, folder, print) {
    this.#person = person;
    this.#folder = folder;
    this.#print = print;
  }

  /** How many events there are. */
  get count() {
    return this.#events.size;
  }

  /** Whether every event that is known has reached its last state. */
  get allFinal() {
    return [...this.#events.values()].every(({ event }) => finalStates.has(event.state));
  }

  /**
   * Prints changes as they come.
   * @param {AbortSignal} signal ends it
   */
  async run(signal) {
    while (!signal.aborted) {
      await this.update();
      await pause(pollMilliseconds, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Asks for what changed and prints it; one caller at a time, so that lines come in order and once. */
  async update() {
    const before = this.#updating;
    this.#updating = before.then(() => this.#updateNow());
    await this.#updating;
  }

  async #updateNow() {
    for (let more = true; more;) {
      const changes = await this.#person.changes(this.#latest);
      const ids = new Set(changes.items.filter(({ kind }) => kind === 'event').map(({ id }) => id));
      for (const id of ids) await this.#changed(await this.#person.event(id));
      this.#latest = changes.items.at(-1)?.n ?? this.#latest;
      more = changes.more;
    }
  }

  /** @param {Event} event */
  async #changed(event) {
    const session = (await this.#person.sessions()).find(({ id }) => id === event.sessionId);
    if (session === undefined) throw new Error(`Event ${event.id} belongs to a session that the server does not list.`);
    const line = JSON.stringify({ ...describe(event, session.startedAt), ...(await this.#media(event)) });
    if (this.#events.get(event.id)?.line !== line) this.#print(line);
    this.#events.set(event.id, { event, line });
  }

  /**
   * Copies clip and poster of a final event.
   * @param {Event} event
   */
  async #media(event) {
    if (!finalStates.has(event.state)) return {};
    const media = {};
    if (event.clip !== undefined && event.state !== 'expired') {
      const file = join(this.#folder, `${event.id}.${event.clip.contentType === 'video/mp4' ? 'mp4' : 'webm'}`);
      writeFileSync(file, await this.#person.download(event.id, 'clip'));
      const { durationSeconds, preSeconds, postSeconds } = event.clip;
      Object.assign(media, { clip: { file, durationSeconds, preSeconds, postSeconds } });
    }
    if (event.poster) {
      const poster = join(this.#folder, `${event.id}.jpg`);
      writeFileSync(poster, await this.#person.download(event.id, 'poster'));
      Object.assign(media, { poster });
    }
    return media;
  }
}

/**
 * @param {Event} event
 * @param {string} startedAt wall time of the first frame
 */
export function describe(event, startedAt) {
  const atSeconds = Math.round(Date.parse(event.at) - Date.parse(startedAt)) / 1000;
  return {
    event: event.id,
    state: event.state,
    atSeconds,
    trigger: { type: event.trigger.type, score: event.trigger.score },
    ...(event.findings && {
      labels: event.findings.labels.map(({ name, confidence }) => ({ name, confidence })),
      summary: event.findings.summary,
    }),
    ...(event.analysis.status === 'failed' && { problem: { code: event.analysis.code, text: event.analysis.text } }),
  };
}
