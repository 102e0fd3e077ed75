import { describe, expect, test } from 'vitest';
import { backoffMs } from './backoff';
import {
  dayMs,
  firstStep,
  isMoving,
  previewStep,
  step,
  wanted,
  withoutPreview,
  type Failure,
  type Grant,
  type Moving,
  type Outcome,
  type Upload,
} from './upload';

const chance = { now: 1_000_000, random: 0.5 };
const grant: Grant = { method: 'PUT', url: '/blobs/a', headers: {}, maximumBytes: 9 };
const announced: Outcome = { kind: 'announced', grant };
const sent: Outcome = { kind: 'sent' };
const confirmed: Outcome = { kind: 'confirmed' };
const clip: Outcome = { kind: 'judged', decision: 'clip' };
const dismiss: Outcome = { kind: 'judged', decision: 'dismiss' };

function failed(status: number, more: Partial<Failure> = {}): Failure {
  return { kind: 'failed', problem: { status, code: `http${status}`, sentence: 'It did not work.' }, ...more };
}

function from(begin: Upload, ...outcomes: Outcome[]): Upload {
  return outcomes.reduce((upload: Upload, outcome) => step(upload, outcome, chance), begin);
}

function after(...outcomes: Outcome[]): Upload {
  return from(firstStep, ...outcomes);
}

const doubt = previewStep(true);
const trigger = previewStep(false);
const temporary = [0, 401, 408, 425, 429, 500, 502, 503, 507];
const permanent = [400, 403, 404, 409, 413, 422];

describe('an upload', () => {
  test('goes from announcing through sending and confirming to done', () => {
    expect(after(announced)).toMatchObject({ step: 'send', grant });
    expect(after(announced, sent)).toMatchObject({ step: 'confirm' });
    expect(after(announced, sent, confirmed)).toEqual({ step: 'done' });
  });

  test('is done after announcing when the server wants no bytes', () => {
    expect(after({ kind: 'announced' })).toEqual({ step: 'done' });
  });

  test.each(temporary)('tries the same step again after %i, not at once', (status) => {
    for (const reached of [doubt, firstStep, after(announced), after(announced, sent)]) {
      const next = step(reached, failed(status), chance);
      expect(next).toMatchObject({ step: reached.step, failures: 1, problem: { status } });
      expect((next as Moving).notBefore).toBeGreaterThan(chance.now);
      expect((next as Moving).failedAt).toBe(chance.now);
    }
  });

  test('waits as long as the server asks', () => {
    expect(after(failed(429, { retryAfterSeconds: 1_800 }))).toMatchObject({ notBefore: chance.now + 1_800_000 });
  });

  test('waits a day at most, whatever the server asks', () => {
    expect(after(failed(503, { retryAfterSeconds: 1e9 }))).toMatchObject({ notBefore: chance.now + dayMs });
  });

  test('keeps the sentence of a limit and when it ends', () => {
    const endsAt = '2026-07-01T17:00:00.000Z';
    const problem = { status: 429, code: 'tooManyUploads', sentence: 'Twenty clips.', endsAt };
    expect(after({ kind: 'failed', problem })).toMatchObject({ step: 'announce', problem });
  });

  test.each([400, 403, 404, 409, 413, 422])(
    'is refused for good when the announcement is answered with %i',
    (status) => {
      expect(after(failed(status))).toEqual({ step: 'refused', problem: failed(status).problem });
    },
  );

  test('is let go at every step when its owner has deleted the event', () => {
    for (const reached of [doubt, trigger, firstStep, after(announced), after(announced, sent)]) {
      expect(step(reached, failed(410), chance)).toEqual({ step: 'done' });
    }
  });

  test('counts bytes that are already there as sent', () => {
    expect(after(announced, failed(409))).toMatchObject({ step: 'confirm', failures: 0 });
  });

  test('asks for a new grant at once when the grant has run out', () => {
    expect(after(announced, failed(403))).toEqual({ step: 'announce', failures: 0, notBefore: 0, rounds: 1 });
  });

  test('slows down when every new grant is refused as well', () => {
    const twice = after(announced, failed(403), announced, failed(403));
    expect(twice).toMatchObject({ step: 'announce', rounds: 2, problem: { status: 403 } });
    expect((twice as Moving).notBefore).toBeGreaterThan(chance.now);
  });

  test('counts anew once the server has answered after many tries', () => {
    expect(after(failed(0), failed(0), failed(503), announced)).toEqual({
      step: 'send',
      grant,
      failures: 0,
      notBefore: 0,
    });
  });

  test('is refused when the store finds the bytes too many', () => {
    expect(after(announced, failed(413))).toMatchObject({ step: 'refused' });
  });

  test.each([404, 409])('sends again when confirming is answered with %i: the bytes are missed', (status) => {
    expect(after(announced, sent, failed(status))).toMatchObject({ step: 'announce', rounds: 1 });
  });

  test('sends again when the server has thrown away bytes that were not those announced', () => {
    const problem = { status: 422, code: 'clipMismatch', sentence: '' };
    expect(after(announced, sent, { kind: 'failed', problem })).toMatchObject({ step: 'announce', rounds: 1 });
  });

  test('is refused in the end when the store keeps nothing of what it takes', () => {
    const round = [announced, sent, failed(409)];
    const rounds = (times: number) => Array.from({ length: times }, () => round).flat();
    expect(after(...rounds(10))).toMatchObject({ step: 'announce', rounds: 10 });
    expect(after(...rounds(11))).toMatchObject({ step: 'refused', problem: { status: 409 } });
  });

  test('keeps its rounds over failures in between', () => {
    expect(after(announced, failed(403), failed(503), announced, sent)).toMatchObject({ step: 'confirm', rounds: 1 });
  });

  test.each([400, 403, 422])('is refused when confirming is answered with %i', (status) => {
    expect(after(announced, sent, failed(status))).toMatchObject({ step: 'refused' });
  });

  test('does not move once it is over', () => {
    for (const over of [after({ kind: 'announced' }), after(failed(413)), from(doubt, dismiss)]) {
      expect(isMoving(over)).toBe(false);
      for (const outcome of [clip, dismiss, announced, sent, confirmed, failed(500), failed(410)]) {
        expect(step(over, outcome, chance)).toBe(over);
      }
    }
  });
});

