import { expect, test } from 'vitest';
import { sha256 } from './digest';

test('gives the digest of FIPS 180-4 for its example', async () => {
  const bytes = new TextEncoder().encode('abc');
  expect(await sha256(bytes.buffer)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
