import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { test } from 'node:test';

import { Connection, read } from './connection.mjs';

test('an answer is read once it is whole, by its length or in chunks', () => {
  const sized = Buffer.from('HTTP/1.1 200 \r\nContent-Length: 4\r\n\r\n{"a"');
  assert.equal(read(sized.subarray(0, 20)), undefined);
  assert.equal(read(sized.subarray(0, sized.length - 1)), undefined);
  assert.deepEqual(read(sized), { status: 200, text: '{"a"', last: false });
  const chunked = Buffer.from('HTTP/1.1 409 \r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{"a\r\n2\r\n"}\r\n0\r\n\r\n');
  for (let length = 0; length < chunked.length; length++) assert.equal(read(chunked.subarray(0, length)), undefined);
  assert.deepEqual(read(chunked), { status: 409, text: '{"a"}', last: false });
  assert.deepEqual(read(Buffer.from('HTTP/1.1 204 \r\nDate: now\r\n\r\n')), { status: 204, text: '', last: false });
});

test('a connection asks a real server one thing after the other, anew when it was closed, and says when no answer came', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/end') return void request.socket.destroy();
    /** @type {Buffer[]} */
    const said = [];
    request.on('data', (part) => said.push(part));
    request.on('end', () => response.end(`${request.method} ${request.headers['x-name']} ${Buffer.concat(said)}`));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const connection = new Connection(new URL(`http://127.0.0.1:${port}`), '127.0.0.1');
  try {
    const big = Buffer.alloc(200_000, 'x');
    const first = await connection.ask('PUT', '/', 'x-name: one\r\n', big);
    assert.equal(first.text, `PUT one ${big}`);
    assert.equal((await connection.ask('POST', '/', 'x-name: two\r\n', Buffer.alloc(0))).text, 'POST two ');
    const ended = await connection.ask('GET', '/last', 'connection: close\r\n', Buffer.alloc(0));
    assert.equal(ended.text, 'GET undefined ');
    assert.equal((await connection.ask('GET', '/', '', Buffer.alloc(0))).status, 200);
    await assert.rejects(connection.ask('GET', '/end', '', Buffer.alloc(0)));
  } finally {
    connection.close();
    server.close();
  }
});
