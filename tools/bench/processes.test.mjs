import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { memoryOf, processesOf } from './processes.mjs';

test('counts children and what works inside the data folder, and nothing else', async () => {
  const data = realpathSync(mkdtempSync(join(tmpdir(), 'nightjar-processes-')));
  mkdirSync(join(data, 'database'));
  const inside = spawn('sleep', ['30'], { cwd: join(data, 'database') });
  const parent = spawn('bash', ['-c', 'sleep 30 & echo ready; wait'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const other = spawn('sleep', ['30']);
  try {
    await once(parent.stdout, 'data');
    const found = processesOf(Number(parent.pid), data);
    assert.equal(found.length, 3);
    assert.ok(found.includes(Number(inside.pid)));
    assert.ok(!found.includes(Number(other.pid)));
    assert.deepEqual(
      memoryOf(found)
        .map((one) => one.name)
        .sort(),
      ['bash', 'sleep', 'sleep'],
    );
    for (const child of found) process.kill(child);
  } finally {
    other.kill();
    rmSync(data, { recursive: true });
  }
});

test('a process that has ended counts nothing', () => {
  assert.deepEqual(memoryOf([2 ** 22 + 1]), []);
});
