// `node run.mjs FOLDER [option…]`: Azure's blob storage on any free port of this machine, with its data in FOLDER.
// Azurite itself goes on after SIGTERM while connections are open, and after its parent died. This does not.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';

// What it would report of its use goes nowhere: it is off, and the package for it is an old, small one.
// Azure knows newer versions of its interface than Azurite does; those parts that we use are the same.
const options = [
  ...['--blobHost', '127.0.0.1', '--blobPort', '0', '--skipApiVersionCheck'],
  ...['--silent', '--disableTelemetry'],
];

const [node = '', script = '', folder = '', ...more] = process.argv;
if (folder === '') {
  console.error('node run.mjs FOLDER [option…]');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
// where Azurite reads its options
process.argv = [node, script, '--location', folder, ...options, ...more];

const { BlobServerFactory } = createRequire(import.meta.url)('azurite/dist/src/blob/BlobServerFactory.js');
const server = await new BlobServerFactory().createServer();
await server.start();
console.log(`Blob storage answers at ${server.getHttpServerAddress()}/devstoreaccount1`);

for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0));
process.stdin.on('close', () => process.exit(0)).resume();
