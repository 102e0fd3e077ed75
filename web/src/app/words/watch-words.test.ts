import { expect, test } from 'vitest';
import { defaultCameraSettings as settings } from '../../core/event';
import type { OutboxItem } from '../../outbox/status';
import { lossSentence } from './loss-words';
import { watchWords } from './watch-words';

const since = new Date(2026, 10, 22, 14, 51).getTime();
const item = (more: Partial<OutboxItem>): OutboxItem => ({
  eventId: 'e',
  at: '',
  step: 'send',
  clipBytes: 1,
  clipDropped: false,
  ...more,
});

test('says since when nothing moved while it watches', () => {
  const words = watchWords({ state: { kind: 'watching', since }, settings, waiting: [] });
  expect(words).toEqual({
    eye: 'watching',
    word: 'Watching',
    sentence: 'Nothing has moved since 14:51. The last 10 seconds stay in memory; no picture leaves this phone.',
  });
});

test('says how much of a clip is there while it watches and sends', () => {
  const waiting = [item({ sentShare: 0.62 }), item({ step: 'announce' }), item({ step: 'refused' })];
  const words = watchWords({ state: { kind: 'watching', since }, settings, waiting });
  expect(words.word).toBe('Sending 2');
  expect(words.sentence).toBe('The first is 62 % there. Watching goes on meanwhile.');
});

test('a recording comes before what is being sent, and says when it ends', () => {
  const state = { kind: 'recording', event: 'e', seconds: 3.2 } as const;
  const waiting = [item({ sentShare: 0.5 })];
  expect(watchWords({ state, settings, waiting })).toEqual({
    eye: 'recording',
    word: 'Recording',
    sentence: '3 seconds so far. Ends 8 seconds after it is still.',
  });
  const fixed = { ...settings, extension: false };
  expect(watchWords({ state, settings: fixed, waiting }).sentence).toBe('3 seconds since it moved. Ends in about 5.');
});

test('says what to do when it is blind', () => {
  const words = watchWords({ state: { kind: 'blind', reason: 'cameraTaken' }, settings, waiting: [] });
  expect(words.sentence).toBe('Another app took the camera. Close it, then tap Try again.');
});

test('says what went for want of room', () => {
  expect(lossSentence({ clips: 0, events: 0, damaged: 0 })).toBeUndefined();
  expect(lossSentence({ clips: 2, events: 1, damaged: 0 })).toMatch(/^Two clips and one event had to go unsent/);
});

test('says which clips the phone could not read back', () => {
  const sentence = "One clip could not be read back from this phone's storage. Its event was sent without.";
  expect(lossSentence({ clips: 0, events: 0, damaged: 1 })).toBe(sentence);
  expect(lossSentence({ clips: 1, events: 0, damaged: 2 })).toMatch(
    /^One clip had to go .* Two clips could not be read/,
  );
});
