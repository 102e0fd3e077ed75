import { type LabelledClip, type Reports, type Score, scores } from '../score';

/** How the clips of one set came out, and those that went wrong. */
export interface SetReport {
  readonly line: string;
  readonly wrong: readonly string[];
  readonly all: Score;
  readonly core: Score;
}

/** Sums up one set of varied clips. `doubts` that fall into a missed event are told apart. */
export function reportSet(name: string, clips: readonly LabelledClip[], reports: Reports, doubts: Reports): SetReport {
  const { all, core } = scores(clips, reports);
  const missed = new Set(all.missed.map(([file]) => file));
  const inDoubt = clips.filter(
    ({ file, events }) =>
      missed.has(file) && doubts[file]?.some((at) => events.some(([start, end]) => at >= start - 0.5 && at <= end + 3)),
  ).length;
  const quietDoubts = clips
    .filter(({ events }) => events.length === 0)
    .reduce((sum, { file }) => sum + (doubts[file]?.length ?? 0), 0);
  const line =
    `${name.padEnd(9)} ${clips.length} clips: recall ${all.detected}/${all.events} (${inDoubt} of the missed in doubt); ` +
    `false ${all.false_triggers} (core ${core.false_triggers}) in ${all.nuisance_minutes} min; latency median ${all.latency_median_s} s, ` +
    `worst ${all.latency_max_s} s; doubts in quiet clips ${quietDoubts}`;
  const wrong = clips
    .filter(({ file }) => missed.has(file) || all.false_at[file])
    .map(
      ({ file }) =>
        `  ${file}${missed.has(file) ? ' missed' : ''} ${all.false_at[file] ? `false at ${all.false_at[file].join(', ')}` : ''}`,
    );
  return { line, wrong, all, core };
}
