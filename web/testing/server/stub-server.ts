import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Fault, Route } from './stub-types';
import { World, type Answer } from './world';

const routes: readonly (readonly [Route, string, RegExp])[] = [
  ['sessionStart', 'PUT', /^\/api\/v1\/sessions\/([^/]+)$/],
  ['sessionStop', 'POST', /^\/api\/v1\/sessions\/([^/]+)\/stop$/],
  ['gap', 'PUT', /^\/api\/v1\/sessions\/[^/]+\/gaps\/([^/]+)$/],
  ['preview', 'POST', /^\/api\/v1\/events\/([^/]+)\/preview$/],
  ['event', 'GET', /^\/api\/v1\/events\/([^/]+)$/],
  ['announce', 'PUT', /^\/api\/v1\/events\/([^/]+)$/],
  ['confirm', 'POST', /^\/api\/v1\/events\/([^/]+)\/uploaded$/],
  ['send', 'PUT', /^\/blobs\/([^/]+)$/],
  ['server', 'GET', /^\/api\/v1\/server()$/],
  ['changes', 'GET', /^\/api\/v1\/changes()$/],
];

const everyAnswer = {
  // Chromium quietly repeats what broke on a connection that was used before; here every failure is to be seen.
  Connection: 'close',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': '*, Authorization',
  'Access-Control-Allow-Methods': '*',
  'Access-Control-Expose-Headers': '*',
  'Access-Control-Max-Age': '600',
};

/** A stub server that runs. */
export interface StubServer {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/**
 * Stands in for the server at the socket, so that what fails really fails. Every test has a world of its own under
 * `/worlds/NAME`, and directs it through `/worlds/NAME/control/…`.
 */
export async function startStubServer(): Promise<StubServer> {
  const worlds = new Map<string, World>();
  const worldOf = (name: string): World => {
    const world = worlds.get(name) ?? new World(`/worlds/${name}`);
    worlds.set(name, world);
    return world;
  };
  const server = createServer((request, response) => void handle(worldOf, request, response));
  acceptSockets(
    new WebSocketServer({ server, verifyClient: ({ req }: { req: IncomingMessage }) => !refusesSocket(worldOf, req) }),
    worldOf,
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type WorldOf = (name: string) => World;

function split(url = ''): { name: string; path: string } {
  const [, name = '', path = ''] = /^\/worlds\/([^/]+)([^?]*)/.exec(url) ?? [];
  return { name, path };
}

function acceptSockets(sockets: WebSocketServer, worldOf: WorldOf): void {
  sockets.on('connection', (socket, request) => {
    const world = worldOf(split(request.url).name);
    world.sockets.add(socket);
    socket.on('close', () => world.sockets.delete(socket));
    socket.send(JSON.stringify(world.hello()));
  });
}

/** The fault `answer` of the route `other` also refuses a handshake. */
function refusesSocket(worldOf: WorldOf, request: IncomingMessage): boolean {
  return worldOf(split(request.url).name).faults.some(
    ({ route, fault }) => route === 'other' && fault.kind === 'answer',
  );
}

async function handle(worldOf: WorldOf, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { name, path } = split(request.url);
  const world = worldOf(name);
  if (request.method === 'OPTIONS') return void response.writeHead(204, everyAnswer).end();
  if (path.startsWith('/control/')) return write(response, await control(world, path, request));
  const { route, id } = routeOf(request.method, path);
  world.seen.push({ route, method: request.method ?? '', path, headers: request.headers });
  const fault = world.takeFault(route);
  if (fault) await strike(fault, world, route, id, request, response);
  else write(response, world.answer(route, request, id, await bodyOf(request)));
}

function routeOf(method: string | undefined, path: string): { route: Route; id: string } {
  for (const [route, its, pattern] of routes) {
    const id = method === its ? pattern.exec(path)?.[1] : undefined;
    if (id !== undefined) return { route, id };
  }
  return { route: 'other', id: '' };
}

async function strike(
  fault: Fault,
  world: World,
  route: Route,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const cut = (): void => void request.socket.destroy();
  const released = (): Promise<void> => new Promise((resolve) => world.held.push(resolve));
  const work = async (): Promise<Answer> => world.answer(route, request, id, await bodyOf(request));
  switch (fault.kind) {
    case 'answer':
      await bodyOf(request);
      return write(response, fault);
    case 'cut':
      return cut();
    case 'cutInBody':
      return void request.once('data', cut);
    case 'cutAfter':
      await work();
      return cut();
    case 'hold':
      await released();
      return cut();
    case 'holdAfter':
      await work();
      await released();
      return cut();
    case 'holdBody':
      await released();
      return write(response, await work());
  }
}

async function control(world: World, path: string, request: IncomingMessage): Promise<Answer> {
  const body = await bodyOf(request);
  const said = (body.length > 0 ? JSON.parse(body.toString('utf8')) : {}) as never;
  switch (path) {
    case '/control/fault':
      world.faults.push(said);
      break;
    case '/control/release':
      for (const release of world.held.splice(0)) release();
      break;
    case '/control/change': {
      const { kind, id, quietly } = said as { kind: string; id: string; quietly: boolean };
      world.change(kind, id, quietly);
      break;
    }
    case '/control/restore':
      world.restore((said as { id: string }).id);
      break;
    case '/control/forget':
      world.forget((said as { upTo: number }).upTo);
      break;
    case '/control/disconnect':
      for (const socket of world.sockets) socket.terminate();
      break;
  }
  return { status: 200, body: world.report() };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // The client went away; what it had sent counts for nothing.
    return Buffer.alloc(0);
  }
  return Buffer.concat(chunks);
}

function write(response: ServerResponse, { status, headers, body }: Answer): void {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { ...everyAnswer, 'Content-Type': type, ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
