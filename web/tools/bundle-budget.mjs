// Fails the build when the JavaScript of the first load outgrows its budget.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { firstLoadFiles } from './first-load.mjs';

const budgetBytes = 200_000;
const dist = new URL('../dist/', import.meta.url);

const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const sizes = firstLoadFiles(manifest, 'index.html').map((file) => ({
  file,
  bytes: gzipSync(readFileSync(fileURLToPath(new URL(file, dist)))).length,
}));
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);

for (const { file, bytes } of sizes) console.log(`  ${file}  ${(bytes / 1000).toFixed(1)} kB gzipped`);
console.log(`First load: ${(total / 1000).toFixed(1)} of ${budgetBytes / 1000} kB gzipped JavaScript`);
if (total > budgetBytes) {
  console.error('The first load is over its budget: import what it does not need with import().');
  process.exit(1);
}
