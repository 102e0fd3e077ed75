import { join } from 'node:path';
import { soundSettings, soundStart, soundStep } from '../src/core/sound';
import { levelsSeconds, levelsStart, levelsStep } from '../src/core/sound-levels';
import { decodeSound, readManifest } from './footage';
import { round, scores } from './score';

/** The seconds at which the sound trigger reports something, with a cooldown of 10 s. */
export function listen(samples: Float32Array, sampleRate: number): number[] {
  const settings = soundSettings('normal', 10);
  const block = Math.round(levelsSeconds * sampleRate);
  const reports: number[] = [];
  let filters = levelsStart(sampleRate);
  let state = soundStart(0);
  for (let end = block; end <= samples.length; end += block) {
    const { state: nextFilters, levels } = levelsStep(filters, samples.subarray(end - block, end));
    filters = nextFilters;
    const step = soundStep(state, { at: end / sampleRate, levels }, settings);
    state = step.state;
    if (step.trigger) reports.push(round(end / sampleRate, 2));
  }
  return reports;
}

/** `bench sound DIR`: the sound trigger over labelled recordings. The last line printed is one JSON object. */
export async function bench([folder]: readonly string[]): Promise<void> {
  if (!folder) throw new Error('bench sound needs a folder with manifest.json and recordings');
  const clips = await readManifest(folder);
  const reports: Record<string, readonly number[]> = {};
  for (const clip of clips) {
    const { samples, sampleRate } = await decodeSound(join(folder, clip.file));
    reports[clip.file] = listen(samples, sampleRate);
    console.log(
      `${clip.file.padEnd(26)} events ${JSON.stringify(clip.events).padEnd(16)} triggers ${JSON.stringify(reports[clip.file])}`,
    );
  }
  const { all, core } = scores(clips, reports);
  console.log(
    `recall ${all.detected}/${all.events}; false ${all.false_triggers} (core ${core.false_triggers}) in ${all.nuisance_minutes} min; ` +
      `latency median ${all.latency_median_s} s, worst ${all.latency_max_s} s`,
  );
  const doubts = Object.fromEntries(clips.map(({ file }) => [file, []]));
  console.log(JSON.stringify({ all, core, clips: reports, doubts }));
}
