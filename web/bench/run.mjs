// Runs a bench written in TypeScript: `node bench/run.mjs trigger DIR` bundles bench/trigger.ts and starts it.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const [name, ...rest] = process.argv.slice(2);
const web = fileURLToPath(new URL('..', import.meta.url));
const folder = await mkdtemp(join(web, 'node_modules', '.bench-'));
try {
  await build({
    root: web,
    configFile: false,
    logLevel: 'error',
    build: { ssr: `bench/${name}.ts`, outDir: folder, emptyOutDir: false, target: 'node20', minify: false },
  });
  const { bench } = await import(pathToFileURL(join(folder, `${name}.js`)).href);
  await bench(rest);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
