import { describe, expect, test } from 'vitest';
import { choose, type Lane, type Queued } from './queue';
import { dayMs, firstStep, previewStep, type Upload } from './upload';

interface Named extends Queued {
  readonly name: string;
}

const now = 1_000;

function entry(name: string, more: Partial<Named> = {}): Named {
  return { name, kind: 'event', sessionId: 's', clipBytes: 10, upload: firstStep, ...more };
}

function waiting(status: number, failures = 1): Upload {
  return { step: 'announce', failures, notBefore: 5_000, problem: { status, code: 'x', sentence: '' } };
}

function refusedPreview(status: number): Upload {
  return { ...waiting(status), step: 'preview', doubt: true } as Upload;
}

function chosenIn(lane: Lane, ...entries: Named[]): string | number {
  const choice = choose(entries, now, lane);
  if (choice.kind === 'due') return choice.entry.name;
  return choice.kind === 'wait' ? choice.until : 'idle';
}

const chosen = (...entries: Named[]) => chosenIn('rest', ...entries);

test('takes the oldest entry first', () => {
  expect(chosen(entry('a'), entry('b'))).toBe('a');
});

test('has nothing to do when all is done, refused or dismissed', () => {
  const refused: Upload = { step: 'refused', problem: { status: 413, code: 'clipTooLarge', sentence: '' } };
  const dismissed: Upload = { step: 'dismissed', until: 0 };
  expect(chosen()).toBe('idle');
  const over = [{ step: 'done' } as const, refused, dismissed].map((upload) => entry('a', { upload }));
  expect(chosen(...over)).toBe('idle');
});

test('waits until the earliest moment that something may move', () => {
  expect(chosen(entry('a', { upload: waiting(404, 9) }), entry('b', { upload: waiting(429) }))).toBe(5_000);
});

test('never lets anything go before the start of its session', () => {
  const start = entry('start', { kind: 'sessionStart', upload: waiting(429), clipBytes: 0 });
  expect(chosen(start, entry('a'))).toBe(5_000);
  expect(chosen(start, entry('a'), entry('other', { sessionId: 't', clipBytes: 0 }))).toBe('other');
  expect(chosenIn('previews', start, entry('p', { upload: previewStep(false) }))).toBe('idle');
});

test.each([0, 401, 503])('holds everything up after %i, whatever was first', (status) => {
  expect(chosen(entry('a', { upload: waiting(status) }), entry('b'))).toBe(5_000);
  expect(chosen(entry('b'), entry('a', { upload: waiting(status) }))).toBe(5_000);
});

test('does not let one entry that fails again and again hold up the others', () => {
  expect(chosen(entry('a', { upload: waiting(500, 6) }), entry('b'))).toBe('b');
});

test('does not wait for a clock that was set back', () => {
  expect(chosen(entry('a', { upload: { ...firstStep, notBefore: now + dayMs + 1 } as Upload }))).toBe('a');
});

test('does not wait for a clock that was set back since the failure', () => {
  const failedLater = { ...waiting(503), notBefore: now + 60_000, failedAt: now + 1 } as Upload;
  expect(chosen(entry('a', { upload: failedLater }))).toBe('a');
  expect(chosen(entry('a', { upload: failedLater }), entry('b'))).toBe('a');
  const failedNow = { ...waiting(503), failedAt: now } as Upload;
  expect(chosen(entry('a', { upload: failedNow }))).toBe(5_000);
});

describe('while the uploads of the hour are used up', () => {
  const limited = entry('limited', { upload: waiting(429) });

  test('no clip is announced, neither newer nor older ones', () => {
    expect(chosen(limited, entry('b'))).toBe(5_000);
    expect(chosen(entry('b'), limited)).toBe(5_000);
  });

  test('events without a clip, sessions and gaps still go', () => {
    expect(chosen(limited, entry('b'), entry('c', { clipBytes: 0 }))).toBe('c');
    for (const kind of ['sessionStart', 'sessionStop', 'gap'] as const) {
      expect(chosen(limited, entry('b'), entry(kind, { kind, clipBytes: 0, sessionId: 't' }))).toBe(kind);
    }
  });

  test('what was announced before is still sent and confirmed', () => {
    const grant = { method: 'PUT', url: '/', headers: {}, maximumBytes: 9 };
    expect(chosen(limited, entry('b', { upload: { step: 'send', grant, failures: 0, notBefore: 0 } }))).toBe('b');
    expect(chosen(limited, entry('c', { upload: { step: 'confirm', failures: 0, notBefore: 0 } }))).toBe('c');
  });
});

describe('a preview', () => {
  const preview = entry('p', { upload: previewStep(false), clipAwaitedUntil: 9_000, clipBytes: 0 });
  const doubt = entry('d', { upload: previewStep(true), clipBytes: 0 });

  test('goes in a lane of its own', () => {
    expect(chosenIn('previews', entry('a'), preview)).toBe('p');
    expect(chosenIn('rest', preview, entry('a'))).toBe('a');
    expect(chosenIn('rest', preview)).toBe('idle');
  });

  test('of a doubt waits when another one hit a limit or no server', () => {
    for (const status of [0, 429, 503]) {
      expect(chosenIn('previews', entry('x', { upload: refusedPreview(status), clipBytes: 0 }), doubt)).toBe(5_000);
    }
  });

  test('of a trigger waits for none of them', () => {
    for (const status of [0, 429, 503]) {
      expect(chosenIn('previews', entry('x', { upload: refusedPreview(status), clipBytes: 0 }), preview)).toBe('p');
    }
  });

  test('of a trigger goes before those of doubts, whatever came first', () => {
    expect(chosenIn('previews', doubt, preview)).toBe('p');
    expect(chosenIn('previews', doubt, entry('e', { upload: previewStep(true) }))).toBe('d');
  });

  test('that fails holds up nothing else', () => {
    expect(chosen(entry('x', { upload: refusedPreview(503) }), entry('a'))).toBe('a');
  });
});

describe('an event whose clip is still being recorded', () => {
  test('is not announced before the clip is here, and holds nothing up', () => {
    expect(chosen(entry('a', { clipAwaitedUntil: 9_000 }), entry('b'))).toBe('b');
    expect(chosen(entry('a', { clipAwaitedUntil: 9_000 }))).toBe(9_000);
  });

  test('is announced once the clip would have come', () => {
    expect(chosen(entry('a', { clipAwaitedUntil: now }))).toBe('a');
  });
});
