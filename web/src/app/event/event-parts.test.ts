import { expect, test } from 'vitest';
import { anEvent } from '../../../testing/app/builders';
import { clipFileName } from './file-name';
import { sliderKey } from './slider';
import { swipeOf } from './swipes';
import { traceOf } from './trace';

const at = new Date(2026, 10, 22, 14, 51, 7).toISOString();

test('a clip is named after its camera and its time', () => {
  expect(clipFileName(anEvent(1, at), 'Back garden / été')).toBe('back-garden-été-2026-11-22-145107.webm');
  expect(clipFileName(anEvent(1, at), '???')).toBe('camera-2026-11-22-145107.webm');
});

test('the trace counts from the first moment and never goes back', () => {
  const later = (seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString();
  const trace = { triggeredAt: at, clipReadyAt: later(14), announcedAt: later(13.5), doneAt: later(20) };
  const steps = traceOf(anEvent(1, at, { trace }));
  expect(steps.map(({ name, seconds }) => [name, seconds])).toEqual([
    ['The phone noticed it', 0],
    ['Clip complete', 14],
    ['The server heard of it', 14],
    ['Told', 20],
  ]);
  expect(steps.at(-1)?.share).toBe(1);
});

test('the slider moves by keys, and leaves other keys alone', () => {
  expect(sliderKey('ArrowRight', 3, 24)).toBe(4);
  expect(sliderKey('Home', 3, 24)).toBe(0);
  expect(sliderKey('End', 3, 24)).toBe(24);
  expect(sliderKey('a', 3, 24)).toBeUndefined();
});

test('a swipe goes far enough, and more sideways than down', () => {
  expect(swipeOf(-64, 10)).toBe('older');
  expect(swipeOf(80, -40)).toBe('newer');
  expect(swipeOf(-63, 0)).toBeUndefined();
  expect(swipeOf(-100, 60)).toBeUndefined();
});
