// The processes that belong to one server, and the memory they take together (Linux, /proc).
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** @typedef {{ process: number, name: string, kilobytes: number }} ProcessMemory */

/**
 * The server, what it started, and what works inside its data folder: the database detaches itself from the process
 * that starts it, but keeps its working directory there.
 * @param {number} server process id of the server
 * @param {string} data folder of the server's data, without links
 * @returns {number[]}
 */
export function processesOf(server, data) {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const found = new Set([server]);
  for (const process of all) if (workingFolder(process)?.startsWith(`${data}/`)) found.add(process);
  // a child may be listed before its parent: repeat until nothing is added
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const process of all) if (found.has(parentOf(process) ?? -1)) found.add(process);
  }
  return [...found];
}

/**
 * The proportional set size of each process: shared pages count once over all that share them.
 * @param {number[]} processes
 * @returns {ProcessMemory[]}
 */
export function memoryOf(processes) {
  return processes.flatMap((process) => {
    const pss = /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${process}/smaps_rollup`))?.[1];
    return pss === undefined ? [] : [{ process, name: read(`/proc/${process}/comm`).trim(), kilobytes: Number(pss) }];
  });
}

/** @param {number} process */
function parentOf(process) {
  const parent = /^PPid:\s+(\d+)$/m.exec(read(`/proc/${process}/status`))?.[1];
  return parent === undefined ? undefined : Number(parent);
}

/** @param {number} process */
function workingFolder(process) {
  return unlessGone(() => readlinkSync(`/proc/${process}/cwd`));
}

/** @param {string} path */
function read(path) {
  return unlessGone(() => readFileSync(path, 'utf8')) ?? '';
}

/**
 * A process may end between being listed and being read; then there is nothing to count.
 * @template T
 * @param {() => T} reading
 * @returns {T | undefined}
 */
function unlessGone(reading) {
  try {
    return reading();
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code ?? '';
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(code)) return undefined;
    throw error;
  }
}
