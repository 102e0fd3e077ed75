import { type Alertness, type AlertnessSettings, alertnessStep, quiet } from './alertness';
import type { Candidate } from './motion-candidate';
import { grid } from './motion-light';
import type { MotionRules } from './motion-rules';

/** How far what is seen has come on its way to a trigger, or to a doubt. */
export interface Suspicion {
  readonly alertness: Alertness;
  /** The same for what stays doubtful. */
  readonly doubt: Alertness;
  /** What the suspicion began with: its share of the picture, and all pixels that had changed. */
  readonly onset?: { readonly share: number; readonly changed: Uint8Array };
  /** Where the thing under suspicion was last. */
  readonly cells?: readonly number[];
  /** When the scene was last looked at anew, after a change of light. */
  readonly settledAt?: number;
  /** Checks in a row that saw movement, whether or not it may trigger now. */
  readonly run?: Run;
  /** They have been enough for a trigger, and the last check saw movement too. */
  readonly moving: boolean;
}

interface Run {
  readonly since: number;
  readonly checks: number;
  readonly misses: number;
}

/** One check, as far as a suspicion depends on it. */
export interface Check {
  readonly at: number;
  readonly candidates: readonly Candidate[];
  readonly changed: Uint8Array;
  /** Neither warming up nor amid a change of light. */
  readonly watching: boolean;
  /** A change of light has just settled … */
  readonly settled: boolean;
  /** … and left something in the picture that was not there before. */
  readonly left: boolean;
}

export const noSuspicion: Suspicion = { alertness: quiet, doubt: quiet, moving: false };

/** The next suspicion, and the thing that moves. */
export function suspicionStep(
  suspicion: Suspicion,
  check: Check,
  settings: AlertnessSettings,
  rules: MotionRules,
): { readonly suspicion: Suspicion; readonly mover?: Candidate } {
  const { at, candidates } = check;
  const mover = check.watching
    ? candidates.find((candidate) => candidate.moves && !isWhole(suspicion, candidate, rules))
    : undefined;
  const follows = !rules.continuity || !mover || !suspicion.cells || isNear(mover.cells, suspicion.cells);
  const before = follows || suspicion.alertness.phase !== 'suspect' ? suspicion.alertness : quiet;
  const alertness = alertnessStep(
    before,
    { at, seen: mover !== undefined },
    cautious(suspicion, at, mover, candidates, settings, rules),
  );
  const onset = onsetOf(suspicion, alertness, mover, check);
  const cells = alertness.phase === 'suspect' ? (mover?.cells ?? suspicion.cells) : undefined;
  const settledAt = check.settled ? at : suspicion.settledAt;
  const run = runStep(suspicion.run, at, mover !== undefined);
  const isLong = run !== undefined && run.checks >= settings.checks && at - run.since >= settings.seconds;
  const next: Suspicion = {
    alertness,
    moving: mover !== undefined && isLong,
    ...(run ? { run } : {}),
    doubt: doubtStep(suspicion, alertness, mover, check, settings, rules),
    ...(onset ? { onset } : {}),
    ...(cells ? { cells } : {}),
    ...(settledAt === undefined ? {} : { settledAt }),
  };
  return mover ? { suspicion: next, mover } : { suspicion: next };
}

/** One missed check does not end a run. */
function runStep(run: Run | undefined, at: number, seen: boolean): Run | undefined {
  if (seen) return { since: run?.since ?? at, checks: (run?.checks ?? 0) + 1, misses: 0 };
  return run && run.misses === 0 ? { ...run, misses: 1 } : undefined;
}

function onsetOf(
  suspicion: Suspicion,
  alertness: Alertness,
  mover: Candidate | undefined,
  { changed }: Check,
): Suspicion['onset'] {
  if (alertness.phase !== 'suspect') return undefined;
  return suspicion.alertness.phase === 'suspect' ? suspicion.onset : { share: mover?.share ?? 0, changed };
}

/** Whether a candidate was there at once and stays where it is, as a light that goes on does. */
function isWhole({ onset }: Suspicion, { share, renewed }: Candidate, rules: MotionRules): boolean {
  if (!onset || onset.share <= rules.wholeShare) return false;
  return share < rules.grownShare * onset.share && renewed < rules.leastRenewed;
}

/** What may be light must move for longer than what cannot. */
function cautious(
  { settledAt, onset }: Suspicion,
  at: number,
  mover: Candidate | undefined,
  candidates: readonly Candidate[],
  settings: AlertnessSettings,
  rules: MotionRules,
): AlertnessSettings {
  const afterLight = settledAt !== undefined && at - settledAt < rules.cautiousFor;
  const atOnce = onset && onset.share > rules.wholeShare && (mover?.renewed ?? 1) < 2 * rules.leastRenewed;
  const inLight = mover !== undefined && isInChangingLight(mover, candidates, rules);
  const seconds = [settings.seconds, afterLight || atOnce ? rules.cautiousSeconds : 0, inLight ? rules.litSeconds : 0];
  return { ...settings, seconds: Math.max(...seconds) };
}

/** Whether the light changes around a candidate, or light changes more of the picture than it covers. */
function isInChangingLight(mover: Candidate, candidates: readonly Candidate[], rules: MotionRules): boolean {
  const light = candidates.reduce((sum, { isLight, share }) => sum + (isLight ? share : 0), 0);
  return mover.litShare > rules.mostLitShare || light > mover.share;
}

/** Whether two sets of cells touch, also over corners. */
function isNear(cells: readonly number[], before: readonly number[]): boolean {
  const row = (cell: number) => Math.floor(cell / grid.columns);
  return cells.some((cell) =>
    before.some(
      (other) => Math.abs((cell % grid.columns) - (other % grid.columns)) <= 1 && Math.abs(row(cell) - row(other)) <= 1,
    ),
  );
}

/**
 * A doubt comes of what a change of light left behind, of a suspicion that was too short only because of the light,
 * and of what looks like light and stays. Nothing is in doubt while a trigger's event goes on.
 */
function doubtStep(
  { alertness: before, doubt }: Suspicion,
  alertness: Alertness,
  mover: Candidate | undefined,
  { at, candidates, watching, left }: Check,
  settings: AlertnessSettings,
  rules: MotionRules,
): Alertness {
  if (alertness.phase === 'triggered' || alertness.phase === 'cooling')
    return doubt.phase === 'suspect' ? quiet : alertnessStep(doubt, { at, seen: false }, settings);
  const gaveUp =
    before.phase === 'suspect' && alertness.phase === 'quiet' && at - before.since > settings.seconds + 0.1;
  if (left || gaveUp) return alertnessStep(doubt, { at, seen: true }, { ...settings, checks: 1, seconds: 0 });
  const looksLikeLight = watching && !mover && candidates.some(({ isLight }) => isLight);
  return alertnessStep(doubt, { at, seen: looksLikeLight }, { ...settings, seconds: rules.doubtSeconds });
}
