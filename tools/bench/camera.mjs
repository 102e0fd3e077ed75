// A camera as the server sees it: its token, its session, and the requests that an event takes.
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {any} body
 * @property {number} milliseconds until the last byte of the answer
 *
 * @typedef {{ durationSeconds: number, preSeconds: number, postSeconds: number, bytes: number, contentType: string,
 *   sha256: string }} Clip
 */

/** Within how long every request has to be answered, in milliseconds. */
const patience = 30_000;

/** An id as phones make them: the time, then chance (RFC 9562, version 7). */
export function newId() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export class Camera {
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  /** @type {Record<string, string>} */
  #headers = {};
  #session = newId();
  #server;
  #localAddress;

  /**
   * @param {URL} server
   * @param {string} localAddress that the camera's requests come from
   */
  constructor(server, localAddress) {
    this.#server = server;
    this.#localAddress = localAddress;
  }

  /**
   * Becomes a camera of the account that the code is for, and starts to watch.
   * @param {string} code
   */
  async pair(code) {
    const { body } = await this.#json('POST', '/api/v1/devices', { code });
    this.#headers = { authorization: `Bearer ${body.token}` };
    await this.#json('PUT', `/api/v1/sessions/${this.#session}`, { startedAt: new Date().toISOString() });
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
  uploaded(event) {
    return this.#json('POST', `/api/v1/events/${event}/uploaded`);
  }

  /**
   * @param {{ url: string, headers: Record<string, string> }} grant
   * @param {Buffer} bytes
   */
  upload(grant, bytes) {
    return this.#send('PUT', grant.url, grant.headers, bytes);
  }

  close() {
    this.#agent.destroy();
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   */
  #json(method, path, body) {
    const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body));
    return this.#send(method, path, { ...this.#headers, 'content-type': 'application/json' }, bytes);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {Record<string, string>} headers
   * @param {Buffer} bytes
   * @returns {Promise<Answer>}
   * @throws Error when it is not answered, or not with success
   */
  #send(method, path, headers, bytes) {
    const begun = performance.now();
    return new Promise((resolve, reject) => {
      const options = {
        method,
        path,
        host: this.#server.hostname,
        port: this.#server.port,
        agent: this.#agent,
        localAddress: this.#localAddress,
        headers: { ...headers, 'content-length': bytes.length },
        timeout: patience,
      };
      const asking = request(options, (answer) => {
        /** @type {Buffer[]} */
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          const milliseconds = performance.now() - begun;
          const text = Buffer.concat(parts).toString();
          const status = answer.statusCode ?? 0;
          if (status >= 300) reject(new Error(`${method} ${path} was answered ${status}: ${text}`));
          else resolve({ status, body: text === '' ? undefined : JSON.parse(text), milliseconds });
        });
      });
      asking.on('timeout', () => asking.destroy(new Error(`${method} ${path} was not answered.`)));
      asking.on('error', reject);
      asking.end(bytes);
    });
  }
}
