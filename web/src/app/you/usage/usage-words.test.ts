import { expect, test } from 'vitest';
import { aMonth, aSpentMonth, home, lacking, plus } from '../../../../testing/app/used-month';
import { drawingWords, firstOfNext, headline, minutesOf, outlook, planFacts, planName } from './usage-words';

test('minutes have one decimal as long as that says something', () => {
  expect([0, 10, 60, 150, 594, 10_560].map(minutesOf)).toEqual(['0', '0.2', '1', '2.5', '9.9', '176']);
});

test('the headline says how much of how much', () => {
  expect(headline(aMonth())).toBe('176 of 600 minutes looked at this month.');
  expect(headline(aSpentMonth())).toBe('All 30 minutes of this month are used up.');
  expect(headline({ ...aMonth({ plan: home }), usedSeconds: 60 })).toBe('1 minute looked at this month.');
  expect(headline({ ...aMonth({ plan: home }), usedSeconds: 0 })).toBe('Nothing was looked at this month yet.');
});

test('what is left is said with its end, what is held, and where it is heading', () => {
  const words = outlook(aMonth({ heldSeconds: 40 }));
  expect(words).toContain('424 minutes left until 1 December.');
  expect(words).toContain('0.7 minutes held for clips that are being looked at.');
  expect(words).toContain('At this pace the month ends near 240.');
  expect(outlook(aMonth({ usedSeconds: 30_000 }))).toContain('they will not last the month');
});

test('of the first days no pace is told', () => {
  expect(outlook(aMonth({ today: '2026-11-02' }))).not.toContain('pace');
});

test('when nothing is left it says what goes on and what waits', () => {
  expect(outlook(aSpentMonth())).toBe(
    'They begin again on 1 December. Until then cameras go on recording; events wait as “not analysed” and can be looked at later.',
  );
});

test('a plan without a limit says so', () => {
  expect(outlook(lacking(aMonth({ plan: home }), 'leftSeconds'))).toBe('Your plan has no monthly limit.');
  expect(planFacts(home)[0]).toEqual(['Looked at, a month', 'no limit']);
  expect(planName(plus)).toBe('Plus');
});

test('after December comes the first of January', () => {
  expect(firstOfNext('2026-12')).toBe('1 January');
});

test('the drawing is told in words', () => {
  expect(drawingWords(aMonth())).toBe('Minutes looked at on each day of November. Most on 21 November: 21 minutes.');
  expect(drawingWords(aMonth({ days: [] }))).toContain('None so far.');
});
