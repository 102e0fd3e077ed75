import { expect, test } from 'vitest';
import { firstLoadFiles } from '../tools/first-load.mjs';

const manifest = {
  'index.html': { file: 'assets/index.js', imports: ['_shared.js'] },
  '_shared.js': { file: 'assets/shared.js', imports: ['_deep.js'] },
  '_deep.js': { file: 'assets/deep.js', imports: ['_shared.js'] },
  'src/capture/watch.ts': { file: 'assets/watch.js', imports: ['_shared.js'] },
};

test('counts the entry and what it imports statically, once each, and nothing that is loaded later', () => {
  expect(firstLoadFiles(manifest, 'index.html')).toEqual(['assets/index.js', 'assets/shared.js', 'assets/deep.js']);
});

test('says so when the build has no such entry', () => {
  expect(() => firstLoadFiles(manifest, 'other.html')).toThrow('The build manifest has no entry other.html');
});