describe('a preview', () => {
  test.each([trigger, doubt])('leads to the announcement when the server wants the clip', (begin) => {
    expect(from(begin, clip)).toEqual(firstStep);
  });

  test.each([trigger, doubt])('is dismissed for a day when the server does not want the clip', (begin) => {
    expect(from(begin, dismiss)).toEqual({ step: 'dismissed', until: chance.now + dayMs });
  });

  test.each([...temporary, ...permanent])('of a trigger is tried once: after %i the clip goes at once', (status) => {
    expect(from(trigger, failed(status, { retryAfterSeconds: 60 }))).toEqual(firstStep);
  });

  test.each(permanent)('of a doubt that is refused with %i sends the clip', (status) => {
    expect(from(doubt, failed(status))).toEqual(firstStep);
  });

  test('of a doubt is judged after many failures', () => {
    expect(from(doubt, failed(0), failed(503), failed(429), dismiss)).toMatchObject({ step: 'dismissed' });
  });

  test('that is answered late changes nothing of a step that is taken already', () => {
    for (const reached of [firstStep, after(announced), after(announced, sent)]) {
      expect(step(reached, dismiss, chance)).toBe(reached);
    }
  });

  test('gives way to an announcement that was under way when it came', () => {
    expect(from(doubt, announced)).toMatchObject({ step: 'send', grant });
  });

  test('that is gone lets the clip go; other steps know nothing of it', () => {
    expect(withoutPreview(doubt)).toBe(firstStep);
    const sending = after(announced);
    expect(withoutPreview(sending)).toBe(sending);
  });
});

describe('an event that its owner restores', () => {
  test('is announced when it was dismissed, or when the answer had not come yet', () => {
    expect(wanted(from(doubt, dismiss))).toBe(firstStep);
    expect(wanted(from(doubt, failed(0)))).toBe(firstStep);
  });

  test('goes on as it was at every other step', () => {
    for (const reached of [firstStep, after(announced), after(announced, sent), after(failed(413))]) {
      expect(wanted(reached)).toBe(reached);
    }
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
