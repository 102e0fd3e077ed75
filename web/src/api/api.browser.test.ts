import { expect, onTestFinished, test } from 'vitest';
import { newWorld } from '../../testing/browser/world';
import type { Fault } from '../../testing/server/stub-types';
import { createApi } from './api';
import { ApiProblem } from './problem';

function setCookie(value: string): void {
  document.cookie = `XSRF-TOKEN=${value}; path=/`;
  onTestFinished(() => {
    document.cookie = 'XSRF-TOKEN=; path=/; max-age=0';
  });
}

async function problemAfter(fault: Fault, timeoutSeconds = 20): Promise<ApiProblem> {
  const world = newWorld();
  await world.fault('server', fault);
  const problem: unknown = await createApi({ server: world.server, timeoutSeconds })
    .serverInfo()
    .catch((thrown: unknown) => thrown);
  await world.release();
  if (!(problem instanceof ApiProblem)) throw new Error('There was no problem.');
  return problem;
}

test('answers with what the server says', async () => {
  const { server } = newWorld();
  expect(await createApi({ server }).serverInfo()).toEqual({ version: 'stub', secure: false, signUp: 'open' });
});

test('carries the token of the cookie with every write, and with no read', async () => {
  setCookie('a%2Bb');
  const world = newWorld();
  const api = createApi({ server: world.server });
  await api.signIn({ email: 'ada@example.org', password: 'secret' });
  await api.serverInfo();
  const [write, read] = (await world.report()).seen;
  expect(write?.headers).toMatchObject({ 'x-xsrf-token': 'a+b', 'content-type': 'application/json' });
  expect(read?.headers).not.toHaveProperty('x-xsrf-token');
});

test('a write whose token another answer replaced meanwhile is sent once more, with the newest', async () => {
  setCookie('old');
  const world = newWorld();
  const refusal = {
    kind: 'answer',
    status: 403,
    body: { code: 'csrfTokenNeeded', detail: 'Load the page again.' },
  } as const;
  await world.fault('other', refusal);
  const api = createApi({ server: world.server });
  await api.signIn({ email: 'ada@example.org', password: 'secret' });
  const writes = (await world.report()).seen.filter(({ method }) => method === 'POST');
  expect(writes).toHaveLength(2);

  await world.fault('other', refusal);
  await world.fault('other', refusal);
  const again = api.signIn({ email: 'ada@example.org', password: 'secret' });
  await expect(again).rejects.toMatchObject({ code: 'csrfTokenNeeded' });
});

test('asks for the cookie before the first write when there is none', async () => {
  const world = newWorld();
  await createApi({ server: world.server }).signIn({ email: 'ada@example.org', password: 'secret' });
  expect((await world.report()).seen.map(({ method }) => method)).toEqual(['GET', 'POST']);
});

test('speaks as a camera by its token alone', async () => {
  setCookie('abc');
  const world = newWorld();
  const api = createApi({ server: world.server, token: () => Promise.resolve('njd_secret') });
  await api.stopSession('a', '2026-07-01T10:00:00.000Z').catch(() => undefined);
  const headers = (await world.report()).seen[0]?.headers;
  expect(headers).toMatchObject({ authorization: 'Bearer njd_secret' });
  expect(headers).not.toHaveProperty('x-xsrf-token');
  expect(headers).not.toHaveProperty('cookie');
});

test('does not ask as a camera without a token', async () => {
  const world = newWorld();
  const api = createApi({ server: world.server, token: () => Promise.resolve(undefined) });
  await expect(api.serverInfo()).rejects.toMatchObject({ code: 'notPaired', status: 401 });
  expect((await world.report()).seen).toEqual([]);
});

test('tells a problem with its code, its sentence and its limit', async () => {
  const body = { code: 'tooManyUploads', detail: 'Twenty clips this hour.', limit: 20, endsAt: '2026-07-01T17:00:00Z' };
  const problem = await problemAfter({ kind: 'answer', status: 429, headers: { 'Retry-After': '30' }, body });
  expect(problem).toMatchObject({ ...body, status: 429, retryAfterSeconds: 30 });
  expect(problem.message).toBe(body.detail);
});

test("tells a proxy's page as a problem with its status", async () => {
  const headers = { 'Content-Type': 'text/html' };
  expect(await problemAfter({ kind: 'answer', status: 502, headers })).toMatchObject({ code: 'http502', status: 502 });
});

test('reads a date in Retry-After against the clock of the server', async () => {
  const headers = { Date: 'Wed, 01 Jul 2026 10:00:00 GMT', 'Retry-After': 'Wed, 01 Jul 2026 10:02:00 GMT' };
  const problem = await problemAfter({ kind: 'answer', status: 503, headers });
  expect(problem.retryAfterSeconds).toBe(120);
});

test('tells a connection that breaks as unreachable', async () => {
  expect(await problemAfter({ kind: 'cut' })).toMatchObject({ code: 'unreachable', status: 0 });
});

test('gives up when no answer comes in time', async () => {
  expect(await problemAfter({ kind: 'hold' }, 0.2)).toMatchObject({ code: 'timeout', status: 0 });
});

test('throws the reason of the one who aborts, and no problem', async () => {
  const world = newWorld();
  await world.fault('server', { kind: 'hold' });
  const controller = new AbortController();
  const asked = createApi({ server: world.server }).serverInfo(controller.signal);
  const reason = new Error('The screen was left.');
  controller.abort(reason);
  await expect(asked).rejects.toBe(reason);
  await world.release();
});
