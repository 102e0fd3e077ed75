// People's pages as the server sees them: sign-ins that were written straight into its database, and live connections.
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import pg from 'pg';
import { WebSocket } from 'ws';

import { newId } from './camera.mjs';

const stepMilliseconds = 60_000;
const mostTries = 8;

/** The server's own database. @param {string} data folder of the server's data */
async function openDatabase(data) {
  const folder = join(data, 'database');
  const port = Number(readFileSync(join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[3]);
  const password = readFileSync(join(folder, 'nightjar.password'), 'utf8').trim();
  const login = { user: 'nightjar', database: 'nightjar' };
  const database = new pg.Client({ host: '127.0.0.1', port, password, ...login });
  await database.connect();
  return database;
}

/**
 * Gives the server's only person many more sign-ins, as if so many browsers had signed in, without hashing a password
 * for each.
 * @param {string} data folder of the server's data
 * @param {number} count
 * @returns {Promise<string[]>} the tokens that the browsers carry
 */
export async function mintSignIns(data, count) {
  const tokens = Array.from({ length: count }, () => randomBytes(32).toString('base64url'));
  const hashes = tokens.map((token) => createHash('sha256').update(token).digest());
  const database = await openDatabase(data);
  try {
    const { rowCount } = await database.query(
      `insert into sign_ins (id, token_hash, person, account, role, operator, created_at, used_at, expires_at)
       select minted.id, minted.hash, known.person, known.account, known.role, known.operator, now(), now(),
         known.expires_at
       from unnest($1::uuid[], $2::bytea[]) as minted (id, hash),
         (select * from sign_ins order by created_at limit 1) as known`,
      [tokens.map(() => newId()), hashes],
    );
    if (rowCount !== count) throw new Error(`${rowCount} of ${count} sign-ins were written.`);
  } finally {
    await database.end();
  }
  return tokens;
}

/** One page that listens, and asks for what it missed, as pages do. */
export class Monitor {
  /** Numbers of the changes that it was told, each as often as it was. @type {number[]} */
  told = [];
  /** When it heard of each event, by `performance.now()`. @type {Map<string, number>} */
  heardAt = new Map();
  /** How often the server was too busy for it. */
  refused = 0;
  /** Up to which change it was told all. */
  reached = 0;
  #address;
  #token;
  /** @type {WebSocket | undefined} */
  #socket;
  /** @type {Promise<void>} */
  #filled = Promise.resolve();

  /**
   * @param {string} address of the server
   * @param {string} token of its sign-in
   */
  constructor(address, token) {
    this.#address = address;
    this.#token = token;
  }

  /** Connects, and tries again as pages do when the server is busy; done when it has been greeted and knows what it missed. */
  async connect() {
    for (let tries = 1; ; tries++) {
      try {
        await this.#tryToConnect();
        return;
      } catch (refused) {
        if (tries === mostTries) throw refused;
        this.refused++;
        await pause(2 ** tries * 250 * (0.5 + Math.random() / 2));
      }
    }
  }

  async #tryToConnect() {
    const socket = new WebSocket(`${this.#address.replace(/^http/, 'ws')}/api/v1/live`, {
      origin: this.#address,
      headers: { cookie: `nightjar=${this.#token}` },
      perMessageDeflate: false,
      handshakeTimeout: stepMilliseconds,
    });
    this.#socket = socket;
    await new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('close', () => reject(new Error('A connection was closed before its greeting.')));
      socket.on('message', (data) => this.#hear(JSON.parse(data.toString()), () => resolve(undefined)));
    });
    socket.on('error', () => undefined);
    await this.#filled;
  }

  /** Goes away without a word, as a phone in a tunnel does. */
  drop() {
    this.#socket?.terminate();
    this.#socket = undefined;
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /**
   * @param {{ type: string, latest: number, n: number, id: string }} message
   * @param {() => void} greeted
   */
  #hear(message, greeted) {
    if (message.type === 'hello') {
      if (this.reached === 0) this.reached = message.latest;
      else if (message.latest > this.reached) this.#filled = this.#fill(this.reached);
      greeted();
      return;
    }
    this.heardAt.set(message.id, performance.now());
    // a change of after the greeting waits until those before it are fetched
    this.#filled = this.#filled.then(() => this.#tell(message.n));
  }

  /** @param {number} after */
  async #fill(after) {
    const answer = await fetch(`${this.#address}/api/v1/changes?after=${after}&limit=200`, {
      headers: { cookie: `nightjar=${this.#token}` },
      signal: AbortSignal.timeout(stepMilliseconds),
    });
    if (!answer.ok) throw new Error(`What was missed was answered ${answer.status}.`);
    const { items } = /** @type {{ items: { n: number }[] }} */ (await answer.json());
    for (const { n } of items) this.#tell(n);
  }

  /** Leaves out what it was told already, as what is fetched may come a second time. @param {number} n */
  #tell(n) {
    if (n <= this.reached) return;
    this.told.push(n);
    this.reached = n;
  }

  /** Done when all that it heard of has been told. */
  async settled() {
    await this.#filled;
  }
}
