// A camera as the server sees it: its token, its session, and the requests that an event takes.
import { randomBytes } from 'node:crypto';

import { Connection } from './connection.mjs';

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {any} body
 * @property {number} milliseconds until the last byte of the answer
 *
 * @typedef {{ durationSeconds: number, preSeconds: number, postSeconds: number, bytes: number, contentType: string,
 *   sha256: string }} Clip
 */

/** An id as phones make them: the time, then chance (RFC 9562, version 7). */
export function newId() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export class Camera {
  /** Of the store, where it keeps this camera's clips, once it is paired. */
  folder = '';
  /** @type {string[]} ids of the events that were taken as uploaded */
  sent = [];
  #headers = '';
  #session = newId();
  #connection;

  /**
   * @param {URL} server
   * @param {string} localAddress that the camera's requests come from
   */
  constructor(server, localAddress) {
    this.#connection = new Connection(server, localAddress);
  }

  /**
   * Becomes a camera of the account that the code is for, and starts to watch.
   * @param {string} code
   */
  async pair(code) {
    const { body } = await this.#json('POST', '/api/v1/devices', { code });
    this.#headers = `authorization: Bearer ${body.token}\r\n`;
    await this.#json('PUT', `/api/v1/sessions/${this.#session}`, { startedAt: new Date().toISOString() });
    const me = await this.#json('GET', '/api/v1/me');
    this.folder = `clips/${me.body.account.id}/${body.device.id}`;
  }

  /**
   * Says that something moved, as phones do. The answer carries the grant to upload.
   * @param {string} event
   * @param {Clip} clip
   */
  announce(event, clip) {
    const at = new Date().toISOString();
    const trigger = {
      type: 'motion',
      score: 0.031,
      changedShare: 0.028,
      cells: [400, 401, 440, 441, 442],
      doubt: false,
    };
    const trace = { triggeredAt: at, clipReadyAt: at };
    return this.#json('PUT', `/api/v1/events/${event}`, { sessionId: this.#session, at, trigger, clip, trace });
  }

  /** @param {string} event */
  async uploaded(event) {
    const answer = await this.#json('POST', `/api/v1/events/${event}/uploaded`);
    this.sent.push(event);
    return answer;
  }

  /**
   * @param {{ url: string, headers: Record<string, string> }} grant
   * @param {Buffer} bytes
   */
  upload(grant, bytes) {
    const headers = Object.entries(grant.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return this.#send('PUT', grant.url, headers.join(''), bytes);
  }

  close() {
    this.#connection.close();
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   */
  #json(method, path, body) {
    const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body));
    return this.#send(method, path, `${this.#headers}content-type: application/json\r\n`, bytes);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {string} headers whole lines
   * @param {Buffer} bytes
   * @returns {Promise<Answer>}
   * @throws Error when it is not answered, or not with success
   */
  async #send(method, path, headers, bytes) {
    const { status, text, milliseconds } = await this.#connection.ask(method, path, headers, bytes);
    if (status >= 300) throw new Error(`${method} ${path} was answered ${status}: ${text}`);
    return { status, body: text === '' ? undefined : JSON.parse(text), milliseconds };
  }
}
