import { beforeEach, expect, test } from 'vitest';
import { Gaps } from './gaps';

const at = (clock: string) => Date.parse(`2026-11-22T${clock}Z`);
let told: string[];
let gaps: Gaps;

beforeEach(() => {
  told = [];
  let ids = 0;
  const short = (time: string) => time.slice(11, 19);
  gaps = new Gaps({
    outbox: {
      gapBegan: (id, session, from, reason) => {
        told.push(`${id} of ${session} from ${short(from)}: ${reason}`);
        return Promise.resolve();
      },
      gapEnded: (id, _session, from, until, reason) => {
        told.push(`${id} from ${short(from)} until ${short(until)}: ${reason}`);
        return Promise.resolve();
      },
    },
    newId: () => `gap${(ids += 1)}`,
    keep: () => undefined,
  });
});

test('a gap lasts from the last picture that was seen to the next one', () => {
  gaps.began('session', at('12:00:00'));
  gaps.saw(at('12:00:05'), false);
  gaps.blind('cameraTaken');
  expect(gaps.reason).toBe('cameraTaken');
  gaps.saw(at('12:38:00'), false);
  expect(told).toEqual([
    'gap1 of session from 12:00:05: cameraTaken',
    'gap1 from 12:00:05 until 12:38:00: cameraTaken',
  ]);
  expect(gaps.reason).toBeUndefined();
});

test('a page that stood still was blind, although nobody noticed at the time', () => {
  gaps.began('session', at('12:00:00'));
  gaps.saw(at('12:00:01'), false);
  gaps.hidden();
  gaps.saw(at('12:04:00'), false);
  expect(told).toEqual(['gap1 of session from 12:00:01: hidden', 'gap1 from 12:00:01 until 12:04:00: hidden']);
});

test('a hidden page that goes on seeing is not blind', () => {
  gaps.began('session', at('12:00:00'));
  gaps.hidden();
  for (let second = 1; second < 40; second++) gaps.saw(at(`12:00:${String(second).padStart(2, '0')}`), true);
  expect(told).toEqual([]);
});

test('a picture that freezes while the page is hidden is put down to that', () => {
  gaps.began('session', at('12:00:00'));
  gaps.hidden();
  gaps.blind('frozen');
  expect(gaps.reason).toBe('hidden');
});

test('a gap ends with its session, and before the first picture there is none', () => {
  gaps.blind('permissionDenied');
  expect(told).toEqual([]);
  gaps.began('session', at('12:00:00'));
  gaps.blind('ended');
  gaps.stopped(at('12:01:00'));
  expect(told.at(-1)).toBe('gap1 from 12:00:00 until 12:01:00: ended');
  gaps.blind('frozen');
  expect(told).toHaveLength(2);
});
