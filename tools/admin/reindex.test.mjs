import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const begun = { startedAt: '2026-11-23T06:00:00Z', written: 0, withoutMeaning: 0, expected: 450 };
const answers = [
  { ...begun, written: 200 },
  { ...begun, written: 400, withoutMeaning: 3 },
  { ...begun, written: 450, withoutMeaning: 3, finishedAt: '2026-11-23T06:00:09Z' },
];
/** @type {string[]} */
const asked = [];
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  const answer = request.method === 'POST' ? begun : answers[Math.min(asked.length - 2, 2)];
  response.end(JSON.stringify(answer));
});
let address = '';

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
});
after(() => server.close());

/** @param {string[]} parameters */
async function reindex(...parameters) {
  const command = spawn(process.execPath, [fileURLToPath(new URL('reindex.mjs', import.meta.url)), ...parameters], {
    env: {
      PATH: process.env['PATH'] ?? '',
      NIGHTJAR_ADDRESS: address,
      NIGHTJAR_OPERATOR_TOKEN: 'njo_token',
      NIGHTJAR_REINDEX_PAUSE_MS: '1',
    },
  });
  const [said, complained, [code]] = await Promise.all([
    text(command.stdout),
    text(command.stderr),
    once(command, 'exit'),
  ]);
  return { said, complained, code };
}

test('begins a run and tells how far it is until it is done', async () => {
  const { said, code } = await reindex();
  assert.equal(code, 0);
  assert.equal(asked[0], 'POST /api/v1/admin/search/rebuild');
  assert.deepEqual(said.trim().split('\n'), [
    '0 of 450 events, 0 %',
    '200 of 450 events, 44 %',
    '400 of 450 events, 88 %; 3 are found by their words alone',
    '450 events written anew, from 2026-11-23T06:00:00Z to 2026-11-23T06:00:09Z; 3 are found by their words alone',
  ]);
});

test('tells how far it is without beginning another', async () => {
  const before = asked.length;
  const { said } = await reindex('status');
  assert.match(said, /450 events written anew/);
  assert.deepEqual(asked.slice(before), ['GET /api/v1/admin/search/rebuild']);
});

test('says what it takes when it is given something else', async () => {
  const { complained, code } = await reindex('all');
  assert.equal(code, 2);
  assert.match(complained, /nothing, to have all written anew/);
});
