import { expect, test } from 'vitest';
import { uuidv7 } from './uuid';

const zeros = (count: number) => new Uint8Array(count);
const ones = (count: number) => new Uint8Array(count).fill(0xff);

test('carries the time, version 7 and the variant of RFC 9562', () => {
  expect(uuidv7(0x017f22e279b0, zeros)).toBe('017f22e2-79b0-7000-8000-000000000000');
  expect(uuidv7(0x017f22e279b0, ones)).toBe('017f22e2-79b0-7fff-bfff-ffffffffffff');
});

test('ids made later sort after ids made earlier', () => {
  expect(uuidv7(1_000, ones) < uuidv7(1_001, zeros)).toBe(true);
});

test('refuses a time that is no time', () => {
  expect(() => uuidv7(-1, zeros)).toThrow(RangeError);
  expect(() => uuidv7(Number.NaN, zeros)).toThrow('nowMs must be a time since 1970, got NaN');
});
