import type { Rectangle } from '../src/core/gray';

/** One clip of footage whose events are known. Times in seconds. */
export interface FootageClip {
  readonly file: string;
  readonly duration: number;
  readonly events: readonly (readonly [number, number])[];
  readonly mask: readonly Rectangle[];
  readonly tags: readonly string[];
}

/** How triggers fit the known events, over some clips. Keys are those of the footage's own scorer. */
export interface Score {
  readonly events: number;
  readonly detected: number;
  /** Events that began within the cooldown of a true trigger: they are recorded already. */
  readonly covered: number;
  readonly recall: number | null;
  readonly false_triggers: number;
  readonly nuisance_minutes: number;
  readonly false_per_hour: number | null;
  readonly latency_median_s: number | null;
  readonly latency_max_s: number | null;
  readonly clips_with_false: number;
  readonly missed: readonly (readonly [string, number, number])[];
  readonly false_at: Readonly<Record<string, readonly number[]>>;
}

const warmUp = 3;
const cooldown = 10;
/** A trigger counts this long before an event's start and after its end. */
const early = 0.5;
const grace = 3;

interface ClipScore {
  readonly detected: number;
  readonly covered: number;
  readonly latencies: readonly number[];
  readonly missed: Score['missed'];
  readonly falseAt: readonly number[];
  readonly nuisance: number;
}

/** Scores triggers (seconds from each clip's start) of some clips; a clip that is not named has none. */
export function score(clips: readonly FootageClip[], triggers: Readonly<Record<string, readonly number[]>>): Score {
  const scores = clips.map((clip) => scoreClip(clip, triggers[clip.file] ?? []));
  const events = sum(clips.map((clip) => clip.events.length));
  const detected = sum(scores.map((clip) => clip.detected));
  const falseTriggers = sum(scores.map(({ falseAt }) => falseAt.length));
  const nuisance = sum(scores.map((clip) => clip.nuisance));
  const latencies = scores.flatMap((clip) => clip.latencies).sort((one, other) => one - other);
  const falseAt = clips.map(({ file }, i) => [file, scores[i]!.falseAt.map((at) => round(at, 2))] as const);
  return {
    events,
    detected,
    covered: sum(scores.map((clip) => clip.covered)),
    recall: events === 0 ? null : round(detected / events, 4),
    false_triggers: falseTriggers,
    nuisance_minutes: round(nuisance / 60, 2),
    false_per_hour: nuisance === 0 ? null : round(falseTriggers / (nuisance / 3_600), 1),
    latency_median_s: latencies.length === 0 ? null : round(median(latencies), 2),
    latency_max_s: latencies.length === 0 ? null : round(latencies.at(-1)!, 2),
    clips_with_false: scores.filter((clip) => clip.falseAt.length > 0).length,
    missed: scores.flatMap((clip) => clip.missed),
    false_at: Object.fromEntries(falseAt.filter(([, times]) => times.length > 0)),
  };
}

function scoreClip({ file, duration, events }: FootageClip, triggers: readonly number[]): ClipScore {
  const accepted = cooledDown(triggers.filter((at) => at >= warmUp && at <= duration + 1));
  const windows = events.map(([start, end]) => [start - early, end + grace] as const);
  const isTrue = (at: number) => windows.some(([from, to]) => at >= from && at <= to);
  let detected = 0;
  let covered = 0;
  const latencies: number[] = [];
  const missed: (readonly [string, number, number])[] = [];
  events.forEach(([start, end], i) => {
    const [from, to] = windows[i]!;
    const hit = accepted.find((at) => at >= from && at <= to);
    if (accepted.some((at) => isTrue(at) && at < from && start - at < cooldown)) {
      detected++;
      covered++;
    } else if (hit !== undefined) {
      detected++;
      latencies.push(Math.max(0, hit - start));
    } else missed.push([file, start, end]);
  });
  const falseAt = accepted.filter((at) => !isTrue(at));
  return { detected, covered, latencies, missed, falseAt, nuisance: quietTime(duration, windows) };
}

/** Triggers that come while one before them is still cooling are ignored. */
function cooledDown(triggers: readonly number[]): number[] {
  const accepted: number[] = [];
  for (const at of [...triggers].sort((one, other) => one - other))
    if (at - (accepted.at(-1) ?? -Infinity) >= cooldown) accepted.push(at);
  return accepted;
}

/** Seconds after the warm-up that belong to no event. */
function quietTime(duration: number, windows: readonly (readonly [number, number])[]): number {
  let last = warmUp;
  let busy = 0;
  for (const [from, to] of [...windows].sort(([one], [other]) => one - other)) {
    const start = Math.max(from, last);
    const end = Math.min(to, duration);
    if (end <= start) continue;
    busy += end - start;
    last = end;
  }
  return Math.max(0, duration - warmUp - busy);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function median(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
