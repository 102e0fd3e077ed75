/** A signal that also aborts when the time is over. Call `clear` when the work is done. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** The time was over before the work was done. */
  passed(): boolean;
  clear(): void;
}

/**
 * Joins a signal with a time limit; `AbortSignal.any` would do it, but old phones lack it.
 *
 * @param seconds positive
 */
export function deadline(seconds: number, outer?: AbortSignal | null): Deadline {
  const controller = new AbortController();
  let passed = false;
  const abort = (): void => controller.abort(outer?.reason);
  const timer = setTimeout(() => {
    passed = true;
    controller.abort();
  }, seconds * 1_000);
  if (outer?.aborted) abort();
  outer?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    passed: () => passed,
    clear: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    },
  };
}
