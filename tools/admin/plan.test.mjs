import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const token = 'njo_a-token-that-nobody-can-guess-at-all';
const account = { id: '0190a000-0000-7000-8000-000000000001', name: 'Home of Ada' };
const usage = {
  month: '2026-11',
  timeZone: 'Europe/Berlin',
  endsAt: '2026-11-30T23:00:00.000Z',
  plan: { name: 'free', monthlySeconds: 1800 },
  usedSeconds: 90,
  heldSeconds: 20,
  leftSeconds: 1690,
};

/** What the server was asked, as "GET /path". @type {string[]} */
const asked = [];
const server = createServer(async (request, response) => {
  asked.push(`${request.method} ${request.url}`);
  if (request.headers.authorization !== `Bearer ${token}`) return void response.writeHead(401).end('{}');
  const body = await text(request);
  if (request.method === 'GET') {
    const known = request.url?.includes('ada%40example.org');
    return void response.end(JSON.stringify(known ? [{ account, usage }] : []));
  }
  const { plan } = JSON.parse(body);
  if (plan !== 'plus') return void response.writeHead(404).end('{"detail":"There is no plan \'gold\'."}');
  response.end(JSON.stringify({ account, usage: { ...usage, plan: { name: 'plus', monthlySeconds: 36000 } } }));
});
let address = '';

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = /** @type {import('node:net').AddressInfo} */ (server.address());
  address = `http://127.0.0.1:${at.port}`;
});
after(() => server.close());

/**
 * @param {string[]} parameters
 * @param {Record<string, string>} [environment]
 */
async function plan(parameters, environment = {}) {
  const command = spawn(process.execPath, [fileURLToPath(new URL('plan.mjs', import.meta.url)), ...parameters], {
    env: { PATH: process.env['PATH'] ?? '', NIGHTJAR_ADDRESS: address, NIGHTJAR_OPERATOR_TOKEN: token, ...environment },
  });
  const [said, complained, [code]] = await Promise.all([
    text(command.stdout),
    text(command.stderr),
    once(command, 'exit'),
  ]);
  return { said, complained, code };
}

test('shows the plan of an account and what it used of it', async () => {
  const { said, code } = await plan(['ada@example.org']);
  assert.equal(code, 0);
  assert.match(said, /free, 30\.0 min a month/);
  assert.match(said, /1\.5 min used, 0\.3 min held, 28\.2 min left; begins again at .* \(Europe\/Berlin\)/);
});

test('gives the account another plan', async () => {
  const { said, code } = await plan(['ada@example.org', 'plus']);
  assert.equal(code, 0);
  assert.equal(asked.at(-1), `PUT /api/v1/admin/accounts/${account.id}/plan`);
  assert.match(said, /plus, 600\.0 min a month/);
});

test('says in a sentence what stands in the way', async () => {
  const refused = [
    [await plan(['nobody@example.org']), /There is no account of nobody@example\.org/],
    [await plan(['ada@example.org', 'gold']), /There is no plan 'gold'/],
    [await plan([]), /needs an account or an e-mail address/],
    [await plan(['x'], { NIGHTJAR_OPERATOR_TOKEN: 'wrong' }), /does not know this operator's token/],
    [await plan(['x'], { NIGHTJAR_OPERATOR_TOKEN: '', NIGHTJAR_TOKEN_FILE: '/nowhere' }), /cannot be read/],
    [await plan(['x'], { NIGHTJAR_ADDRESS: 'http://127.0.0.1:9' }), /No answer from/],
  ];
  for (const [{ code, complained, said }, sentence] of /** @type {any[]} */ (refused)) {
    assert.equal(code, 2);
    assert.match(complained, sentence);
    assert.equal(said, '');
  }
});
