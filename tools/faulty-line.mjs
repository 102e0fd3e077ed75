// A line between a browser and a server on which things go wrong: it forwards HTTP, and breaks what it is told to break.
import { once } from 'node:events';
import { createServer, request as forwardedRequest } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * @typedef {{ method: string, path: string }} Seen what is known of a request before it is forwarded
 *
 * @typedef {{ kind: 'cutBefore' | 'cutInBody' | 'cutAfter' }
 *   | { kind: 'answer', status: number, retryAfterSeconds?: number }
 *   | { kind: 'slow', milliseconds: number }} Fault
 *   `cutBefore`: the server hears nothing of it. `cutInBody`: it hears a part. `cutAfter`: it has done it, but the
 *   answer is lost. `answer`: it is answered so, and the server hears nothing of it. `slow`: it takes longer.
 *
 * @typedef {object} FaultyLine
 * @property {string} address such as http://127.0.0.1:41234
 * @property {(down: boolean) => void} setDown down: every connection breaks, and none comes about
 * @property {() => Promise<void>} stop
 */

/**
 * @param {object} options
 * @param {string} options.upstream address of the server
 * @param {(seen: Seen) => Fault | undefined} [options.faultFor] asked for every request
 * @param {Record<string, string>} [options.others] addresses by the beginning of the path, for what is elsewhere
 * @param {(path: string, body: Buffer) => Buffer} [options.alter] changes what the server answers
 * @returns {Promise<FaultyLine>}
 */
export async function startFaultyLine({
  upstream,
  faultFor = () => undefined,
  others = {},
  alter = (_, body) => body,
}) {
  let isDown = false;
  /** @param {string} path */
  const serverOf = (path) => Object.entries(others).find(([prefix]) => path.startsWith(prefix))?.[1] ?? upstream;
  const line = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    const fault = faultFor({ method: incoming.method ?? 'GET', path });
    serve({ incoming, outgoing, path, server: serverOf(path), fault, alter }).catch(() => incoming.destroy());
  });
  /** @type {Set<import('node:stream').Duplex>} */
  const open = new Set();
  line.on('connection', (socket) => {
    if (isDown) return void socket.destroy();
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  line.on('upgrade', (incoming, socket, head) => tunnel(incoming, socket, head, serverOf(incoming.url ?? '/')));
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (line.address());
  const cut = () => open.forEach((socket) => socket.destroy());
  return {
    address: `http://127.0.0.1:${port}`,
    setDown: (down) => {
      isDown = down;
      if (down) cut();
    },
    stop: async () => {
      line.close();
      cut();
      if (line.listening) await once(line, 'close');
    },
  };
}

/**
 * @typedef {object} Passing
 * @property {import('node:http').IncomingMessage} incoming
 * @property {import('node:http').ServerResponse} outgoing
 * @property {string} path
 * @property {string} server
 * @property {Fault | undefined} fault
 * @property {(path: string, body: Buffer) => Buffer} alter
 */

/** @param {Passing} passing */
async function serve({ incoming, outgoing, path, server, fault, alter }) {
  const cut = () => void incoming.socket.destroy();
  if (fault?.kind === 'cutBefore') return cut();
  if (fault?.kind === 'slow') await pause(fault.milliseconds);
  if (fault?.kind === 'answer') return refuse(incoming, outgoing, fault);
  // What may be altered must come whole: not compressed, and not as what the browser knows already.
  const headers = { ...incoming.headers, 'accept-encoding': 'identity' };
  delete headers['if-none-match'];
  delete headers['if-modified-since'];
  const onward = forwardedRequest(new URL(path, server), { method: incoming.method, headers });
  if (fault?.kind === 'cutInBody') {
    incoming.once('data', (chunk) => onward.write(chunk.subarray(0, chunk.length >> 1), () => onward.destroy()));
    incoming.once('data', cut);
    incoming.once('end', cut);
    onward.on('error', cut);
    return;
  }
  incoming.on('error', () => onward.destroy());
  incoming.pipe(onward);
  const [answer] = /** @type {[import('node:http').IncomingMessage]} */ (await once(onward, 'response'));
  const chunks = [];
  for await (const chunk of answer) chunks.push(chunk);
  if (fault?.kind === 'cutAfter') return cut();
  const body = alter(path, Buffer.concat(chunks));
  const bodiless = incoming.method === 'HEAD' || answer.statusCode === 204 || answer.statusCode === 304;
  /** @type {import('node:http').OutgoingHttpHeaders} */
  const said = { ...answer.headers, connection: 'close' };
  delete said['transfer-encoding'];
  delete said['content-length'];
  if (!bodiless) said['content-length'] = body.length;
  outgoing.writeHead(answer.statusCode ?? 502, said);
  outgoing.end(bodiless ? undefined : body);
}

/**
 * Answers as a troubled server does. The body is read first: else browsers report a broken connection in place of the answer.
 * @param {import('node:http').IncomingMessage} incoming
 * @param {import('node:http').ServerResponse} outgoing
 * @param {Extract<Fault, { kind: 'answer' }>} fault
 */
async function refuse(incoming, outgoing, { status, retryAfterSeconds }) {
  for await (const _ of incoming);
  outgoing.writeHead(status, {
    'content-type': 'application/problem+json',
    connection: 'close',
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
  });
  outgoing.end(JSON.stringify({ status, code: `http${status}`, detail: `The line answered ${status}.` }));
}

/**
 * Passes a WebSocket on, byte by byte.
 * @param {import('node:http').IncomingMessage} incoming
 * @param {import('node:stream').Duplex} socket
 * @param {Buffer} head
 * @param {string} server
 */
function tunnel(incoming, socket, head, server) {
  const { hostname, port } = new URL(server);
  const onward = connect(Number(port), hostname, () => {
    const headers = [];
    for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
      headers.push(`${incoming.rawHeaders[i]}: ${incoming.rawHeaders[i + 1]}`);
    }
    onward.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
    onward.write(head);
    onward.pipe(socket).pipe(onward);
  });
  onward.on('error', () => socket.destroy());
  socket.on('error', () => onward.destroy());
}
