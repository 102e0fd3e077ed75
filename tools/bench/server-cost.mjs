// What a running server costs: processor time by process, and the heap that is in use (Linux, /proc; the JDK's jcmd).
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { processesOf } from './processes.mjs';

/** Linux counts in hundredths of a second, whatever its kernel's clock does. */
const ticksPerSecond = 100;

/**
 * Processor time that a process took until now, in seconds: its own and that of its children which have ended.
 * @param {number} process
 */
function processorSeconds(process) {
  // the name stands in brackets and may hold spaces
  const fields = readFileSync(`/proc/${process}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0) / ticksPerSecond;
}

/**
 * Processor time, in seconds, of the server and of its database.
 * @param {number} server process id
 * @param {string} data folder of the server's data, without links
 * @returns {{ server: number, database: number }}
 */
export function costOf(server, data) {
  const others = processesOf(server, data).filter((process) => process !== server);
  const database = others.reduce((sum, process) => sum + processorSeconds(process), 0);
  return { server: processorSeconds(server), database };
}

/**
 * Megabytes of objects that are in use, after a collection of everything.
 * @param {number} server process id of a Java program
 */
export function heapInUse(server) {
  const jcmd = join(process.env.JAVA_HOME ?? '', 'bin', 'jcmd');
  const table = execFileSync(jcmd, [`${server}`, 'GC.class_histogram'], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const bytes = /^Total\s+\d+\s+(\d+)/m.exec(table)?.[1];
  if (bytes === undefined) throw new Error('jcmd did not say how large the heap is.');
  return Number(bytes) / 2 ** 20;
}
