import { join } from 'node:path';
import { type MotionRules, motionRules } from '../src/core/motion-rules';
import { readManifest } from './footage';
import { watchPictures } from './trigger';
import { readPlates } from './variations/plates';
import { reportSet } from './variations/report';
import type { VariedClip } from './variations/scene';
import { changedSet, framedSet, nuisanceSet, overlaySet, walkSet } from './variations/sets';

/**
 * `trigger-varied DIR [each=1] [seed=1] [only=walk,nuisance] [RULE=VALUE …]`: the motion trigger over footage that is
 * varied and drawn. Scenes come from the still pictures in NIGHTJAR_FRAMES (default `../../frames` of DIR). A rule of
 * {@link MotionRules} with another value shows what it gives. The last line printed is one JSON object.
 */
export async function bench([folder, ...options]: readonly string[]): Promise<void> {
  if (!folder) throw new Error('trigger-varied needs a folder with manifest.json and clips');
  const given = Object.fromEntries(options.map((option) => option.split('=') as [string, string]));
  const [each, seed] = [Number(given['each'] ?? 1), Number(given['seed'] ?? 1)];
  const clips = await readManifest(folder);
  const plates = await readPlates(process.env['NIGHTJAR_FRAMES'] ?? join(folder, '../../frames'));
  if (plates.length === 0) throw new Error('No still pictures to draw on: name their folder in NIGHTJAR_FRAMES');
  const sets: Readonly<Record<string, () => VariedClip[]>> = {
    nuisance: () => nuisanceSet(plates, 4 * each, seed),
    walk: () => walkSet(plates, each, seed),
    overlay: () => overlaySet(folder, clips, 3 * each, seed),
    changed: () => changedSet(folder, clips),
    framed: () => framedSet(folder, clips),
  };
  const names = given['only']?.split(',') ?? Object.keys(sets);
  const result: Record<string, unknown> = {};
  for (const name of names) result[name] = await benchSet(name, sets[name]!(), rulesWith(given));
  console.log(JSON.stringify(result));
}

async function benchSet(name: string, clips: readonly VariedClip[], rules: MotionRules) {
  const reports: Record<string, readonly number[]> = {};
  const doubts: Record<string, readonly number[]> = {};
  for (const clip of clips) {
    const watched = watchPictures(await clip.pictures(), clip.mask, rules);
    reports[clip.file] = watched.triggers;
    doubts[clip.file] = watched.doubts;
  }
  const { line, wrong, all, core } = reportSet(name, clips, reports, doubts);
  for (const text of wrong) console.log(text);
  console.log(line);
  return { all, core };
}

/** The rules, with those that are given replaced. */
function rulesWith(given: Readonly<Record<string, string>>): MotionRules {
  const changed = Object.keys(motionRules)
    .filter((rule) => rule in given)
    .map((rule) => [rule, JSON.parse(given[rule]!) as unknown]);
  return { ...motionRules, ...(Object.fromEntries(changed) as Partial<MotionRules>) };
}
