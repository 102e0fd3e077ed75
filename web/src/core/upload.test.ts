import { describe, expect, test } from 'vitest';
import { backoffMs } from './backoff';
import { firstStep, step, type Failure, type Grant, type Outcome, type Upload } from './upload';

const chance = { now: 1_000_000, random: 0.5 };
const grant: Grant = { method: 'PUT', url: '/blobs/a', headers: {}, maximumBytes: 9 };
const announced: Outcome = { kind: 'announced', grant };

function failed(status: number, more: Partial<Failure> = {}): Failure {
  return { kind: 'failed', problem: { status, code: `http${status}`, sentence: 'It did not work.' }, ...more };
}

function after(...outcomes: Outcome[]): Upload {
  return outcomes.reduce((upload: Upload, outcome) => step(upload, outcome, chance), firstStep);
}

describe('an upload', () => {
  test('goes from announcing through sending and confirming to done', () => {
    expect(after(announced)).toMatchObject({ step: 'send', grant });
    expect(after(announced, { kind: 'sent' })).toMatchObject({ step: 'confirm' });
    expect(after(announced, { kind: 'sent' }, { kind: 'confirmed' })).toEqual({ step: 'done' });
  });

  test('is done after announcing when the server wants no bytes', () => {
    expect(after({ kind: 'announced' })).toEqual({ step: 'done' });
  });

  test.each([0, 401, 408, 429, 500, 502, 503, 507])('tries the same step again after %i, not at once', (status) => {
    for (const reached of [[], [announced], [announced, { kind: 'sent' } as const]]) {
      const before = after(...reached);
      const next = step(before, failed(status), chance);
      expect(next).toMatchObject({ step: before.step, failures: 1, problem: { status } });
      expect((next as { notBefore: number }).notBefore).toBeGreaterThan(chance.now);
    }
  });

  test('waits as long as the server asks', () => {
    expect(after(failed(429, { retryAfterSeconds: 1_800 }))).toMatchObject({ notBefore: chance.now + 1_800_000 });
  });

  test('keeps the sentence of a limit and when it ends', () => {
    const problem = {
      status: 429,
      code: 'tooManyUploads',
      sentence: 'Twenty clips.',
      endsAt: '2026-07-01T17:00:00.000Z',
    };
    expect(after({ kind: 'failed', problem })).toMatchObject({ step: 'announce', problem });
  });

  test.each([400, 403, 404, 410, 413, 422])(
    'is refused for good when the announcement is answered with %i',
    (status) => {
      expect(after(failed(status))).toEqual({ step: 'refused', problem: failed(status).problem });
    },
  );

  test('counts bytes that are already there as sent', () => {
    expect(after(announced, failed(409))).toMatchObject({ step: 'confirm', failures: 0 });
  });

  test('asks for a new grant at once when the grant has run out', () => {
    expect(after(announced, failed(403))).toEqual({ step: 'announce', failures: 1, notBefore: 0 });
  });

  test('slows down when every new grant is refused as well', () => {
    const twice = after(announced, failed(403), announced, failed(403));
    expect(twice).toMatchObject({ step: 'announce', failures: 2 });
    expect((twice as { notBefore: number }).notBefore).toBeGreaterThan(chance.now);
  });

  test('counts anew once the server has answered after many tries', () => {
    expect(after(failed(0), failed(0), failed(503), announced)).toMatchObject({ step: 'send', failures: 0 });
  });

  test('is refused when the store finds the bytes too many', () => {
    expect(after(announced, failed(413))).toMatchObject({ step: 'refused' });
  });

  test('sends again when the server misses the bytes on confirming', () => {
    expect(after(announced, { kind: 'sent' }, failed(409))).toMatchObject({ step: 'announce' });
  });

  test.each([410, 422])('is refused when confirming is answered with %i', (status) => {
    expect(after(announced, { kind: 'sent' }, failed(status))).toMatchObject({ step: 'refused' });
  });

  test('does not move once it is over', () => {
    const done = after({ kind: 'announced' });
    const refused = after(failed(413));
    expect(step(done, failed(500), chance)).toBe(done);
    expect(step(refused, announced, chance)).toBe(refused);
  });
});

describe('the delay after failures', () => {
  const retries = { firstMs: 1_000, longestMs: 300_000 };

  test('doubles up to its longest', () => {
    expect([1, 2, 3, 9, 10, 500].map((failures) => backoffMs(failures, 0, retries))).toEqual([
      500, 1_000, 2_000, 128_000, 150_000, 150_000,
    ]);
  });

  test('is spread by chance over its upper half', () => {
    expect(backoffMs(3, 0, retries)).toBe(2_000);
    expect(backoffMs(3, 0.999, retries)).toBeCloseTo(4_000, -1);
  });
});
