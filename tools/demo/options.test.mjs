import assert from 'node:assert/strict';
import { test } from 'node:test';

import { UsageError, parseOptions } from './options.mjs';

test('takes the times that the phone allows, and defaults for the rest', () => {
  assert.deepEqual(parseOptions(['door.webm', '--post', '12', '--keep']), {
    video: 'door.webm',
    preSeconds: 5,
    postSeconds: 12,
    cooldownSeconds: 10,
    keep: true,
  });
});

for (const [words, sentence] of /** @type {[string[], RegExp][]} */ ([
  [[], /needs a video/],
  [['a.webm', 'b.webm'], /one video, not two/],
  [['a.webm', '--pre', '4'], /--pre must be from 5 to 20 seconds, not 4/],
  [['a.webm', '--cooldown'], /--cooldown must be from 10 to 60 seconds, not missing/],
  [['a.webm', '--mask', 'x'], /not there yet/],
  [['a.webm', '--loud'], /does not know --loud/],
]))
  test(`refuses “demo ${words.join(' ')}” with a sentence`, () => {
    assert.throws(
      () => parseOptions(words),
      (error) => error instanceof UsageError && sentence.test(error.message),
    );
  });
