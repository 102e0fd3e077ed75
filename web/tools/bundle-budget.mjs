// Fails the build when the JavaScript of a first screen outgrows its budget, or would be missing without a connection.
import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { firstLoadFiles, notPrecached } from './first-load.mjs';

/** What is loaded before the first screen of each kind of visitor is complete, in bytes gzipped. */
const firstScreens = [
  { name: 'timeline on a phone', parts: ['src/app/MonitorApp.svelte'], budget: 81_500 },
  {
    name: 'timeline on a desk',
    parts: ['src/app/MonitorApp.svelte', 'src/app/event/Inspector.svelte'],
    budget: 100_000,
  },
  { name: 'signing in', parts: ['src/app/account/NobodyPages.svelte'], budget: 67_500 },
  { name: 'camera that is off', parts: ['src/app/camera/CameraApp.svelte'], budget: 81_000 },
];
const dist = new URL('../dist/', import.meta.url);

const manifest = JSON.parse(read('.vite/manifest.json'));
const overBudget = firstScreens.filter(({ name, parts, budget }) => {
  const files = firstLoadFiles(manifest, 'index.html', ...parts);
  const bytes = files.reduce((sum, file) => sum + gzipSync(read(file)).length, 0);
  console.log(`  ${name}: ${kilobytes(bytes)} of ${kilobytes(budget)} kB gzipped JavaScript, ${files.length} files`);
  return bytes > budget;
});
const missing = notPrecached(
  readdirSync(new URL('assets/', dist)).map((file) => `assets/${file}`),
  read('sw.js'),
);
for (const { name } of overBudget)
  console.error(`The first load is over its budget (${name}): import what it does not need with import().`);
for (const file of missing)
  console.error(`The service worker does not keep ${file}: without a connection it is missing.`);
if (overBudget.length + missing.length > 0) process.exit(1);

/** @param {string} file */
function read(file) {
  return readFileSync(new URL(file, dist), 'utf8');
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1);
}
