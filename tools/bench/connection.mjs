// One connection that asks one thing at a time, over HTTP/1.1 and a bare socket: a load generator that shares its cores
// with the server must take little of them. It reads what our server answers, not all that HTTP allows.
import { connect } from 'node:net';

/** Within how long every request has to be answered, in milliseconds. */
const patience = 30_000;

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {string} text
 * @property {number} milliseconds until the last byte of the answer
 */

export class Connection {
  #server;
  #localAddress;
  /** @type {import('node:net').Socket | undefined} */
  #socket;
  /** @type {Buffer} */
  #received = Buffer.alloc(0);
  /** @type {{ resolve: (answer: Answer) => void, reject: (error: Error) => void, begun: number } | undefined} */
  #asked;

  /**
   * @param {URL} server
   * @param {string} localAddress that the requests come from
   */
  constructor(server, localAddress) {
    this.#server = server;
    this.#localAddress = localAddress;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {string} headers whole lines, each with its end
   * @param {Buffer} body
   * @returns {Promise<Answer>}
   */
  ask(method, path, headers, body) {
    return new Promise((resolve, reject) => {
      if (this.#asked) throw new Error('One request at a time.');
      this.#asked = { resolve, reject, begun: performance.now() };
      this.#socket ??= this.#open();
      const { host } = this.#server;
      const head = `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n${headers}content-length: ${body.length}\r\n\r\n`;
      // one packet for both where the body is small
      this.#socket.cork();
      this.#socket.write(head);
      this.#socket.write(body);
      this.#socket.uncork();
    });
  }

  close() {
    this.#asked = undefined;
    this.#socket?.destroy();
  }

  #open() {
    const { hostname, port } = this.#server;
    const socket = connect({ host: hostname, port: Number(port), localAddress: this.#localAddress, noDelay: true });
    socket.setTimeout(patience);
    socket.on('data', (part) => this.#receive(part));
    socket.on('error', (error) => this.#fail(socket, error));
    socket.on('timeout', () => this.#fail(socket, new Error('The server did not answer in time.')));
    socket.on('close', () => this.#fail(socket, new Error('The server closed the connection.')));
    return socket;
  }

  /** @param {Buffer} part */
  #receive(part) {
    this.#received = this.#received.length === 0 ? part : Buffer.concat([this.#received, part]);
    const answer = read(this.#received);
    const asked = this.#asked;
    if (!answer || !asked) return;
    this.#received = Buffer.alloc(0);
    this.#asked = undefined;
    if (answer.last) this.#leave();
    asked.resolve({ status: answer.status, text: answer.text, milliseconds: performance.now() - asked.begun });
  }

  /** The next request opens another one: servers end a connection after so many requests. */
  #leave() {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.destroy();
  }

  /**
   * @param {import('node:net').Socket} socket
   * @param {Error} error
   */
  #fail(socket, error) {
    if (socket !== this.#socket) return;
    this.#asked?.reject(error);
    this.#asked = undefined;
    this.#received = Buffer.alloc(0);
    this.#leave();
  }
}

/**
 * The answer that these bytes are, or nothing while it is not whole.
 * @param {Buffer} bytes
 * @returns {{ status: number, text: string, last: boolean } | undefined} `last`: the server closes the connection then
 */
export function read(bytes) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = bytes.toString('latin1', 0, end).toLowerCase();
  const status = Number(head.slice(9, 12));
  const last = head.includes('\r\nconnection: close');
  const rest = bytes.subarray(end + 4);
  if (head.includes('\r\ntransfer-encoding: chunked')) {
    const text = chunks(rest);
    return text === undefined ? undefined : { status, text, last };
  }
  const length = Number(/\r\ncontent-length: (\d+)/.exec(head)?.[1] ?? 0);
  return rest.length < length ? undefined : { status, text: rest.toString('utf8', 0, length), last };
}

/**
 * What the chunks say together, or nothing while the last one is missing.
 * @param {Buffer} bytes
 */
function chunks(bytes) {
  const parts = [];
  for (let at = 0; ;) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return undefined;
    const length = Number.parseInt(bytes.toString('latin1', at, line), 16);
    const begin = line + 2;
    if (bytes.length < begin + length + 2) return undefined;
    if (length === 0) return Buffer.concat(parts).toString();
    parts.push(bytes.subarray(begin, begin + length));
    at = begin + length + 2;
  }
}
