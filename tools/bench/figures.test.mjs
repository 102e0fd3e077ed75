import assert from 'node:assert/strict';
import { test } from 'node:test';

import { median, quantile, round } from './figures.mjs';

test('a quantile is a value that was measured, by nearest rank', () => {
  const values = [50, 15, 40, 20, 35];
  assert.equal(quantile(values, 0.05), 15);
  assert.equal(quantile(values, 0.3), 20);
  assert.equal(quantile(values, 0.4), 20);
  assert.equal(median(values), 35);
  assert.equal(quantile(values, 0.99), 50);
  assert.equal(quantile([9, 10], 1), 10);
});

test('figures are rounded to the digits that they are worth', () => {
  assert.equal(round(3.14159), 3.14);
  assert.equal(round(3.14159, 0), 3);
});
