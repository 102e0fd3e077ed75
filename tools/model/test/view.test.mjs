import assert from 'node:assert/strict';
import { test } from 'node:test';
import { View } from '../src/view.mjs';

const CHANNELS_FIRST = [0, 3, 1, 2];
const CHANNELS_LAST = [0, 2, 3, 1];

test('a transposition and its inverse leave a plain view', () => {
  const view = new View('picture', [1, 3, 32, 64]).transpose(CHANNELS_LAST).transpose(CHANNELS_FIRST);
  assert.ok(view.plain);
  assert.deepEqual(view.shape, [1, 3, 32, 64]);
});

test('a channels-last view of a plain tensor knows that the tensor has its channels first', () => {
  const view = new View('picture', [1, 3, 32, 64]).transpose(CHANNELS_LAST);
  assert.ok(view.channelsFirst);
  assert.deepEqual(view.shape, [1, 32, 64, 3]);
});
