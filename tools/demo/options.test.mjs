import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { UsageError, parseOptions, readMask } from './options.mjs';

const folder = mkdtempSync(join(tmpdir(), 'nightjar-options-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string} text */
function maskFile(text) {
  const file = join(folder, 'mask.json');
  writeFileSync(file, text);
  return file;
}

test('takes the times that the phone allows, and defaults for the rest', () => {
  assert.deepEqual(parseOptions(['door.webm', '--post', '12', '--keep']), {
    video: 'door.webm',
    preSeconds: 5,
    postSeconds: 12,
    cooldownSeconds: 10,
    keep: true,
  });
});

test('takes a sound and a mask', () => {
  const { sound, mask } = parseOptions(['door.webm', '--sound', 'door.wav', '--mask', 'door.json']);
  assert.deepEqual([sound, mask], ['door.wav', 'door.json']);
});

test('takes the other store for clips', () => {
  assert.equal(parseOptions(['door.webm', '--blob=azurite']).blob, 'azurite');
});

test('a mask of rectangles becomes areas with corners inside the picture', () => {
  assert.deepEqual(readMask(maskFile('[[0.5, 0.25, 0.25, 0.5], [0.75, 0.5, 0.5, 0.5]]')), [
    {
      points: [
        { x: 0.5, y: 0.25 },
        { x: 0.75, y: 0.25 },
        { x: 0.75, y: 0.75 },
        { x: 0.5, y: 0.75 },
      ],
    },
    {
      points: [
        { x: 0.75, y: 0.5 },
        { x: 1, y: 0.5 },
        { x: 1, y: 1 },
        { x: 0.75, y: 1 },
      ],
    },
  ]);
  assert.deepEqual(readMask(maskFile('[]')), []);
});

for (const [text, sentence] of /** @type {[string, RegExp][]} */ ([
  ['[[0, 0, 1]]', /JSON array of rectangles/],
  ['[[0, 0, 1, 2]]', /shares from 0 to 1/],
  ['{"mask": []}', /JSON array of rectangles/],
  ['[[0, 0, "1", null]]', /JSON array of rectangles/],
  [`[${Array(17).fill('[0, 0, 1, 1]').join(',')}]`, /17 rectangles; a camera ignores 16/],
  ['not json', /is not JSON/],
]))
  test(`refuses the mask ${text.slice(0, 30)} with a sentence`, () => {
    const file = maskFile(text);
    assert.throws(
      () => readMask(file),
      (error) => error instanceof UsageError && sentence.test(error.message),
    );
  });

test('says when there is no mask', () => {
  assert.throws(() => readMask(join(folder, 'absent.json')), /no mask that can be read/);
});

for (const [words, sentence] of /** @type {[string[], RegExp][]} */ ([
  [[], /needs a video/],
  [['a.webm', 'b.webm'], /one video, not two/],
  [['a.webm', '--pre', '4'], /--pre must be from 5 to 20 seconds, not 4/],
  [['a.webm', '--cooldown'], /--cooldown must be from 10 to 60 seconds, not missing/],
  [['a.webm', '--mask'], /--mask needs a file/],
  [['a.webm', '--sound', '--keep'], /--sound needs a file/],
  [['a.webm', '--blob=disk'], /knows --blob=azurite, not --blob=disk/],
  [['a.webm', '--loud'], /does not know --loud/],
]))
  test(`refuses “demo ${words.join(' ')}” with a sentence`, () => {
    assert.throws(
      () => parseOptions(words),
      (error) => error instanceof UsageError && sentence.test(error.message),
    );
  });
