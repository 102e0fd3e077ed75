import { join } from 'node:path';
import { maskPixels, rectangle } from '../src/core/mask';
import { motionSettings, motionStart, motionStep } from '../src/core/motion';
import { motionRules } from '../src/core/motion-rules';
import { decodeClip, picture, type Picture, readManifest } from './footage';
import { type LabelledClip, round, scores } from './score';

/** What the motion trigger reports for one clip, in seconds from its first picture. */
export interface Watched {
  readonly triggers: readonly number[];
  readonly doubts: readonly number[];
  /** How long each check took, in milliseconds. */
  readonly took: readonly number[];
}

/** Runs the motion step over pictures as a camera would, with a cooldown of 10 s. */
export function watchPictures(
  pictures: Iterable<Picture>,
  mask: LabelledClip['mask'] = [],
  rules = motionRules,
): Watched {
  const settings = {
    ...motionSettings('normal', 10),
    ...(mask.length ? { ignored: maskPixels(mask.map(rectangle), picture.width, picture.height) } : {}),
  };
  const triggers: number[] = [];
  const doubts: number[] = [];
  const took: number[] = [];
  let state = motionStart(0);
  for (const { at, pixels } of pictures) {
    const began = performance.now();
    const step = motionStep(state, { at, frame: { ...picture, pixels } }, settings, rules);
    took.push(performance.now() - began);
    state = step.state;
    if (step.trigger) (step.trigger.doubt ? doubts : triggers).push(round(at, 2));
  }
  return { triggers, doubts, took };
}

/** `bench trigger DIR`: the motion trigger over labelled footage. The last line printed is one JSON object. */
export async function bench([folder]: readonly string[]): Promise<void> {
  if (!folder) throw new Error('bench trigger needs a folder with manifest.json and clips');
  const clips = await readManifest(folder);
  const reports: Record<string, readonly number[]> = {};
  const doubts: Record<string, readonly number[]> = {};
  const took: number[] = [];
  for (const clip of clips) {
    const watched = watchPictures(await decodeClip(join(folder, clip.file)), clip.mask);
    reports[clip.file] = watched.triggers;
    doubts[clip.file] = watched.doubts;
    took.push(...watched.took);
    console.log(
      `${clip.file.padEnd(36)} events ${JSON.stringify(clip.events).padEnd(16)} triggers ${JSON.stringify(watched.triggers)} doubts ${JSON.stringify(watched.doubts)}`,
    );
  }
  const { all, core } = scores(clips, reports);
  took.sort((a, b) => a - b);
  const millisecondsPerCheck = round(took[took.length >> 1] ?? 0, 3);
  console.log(
    `recall ${all.detected}/${all.events}; false ${all.false_triggers} (core ${core.false_triggers}) in ${all.nuisance_minutes} min; ` +
      `latency median ${all.latency_median_s} s, worst ${all.latency_max_s} s; ${millisecondsPerCheck} ms per check (median of ${took.length}, ${picture.width}×${picture.height}, Node ${process.versions.node})`,
  );
  console.log(JSON.stringify({ all, core, clips: reports, doubts, millisecondsPerCheck }));
}
