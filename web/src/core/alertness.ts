/** How a trigger comes about: quiet → suspect → triggered → cooling. Times are seconds on the clock of the samples. */
export type Alertness =
  | { readonly phase: 'quiet' }
  | { readonly phase: 'suspect'; readonly since: number; readonly checks: number; readonly misses: number }
  | { readonly phase: 'triggered'; readonly at: number }
  | { readonly phase: 'cooling'; readonly until: number };

/** When a suspicion becomes a trigger, and how long nothing comes after it. */
export interface AlertnessSettings {
  /** So many checks in a row must see something. */
  readonly checks: number;
  /** And it must last so long. */
  readonly seconds: number;
  /** Counted from the trigger. */
  readonly cooldownSeconds: number;
}

/** One missed check does not end a suspicion: noise may hide a small thing for a moment. */
const missesAllowed = 1;

/** Rests from now on until a time, whatever was before: the event that a trigger began goes on until then. */
export function restUntil(until: number): Alertness {
  return { phase: 'cooling', until };
}

/** Nothing has happened yet. */
export const quiet: Alertness = { phase: 'quiet' };

/** The next state, when a check at `at` saw something or not. `triggered` lasts for one step. */
export function alertnessStep(
  state: Alertness,
  check: { readonly at: number; readonly seen: boolean },
  settings: AlertnessSettings,
): Alertness {
  switch (state.phase) {
    case 'quiet':
      return check.seen ? suspect({ since: check.at, checks: 1, misses: 0 }, check.at, settings) : quiet;
    case 'suspect':
      if (check.seen) return suspect({ ...state, checks: state.checks + 1, misses: 0 }, check.at, settings);
      return state.misses < missesAllowed ? { ...state, misses: state.misses + 1 } : quiet;
    case 'triggered':
      return { phase: 'cooling', until: state.at + settings.cooldownSeconds };
    case 'cooling':
      return check.at < state.until ? state : alertnessStep(quiet, check, settings);
  }
}

function suspect(
  seen: { readonly since: number; readonly checks: number; readonly misses: number },
  at: number,
  settings: AlertnessSettings,
): Alertness {
  const enough = seen.checks >= settings.checks && at - seen.since >= settings.seconds;
  return enough ? { phase: 'triggered', at } : { phase: 'suspect', ...seen };
}
