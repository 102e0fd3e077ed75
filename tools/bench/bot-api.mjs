// Telegram's Bot API at the socket, as far as a bot that links one chat, sends and edits needs it: its addresses, forms,
// parts and answers. It remembers when what stood in the chat.
import { once } from 'node:events';
import { createServer } from 'node:http';

/** Of the shape that Telegram gives out. */
const token = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';
const bot = { id: 110201543, is_bot: true, first_name: 'Nightjar', username: 'nightjar_bench_bot' };
const person = { id: 4711, is_bot: false, first_name: 'Bench' };
const chat = { id: 4711, type: 'private', first_name: 'Bench' };

/**
 * What was written into the chat, or put in the place of what stood there.
 * @typedef {{ message: number, method: string, text: string, at: number }} Written `at` by `Date.now()`, when its last
 *   byte was there
 */

export class BotApi {
  /** @type {Written[]} */
  written = [];
  #server = createServer((request, response) => void this.#answer(request, response));
  /** @type {object[]} */
  #updates = [];
  /** @type {(() => void) | undefined} */
  #wake;
  #messages = 100;

  static async start() {
    const api = new BotApi();
    api.#server.listen(0, '127.0.0.1');
    await once(api.#server, 'listening');
    return api;
  }

  /** By which the server takes this for Telegram. @returns {Record<string, string>} */
  get settings() {
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.#server.address());
    return { NIGHTJAR_TELEGRAM_TOKEN: token, NIGHTJAR_TELEGRAM_API: `http://127.0.0.1:${port}` };
  }

  /** The person writes to the bot. @param {string} text */
  write(text) {
    const message = { message_id: ++this.#messages, from: person, chat, date: Math.floor(Date.now() / 1000), text };
    this.#updates.push({ update_id: this.#updates.length + 1, message });
    this.#wake?.();
  }

  stop() {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async #answer(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(/** @type {Buffer} */ (chunk));
    const fields = fieldsOf(request.headers['content-type'] ?? '', Buffer.concat(chunks));
    const [, who, method = ''] = (request.url ?? '').split('/');
    const result = who === `bot${token}` ? await this.#done(method, fields) : undefined;
    const body = result === undefined ? { ok: false, error_code: 404, description: 'Not Found' } : { ok: true, result };
    response.writeHead(result === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  }

  /** @param {string} method @param {Map<string, string>} fields */
  async #done(method, fields) {
    if (method === 'getMe') return bot;
    if (method === 'getUpdates') return this.#waiting(Number(fields.get('offset') ?? 0), Number(fields.get('timeout')));
    if (/^send(Message|Photo|Video)$/.test(method)) return this.#stands(++this.#messages, method, fields);
    if (/^editMessage/.test(method)) return this.#stands(Number(fields.get('message_id')), method, fields);
    return undefined;
  }

  /** Updates from a number on, which confirms those before; waits for some. @param {number} offset @param {number} seconds */
  async #waiting(offset, seconds) {
    const from = () => this.#updates.slice(Math.max(0, offset - 1));
    if (from().length > 0) return from();
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, (seconds || 0) * 1000);
      timer.unref();
      this.#wake = () => resolve(clearTimeout(timer));
    });
    return from();
  }

  /** @param {number} message @param {string} method @param {Map<string, string>} fields */
  #stands(message, method, fields) {
    const media = JSON.parse(fields.get('media') ?? '{}');
    const text = fields.get('text') ?? fields.get('caption') ?? media.caption ?? '';
    this.written.push({ message, method, text, at: Date.now() });
    return { message_id: message, date: Math.floor(Date.now() / 1000), chat };
  }
}

/** The fields of a form; files are left out. @param {string} type @param {Buffer} body @returns {Map<string, string>} */
function fieldsOf(type, body) {
  const boundary = /boundary=(.+)$/.exec(type)?.[1];
  if (boundary === undefined) return new Map(new URLSearchParams(body.toString()));
  /** @type {Map<string, string>} */
  const fields = new Map();
  // one character for each byte, so that files hurt nothing
  for (const part of body.toString('latin1').split(`--${boundary}`)) {
    const [head = '', ...rest] = part.split('\r\n\r\n');
    const name = /name="([^"]+)"/.exec(head)?.[1];
    if (name === undefined || head.includes('filename=')) continue;
    fields.set(name, Buffer.from(rest.join('\r\n\r\n').slice(0, -2), 'latin1').toString());
  }
  return fields;
}
