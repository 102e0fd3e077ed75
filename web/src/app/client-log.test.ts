import { expect, test } from 'vitest';
import { ApiProblem } from '../api/problem';
import type { ClientLogEntry } from '../api/shapes';
import { ClientLog } from './client-log';

const at = Date.parse('2026-11-22T12:00:00Z');
const eventId = '0190e000-0000-7000-8000-000000000001';

function aLog(send?: (entries: ClientLogEntry[]) => Promise<void>) {
  const sent: ClientLogEntry[][] = [];
  let now = at;
  const log = new ClientLog(send ?? ((entries) => Promise.resolve(void sent.push(entries))), {
    now: () => now,
    gatherMs: 1e6,
  });
  return { log, sent, pass: (ms: number) => (now += ms) };
}

test('errors go in one batch, with code, event and place', async () => {
  const { log, sent } = aLog();
  log.report('refused.clipTooLong', { eventId });
  log.report('TypeError', { place: 'index.js:1:20' });
  await log.flush();
  expect(sent).toEqual([
    [
      { at: '2026-11-22T12:00:00.000Z', code: 'refused.clipTooLong', message: '', eventId },
      { at: '2026-11-22T12:00:00.000Z', code: 'TypeError', message: 'index.js:1:20' },
    ],
  ]);
});

test('the same error is told once a minute, and a batch is bounded', async () => {
  const { log, sent, pass } = aLog();
  for (let times = 0; times < 3; times++) log.report('storage.full');
  pass(60_000);
  log.report('storage.full');
  await log.flush();
  expect(sent[0]).toHaveLength(2);
  for (let number = 0; number < 80; number++) log.report(`error${number}`);
  await log.flush();
  expect(sent[1]).toHaveLength(50);
});

test('codes hold only what the server takes', async () => {
  const { log, sent } = aLog();
  log.report('what? a “code”!');
  await log.flush();
  expect(sent[0]?.[0]?.code).toBe('whatacode');
});

test('without a connection errors wait for the next batch; what the server refuses is let go', async () => {
  let problem: ApiProblem | undefined = new ApiProblem({ code: 'unreachable', status: 0, detail: '' });
  const sent: string[] = [];
  const { log } = aLog((entries) => {
    if (problem) return Promise.reject(problem);
    sent.push(...entries.map(({ code }) => code));
    return Promise.resolve();
  });
  log.report('first');
  await log.flush();
  problem = new ApiProblem({ code: 'signInNeeded', status: 401, detail: '' });
  await log.flush();
  problem = undefined;
  log.report('second');
  await log.flush();
  expect(sent).toEqual(['second']);
});
