/** One clip of a manifest of test footage or test sounds: what happens in it, and when. */
export interface LabelledClip {
  readonly file: string;
  /** In seconds. */
  readonly duration: number;
  /** Start and end of each event, in seconds. */
  readonly events: readonly (readonly [number, number])[];
  readonly tags: readonly string[];
  /** Parts of the picture to be ignored: x, y, width, height as shares of it. */
  readonly mask?: readonly (readonly [number, number, number, number])[];
}

/** Seconds from each clip's start at which something was reported. */
export type Reports = Readonly<Record<string, readonly number[]>>;

/** How well reports fit the truth. Names and rounding are those of the footage's own scorer. */
export interface Score {
  readonly events: number;
  readonly detected: number;
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
  readonly false_by_tag: Readonly<Record<string, number>>;
}

/** Reports before this are not counted: the detector may still be learning. Seconds, as all below. */
const warmup = 3;
/** After a report that counts, others are not counted for so long. */
const cooldown = 10;
/** A report counts for an event from so long before its start … */
const before = 0.5;
/** … to so long after its end. */
const after = 3;

type Span = readonly [number, number];

interface ClipScore {
  readonly falseAt: readonly number[];
  readonly missed: readonly Span[];
  readonly covered: number;
  readonly latencies: readonly number[];
  readonly quietSeconds: number;
}

/** The score over all clips, and over the core ones: those not tagged `hard`. */
export function scores(clips: readonly LabelledClip[], reports: Reports): { all: Score; core: Score } {
  return {
    all: score(clips, reports),
    core: score(
      clips.filter(({ tags }) => !tags.includes('hard')),
      reports,
    ),
  };
}

function score(clips: readonly LabelledClip[], reports: Reports): Score {
  const each = clips.map((clip) => ({ clip, result: scoreClip(clip, reports[clip.file] ?? []) }));
  const events = sum(clips.map((clip) => clip.events.length));
  const missed = each.flatMap(({ clip, result }) =>
    result.missed.map(([start, end]) => [clip.file, start, end] as const),
  );
  const detected = events - missed.length;
  const falseAt = each.filter(({ result }) => result.falseAt.length > 0);
  const falseTriggers = sum(falseAt.map(({ result }) => result.falseAt.length));
  const latencies = each.flatMap(({ result }) => result.latencies).sort((a, b) => a - b);
  const quietSeconds = sum(each.map(({ result }) => result.quietSeconds));
  return {
    events,
    detected,
    covered: sum(each.map(({ result }) => result.covered)),
    recall: events ? round(detected / events, 4) : null,
    false_triggers: falseTriggers,
    nuisance_minutes: round(quietSeconds / 60, 2),
    false_per_hour: quietSeconds ? round(falseTriggers / (quietSeconds / 3600), 1) : null,
    latency_median_s: latencies.length ? round(median(latencies), 2) : null,
    latency_max_s: latencies.length ? round(latencies.at(-1)!, 2) : null,
    clips_with_false: falseAt.length,
    missed,
    false_at: Object.fromEntries(falseAt.map(({ clip, result }) => [clip.file, result.falseAt])),
    false_by_tag: falseByTag(falseAt),
  };
}

function scoreClip({ duration, events }: LabelledClip, reported: readonly number[]): ClipScore {
  const accepted = cooledDown(reported.filter((at) => at >= warmup && at <= duration + 1));
  const windows = events.map(([start, end]) => [start - before, end + after] as const);
  const isTrue = (at: number) => windows.some((window) => within(at, window));
  const missed: Span[] = [];
  const latencies: number[] = [];
  let covered = 0;
  events.forEach(([start, end], index) => {
    const window = windows[index]!;
    const hit = accepted.find((at) => within(at, window));
    if (accepted.some((at) => at < window[0] && isTrue(at) && start - at < cooldown)) covered++;
    else if (hit !== undefined) latencies.push(Math.max(0, hit - start));
    else missed.push([start, end]);
  });
  const falseAt = accepted.filter((at) => !isTrue(at)).map((at) => round(at, 2));
  return { falseAt, missed, covered, latencies, quietSeconds: quietSeconds(duration, windows) };
}

function cooledDown(reported: readonly number[]): number[] {
  const accepted: number[] = [];
  for (const at of [...reported].sort((a, b) => a - b))
    if (accepted.length === 0 || at - accepted.at(-1)! >= cooldown) accepted.push(at);
  return accepted;
}

/** Clip time after the warm-up and outside every event's window. */
function quietSeconds(duration: number, windows: readonly Span[]): number {
  let busy = 0;
  let last = warmup;
  for (const [start, end] of [...windows].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const from = Math.max(start, last);
    const to = Math.min(end, duration);
    if (to <= from) continue;
    busy += to - from;
    last = to;
  }
  return Math.max(0, duration - warmup - busy);
}

function falseByTag(
  clips: readonly { readonly clip: LabelledClip; readonly result: ClipScore }[],
): Record<string, number> {
  const tags = [...new Set(clips.flatMap(({ clip }) => clip.tags))].sort();
  const count = (tag: string) =>
    sum(clips.filter(({ clip }) => clip.tags.includes(tag)).map(({ result }) => result.falseAt.length));
  return Object.fromEntries(tags.map((tag) => [tag, count(tag)]));
}

function within(at: number, [from, to]: Span): boolean {
  return at >= from && at <= to;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function median(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Rounds as the footage's scorer does: an exact half goes to the even neighbour. */
export function round(value: number, digits: number): number {
  const halves = value * 2 ** (digits + 1);
  const isExactHalf = Number.isInteger(halves) && halves % 2 !== 0;
  if (!isExactHalf) return Number(value.toFixed(digits));
  const scale = 10 ** digits;
  const floor = Math.floor(value * scale);
  return (floor % 2 === 0 ? floor : floor + 1) / scale;
}
