// Azure's blob storage on this machine, for as long as somebody needs it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The key of the account that every Azurite has; it is printed in its documentation and protects nothing. */
export const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

const withinSeconds = 60;

/**
 * @typedef {object} Azurite
 * @property {string} endpoint of the account, such as http://127.0.0.1:41234/devstoreaccount1
 * @property {() => Promise<void>} stop
 */

/**
 * Starts it on any free port; it ends with the one who started it.
 * @param {string} folder for its data
 * @param {(line: string) => void} [log] gets every line that it writes
 * @returns {Promise<Azurite>}
 * @throws Error when it ends or does not answer in time
 */
export async function startAzurite(folder, log = () => {}) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'run.mjs'), folder], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  createInterface({ input: child.stderr }).on('line', log);
  /** @type {string} */
  const endpoint = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`Azurite did not answer within ${withinSeconds} s.`));
    }, withinSeconds * 1000);
    child.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('Azurite ended before it answered. Its packages may be missing: npm ci in tools/azurite.'));
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      log(line);
      const found = /^Blob storage answers at (\S+)$/.exec(line)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    });
  });
  return { endpoint, stop: () => stop(child) };
}

/**
 * What a server needs in its environment to keep clips there.
 * @param {Azurite} azurite
 * @param {string} origin of its pages
 * @returns {Record<string, string>}
 */
export function storeSettings({ endpoint }, origin) {
  return {
    NIGHTJAR_STORAGE_KIND: 'azure',
    NIGHTJAR_STORAGE_AZURE_ENDPOINT: endpoint,
    NIGHTJAR_STORAGE_AZURE_ACCESS: 'key',
    NIGHTJAR_STORAGE_AZURE_ACCOUNTKEY: accountKey,
    NIGHTJAR_STORAGE_AZURE_ORIGINS: origin,
  };
}

/** @returns {Promise<number>} a port of this machine that nobody listens on */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/** @param {import('node:child_process').ChildProcess} child */
async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
