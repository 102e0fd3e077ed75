import { expect, test } from 'vitest';
import { firstLoadFiles, notPrecached } from '../tools/first-load.mjs';

const manifest = {
  'index.html': { file: 'assets/index.js', imports: ['_shared.js'] },
  '_shared.js': { file: 'assets/shared.js', imports: ['_deep.js'] },
  '_deep.js': { file: 'assets/deep.js', imports: ['_shared.js'] },
  'src/capture/watch.ts': { file: 'assets/watch.js', imports: ['_shared.js'] },
};

test('counts the entry and what it imports statically, once each, and nothing that is loaded later', () => {
  expect(firstLoadFiles(manifest, 'index.html')).toEqual(['assets/index.js', 'assets/shared.js', 'assets/deep.js']);
});

test('counts the parts that a first screen loads as well, and what is shared by both once', () => {
  const files = firstLoadFiles(manifest, 'index.html', 'src/capture/watch.ts');
  expect(files.toSorted()).toEqual(['assets/deep.js', 'assets/index.js', 'assets/shared.js', 'assets/watch.js']);
});

test('names the scripts that the service worker does not keep', () => {
  const built = ['assets/index.js', 'assets/index.js.map', 'assets/watch.js', 'assets/index.css'];
  expect(notPrecached(built, 'precache([{url:"assets/index.js"}])')).toEqual(['assets/watch.js']);
});

test('says so when the build has no such entry', () => {
  expect(() => firstLoadFiles(manifest, 'other.html')).toThrow('The build manifest has no entry other.html');
});
