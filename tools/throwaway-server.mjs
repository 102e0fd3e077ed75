// A server with throwaway data on any free port, started by the same command that people use.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} RunningServer
 * @property {string} address such as http://127.0.0.1:41234
 * @property {number} process id of the server itself: the launcher becomes it
 * @property {number} startSeconds from the command to the first answered request
 * @property {() => Promise<void>} stop asks it to end and waits until it has; ends it hard after 30 s
 */

/**
 * Starts `./nightjar run` and waits until it answers.
 * @param {object} options
 * @param {string} options.launcher path of the `nightjar` command
 * @param {number} [options.port] any free one when not given
 * @param {string} options.data folder for its data
 * @param {string[]} [options.extra] more options of `run`
 * @param {Record<string, string>} [options.settings] environment variables that it gets besides ours
 * @param {(line: string) => void} [options.log] gets every line that the server writes
 * @param {number} [options.withinSeconds] how long the start may take
 * @returns {Promise<RunningServer>}
 * @throws Error with the last lines of the server when it ends or does not answer in time
 */
export async function startServer({ launcher, port = 0, data, extra = [], settings = {}, log, withinSeconds = 120 }) {
  const begun = performance.now();
  const child = spawn(launcher, ['run', '--port', `${port}`, '--data', data, ...extra], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...settings },
  });
  /** @type {string[]} */
  const last = [];
  /** @param {string} line */
  const keep = (line) => {
    log?.(line);
    last.push(line);
    if (last.length > 40) last.shift();
  };
  createInterface({ input: child.stderr }).on('line', keep);
  const address = await new Promise((resolve, reject) => {
    /** @param {string} why */
    const refuse = (why) => reject(new Error(`${why} Its last lines:\n${last.join('\n')}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      refuse(`The server did not answer within ${withinSeconds} s.`);
    }, withinSeconds * 1000);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      // the last lines may still be on their way when the exit is reported
      child.once('close', () => refuse(`The server ended with ${signal ?? code} before it answered.`));
    });
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      keep(line);
      const found = /^Nightjar answers at (\S+)$/.exec(line)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
      // nobody reads them, and a bench that counts processor time must not take it for them
      if (log === undefined) lines.close();
      child.stdout.resume();
    });
  });
  return {
    address,
    process: /** @type {number} */ (child.pid),
    startSeconds: (performance.now() - begun) / 1000,
    stop: () => stop(child),
  };
}

/** @param {import('node:child_process').ChildProcess} child */
async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await ended;
  clearTimeout(timer);
}
