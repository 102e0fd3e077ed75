import { join } from 'node:path';
import { decodeSound, readManifest } from './footage';
import { listen } from './sound';
import { reportSet } from './variations/report';
import { changedSounds, joinedSounds, mixedSounds, type Recording } from './variations/sounds';

/** `sound-varied DIR [seed]`: the sound trigger over recordings mixed and changed. The last line is one JSON object. */
export async function bench([folder, seed = '1']: readonly string[]): Promise<void> {
  if (!folder) throw new Error('sound-varied needs a folder with manifest.json and recordings');
  const recordings: Recording[] = [];
  for (const clip of await readManifest(folder))
    recordings.push({ ...clip, ...(await decodeSound(join(folder, clip.file))) });
  const sets = {
    mixed: mixedSounds(recordings, Number(seed)),
    changed: changedSounds(recordings, Number(seed)),
    joined: joinedSounds(recordings),
  };
  const result: Record<string, unknown> = {};
  for (const [name, set] of Object.entries(sets)) {
    const reports = Object.fromEntries(set.map(({ file, samples, sampleRate }) => [file, listen(samples, sampleRate)]));
    const { line, wrong, all, core } = reportSet(name, set, reports, {});
    for (const text of wrong) console.log(text);
    console.log(line);
    result[name] = { all, core };
  }
  console.log(JSON.stringify(result));
}
