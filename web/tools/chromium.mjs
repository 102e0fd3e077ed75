import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** What every headless Chromium of this project is started with: no background network, a camera that the test controls. */
export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
];

/**
 * The Chromium of this machine: `CHROMIUM`, else the first known name on PATH.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string} path of the program
 * @throws {Error} when there is none
 */
export function findChromium(environment = process.env) {
  if (environment['CHROMIUM']) return environment['CHROMIUM'];
  const folders = (environment['PATH'] ?? '').split(delimiter).filter(Boolean);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  if (!found)
    throw new Error(`No Chromium on PATH (looked for ${names.join(', ')}). Install one, or set CHROMIUM to its path.`);
  return found;
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
