import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checkTaken, reservations } from './taken.mjs';

const sent = new Set(['a', 'b']);
const a = { id: 'a', state: 'processing' };
const b = { id: 'b', state: 'processing' };

test('each event once is as it should be, in any order', () => {
  checkTaken(sent, [b, a]);
});

test('an event that is missing, twice, strange or elsewhere is told', () => {
  assert.throws(() => checkTaken(sent, [a]), /1 are missing/);
  assert.throws(() => checkTaken(sent, [a, b, b]), /1 are there twice/);
  assert.throws(() => checkTaken(sent, [a, b, { id: 'c', state: 'processing' }]), /1 were not sent/);
  assert.throws(() => checkTaken(sent, [a, { id: 'b', state: 'done' }]), /1 are not processing/);
});

test('reservations are read from the metrics, none while there are none', () => {
  const flows = ['released"} 2.0', 'reserved"} 1.2E2'].map((flow) => `nightjar_credits_events_total{flow="${flow}\n`);
  assert.equal(reservations(`# TYPE nightjar_credits_events_total counter\n${flows.join('')}`), 120);
  assert.equal(reservations(''), 0);
});
