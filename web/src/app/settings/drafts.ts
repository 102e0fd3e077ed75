/** A value that is being changed, with the way back and forth. */
export interface Drafts<Value> {
  readonly past: readonly Value[];
  readonly now: Value;
  readonly future: readonly Value[];
}

/** Further back than this nobody goes. */
const mostSteps = 200;

/** Nothing was changed yet. */
export function firstDraft<Value>(now: Value): Drafts<Value> {
  return { past: [], now, future: [] };
}

/** A step that can be undone. */
export function changed<Value>(drafts: Drafts<Value>, now: Value): Drafts<Value> {
  return { past: [...drafts.past, drafts.now].slice(-mostSteps), now, future: [] };
}

/** More of the same step, such as a drag that goes on. */
export function adjusted<Value>(drafts: Drafts<Value>, now: Value): Drafts<Value> {
  return { ...drafts, now };
}

/** One step back; the same where there is none. */
export function undone<Value>({ past, now, future }: Drafts<Value>): Drafts<Value> {
  const before = past.at(-1);
  return before === undefined
    ? { past, now, future }
    : { past: past.slice(0, -1), now: before, future: [now, ...future] };
}

/** One step forth again; the same where there is none. */
export function redone<Value>({ past, now, future }: Drafts<Value>): Drafts<Value> {
  const next = future[0];
  return next === undefined ? { past, now, future } : { past: [...past, now], now: next, future: future.slice(1) };
}
