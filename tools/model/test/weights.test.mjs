import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readWeights, transpose } from '../src/weights.mjs';

const half = { dtype: 'float32', quantization: { dtype: 'float16', original_dtype: 'float32' } };
const manifest = (...weights) => ({ weightsManifest: [{ weights }] });

test('transposing a constant moves each element to where its axes went', () => {
  const constant = { shape: [2, 3], values: Int32Array.of(0, 1, 2, 10, 11, 12), half: false };
  const result = transpose(constant, [1, 0]);
  assert.deepEqual(result.shape, [3, 2]);
  assert.deepEqual([...result.values], [0, 10, 1, 11, 2, 12]);
});

test('half-precision weights keep their bits', () => {
  const bytes = Buffer.from([0x00, 0x3c, 0xff, 0x7b, 7, 0, 0, 0]);
  const weights = readWeights(manifest({ name: 'kernel', shape: [2], ...half }, { name: 'axis', shape: [], dtype: 'int32' }), bytes);
  assert.deepEqual([...weights.get('kernel').values], [0x3c00, 0x7bff]);
  assert.deepEqual([...weights.get('axis').values], [7]);
});

test('a file that is longer than its manifest is refused', () => {
  assert.throws(() => readWeights(manifest({ name: 'kernel', shape: [1], ...half }), Buffer.alloc(4)), /end at byte 2, the file at 4/);
});

test('weights of another precision are refused', () => {
  assert.throws(() => readWeights(manifest({ name: 'kernel', shape: [1], dtype: 'float32' }), Buffer.alloc(4)), /not supported/);
});
