// A person who uses the server's HTTP interface: signs up, pairs a camera, reads events and clips.

const timeoutMilliseconds = 20_000;

/**
 * @typedef {object} Event
 * @property {string} id
 * @property {string} sessionId
 * @property {string} state
 * @property {string} at
 * @property {number} change
 * @property {{ type: string, score: number }} trigger
 * @property {{ durationSeconds: number, preSeconds: number, postSeconds: number, contentType: string }} [clip]
 * @property {{ status: string, code?: string, text?: string }} analysis
 * @property {{ labels: { name: string, confidence: number }[], summary: string }} [findings]
 * @property {boolean} poster
 *
 * @typedef {{ id: string, startedAt: string, endedAt?: string }} Session
 *
 * @typedef {object} CameraChanges
 * @property {number} preSeconds
 * @property {number} postSeconds
 * @property {number} cooldownSeconds
 * @property {boolean} extension
 * @property {{ on: boolean, leastDb: number }} sound
 * @property {import('./options.mjs').IgnoredArea[]} mask
 */

export class Person {
  /** @type {Map<string, string>} */
  #cookies = new Map();
  #address;
  #signal;

  /**
   * @param {string} address of the server
   * @param {AbortSignal} signal ends every request
   */
  constructor(address, signal) {
    this.#address = address;
    this.#signal = signal;
  }

  /** What a browser needs to be the same person. @returns {{ name: string, value: string }[]} */
  get cookies() {
    return [...this.#cookies].map(([name, value]) => ({ name, value }));
  }

  /**
   * Signs up: as the first person of a new server, or of any that is open.
   * @param {string} [email]
   */
  async signUp(email = 'demo@nightjar.example') {
    await this.#json('GET', '/server');
    const password = `demo-${crypto.randomUUID()}`;
    await this.#json('POST', '/people', { email, password, name: 'Demo' });
  }

  /**
   * @param {string} name of the camera
   * @returns {Promise<string>} the code to enter on the phone
   */
  async pairingCode(name) {
    return (await this.#json('POST', '/pairing-codes', { name })).code;
  }

  /** @returns {Promise<string>} id of the camera that was paired last */
  async camera() {
    const { items } = await this.#json('GET', '/devices');
    if (items.length === 0) throw new Error('The phone was not paired.');
    return items[0].id;
  }

  /**
   * @param {string} device
   * @param {CameraChanges} changes to what is in force
   */
  async changeSettings(device, changes) {
    const settings = await this.#json('GET', `/devices/${device}/settings`);
    await this.#json('PUT', `/devices/${device}/settings`, { ...settings, ...changes });
  }

  /** @returns {Promise<Session[]>} */
  async sessions() {
    return (await this.#json('GET', '/sessions')).items;
  }

  /** @returns {Promise<Event[]>} all of them, newest first */
  async events() {
    const events = [];
    for (let before = ''; ;) {
      const page = await this.#json('GET', `/events?limit=100${before && `&before=${before}`}`);
      events.push(...page.items);
      if (!page.next) return events;
      before = encodeURIComponent(page.next);
    }
  }

  /**
   * Looks for events.
   * @param {string} words
   * @returns {Promise<Event[]>}
   */
  async search(words) {
    return (await this.#json('GET', `/search?q=${encodeURIComponent(words)}`)).items;
  }

  /**
   * Asks for the clip of a dismissed event after all.
   * @param {string} id
   * @returns {Promise<Event>}
   */
  async restore(id) {
    return this.#json('POST', `/events/${id}/restore`);
  }

  /**
   * @param {number} after the last change that is known
   * @returns {Promise<{ items: { n: number, kind: string, id: string }[], latest: number, more: boolean }>}
   */
  async changes(after) {
    return this.#json('GET', `/changes?after=${after}&limit=100`);
  }

  /**
   * @param {string} id
   * @returns {Promise<Event>}
   */
  async event(id) {
    return this.#json('GET', `/events/${id}`);
  }

  /**
   * @param {string} id
   * @param {'clip' | 'poster'} part
   * @returns {Promise<Uint8Array>}
   */
  async download(id, part) {
    const answer = await this.#send('GET', `/events/${id}/${part}`);
    return new Uint8Array(await answer.arrayBuffer());
  }

  /**
   * Any other request; its answer.
   * @param {string} method
   * @param {string} path below /api/v1
   * @param {object} [body]
   * @returns {Promise<any>}
   */
  async ask(method, path, body) {
    return this.#json(method, path, body);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   * @returns {Promise<any>}
   */
  async #json(method, path, body) {
    return (await this.#send(method, path, body)).json();
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   */
  async #send(method, path, body) {
    const answer = await fetch(`${this.#address}/api/v1${path}`, {
      method,
      headers: {
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'x-xsrf-token': this.#cookies.get('XSRF-TOKEN') ?? '',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      signal: AbortSignal.any([this.#signal, AbortSignal.timeout(timeoutMilliseconds)]),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of answer.headers.getSetCookie()) this.#keep(cookie);
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`);
    return answer;
  }

  /** @param {string} cookie as the server sets it */
  #keep(cookie) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
