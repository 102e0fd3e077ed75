import { expect, test } from 'vitest';
import type { OutboxItem } from '../../outbox/status';
import { waitingLine, waitingWords } from './waiting-words';

const now = new Date(2026, 10, 22, 15, 0);
const at = new Date(2026, 10, 22, 14, 51).toISOString();
const item = (more: Partial<OutboxItem>): OutboxItem => ({
  eventId: 'e',
  at,
  step: 'send',
  clipBytes: 3_200_000,
  clipDropped: false,
  ...more,
});

test('counts what waits, what was refused and what was dismissed apart', () => {
  expect(waitingWords([])).toBe('nothing waiting');
  expect(waitingWords([item({}), item({ step: 'refused' })])).toBe('1 waiting, 1 refused');
  expect(waitingWords([item({ step: 'preview' }), item({ step: 'dismissed' })])).toBe('1 waiting, 1 dismissed');
});

test('says how far a clip is', () => {
  const line = waitingLine(item({ sentShare: 0.62 }), now, true);
  expect(line).toEqual({ what: '14:51, a clip of 3.2 MB', state: 'Sending, 62 %', share: 0.62, isRefused: false });
});

test('says why a clip does not move, and when it is tried again', () => {
  const problem = { status: 503, code: 'busy', sentence: 'The server is busy.' };
  const line = waitingLine(item({ problem, retryAt: now.getTime() + 40_000 }), now, true);
  expect(line.state).toBe('Tried again in 40 s');
  expect(line.why).toBe('The server is busy.');
});

test('says when a limit ends', () => {
  const endsAt = new Date(2026, 10, 22, 17, 0).toISOString();
  const problem = {
    status: 429,
    code: 'tooMany',
    sentence: 'Twenty clips this hour, the most your plan allows.',
    endsAt,
  };
  const line = waitingLine(item({ step: 'announce', problem, retryAt: Date.parse(endsAt) }), now, true);
  expect(line.state).toBe('Tried again at 17:00');
  expect(line.why).toBe('Twenty clips this hour, the most your plan allows. Sending goes on at 17:00.');
});

test('without a network nothing is tried', () => {
  expect(waitingLine(item({ retryAt: now.getTime() + 40_000 }), now, false).state).toBe('Waits for a network');
});

test('a dismissed clip says until when it can be asked for', () => {
  const line = waitingLine(item({ step: 'dismissed' }), now, true);
  expect(line.state).toBe('Dismissed. Kept here until 14:51 tomorrow, in case somebody asks for it');
});

test('says that a clip is still being recorded, or had to go', () => {
  expect(waitingLine(item({ step: 'preview', clipBytes: 0, awaitsClip: true }), now, true).what).toBe(
    '14:51, a clip that is being recorded',
  );
  const dropped = waitingLine(item({ step: 'announce', clipBytes: 0, clipDropped: true }), now, true);
  expect(dropped.what).toBe('14:51, without its clip');
  expect(dropped.why).toBe('Its clip had to go: this phone had no more room, or lost it.');
});
