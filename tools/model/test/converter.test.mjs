import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Converter } from '../src/converter.mjs';

const converter = (...nodes) => new Converter({ modelTopology: { node: nodes } }, new Map(), undefined);

test('an operator that the published graph does not use is refused by name', () => {
  assert.throws(() => converter({ name: 'odd', op: 'Cumsum' }).view('odd'), /odd is a Cumsum/);
});

test('a node that is not there is refused by name', () => {
  assert.throws(() => converter().view('missing:1'), /no node missing/);
});
