/**
 * Keeps the screen on until the signal is aborted. The system takes a wake lock back whenever the page is hidden, so it
 * is asked for again each time the page is shown. Where it is refused (low battery, old browser) the camera still runs.
 *
 * @param told hears whether the screen stays on, whenever that may have changed
 */
export function keepAwake(signal: AbortSignal, told: (isKept: boolean) => void): void {
  let lock: WakeLockSentinel | undefined;
  const ask = async () => {
    if (signal.aborted || document.visibilityState !== 'visible') return;
    lock = 'wakeLock' in navigator ? await navigator.wakeLock.request('screen').catch(() => undefined) : undefined;
    if (signal.aborted) return lock?.release();
    told(lock !== undefined);
    lock?.addEventListener('release', () => told(false));
  };
  document.addEventListener('visibilitychange', () => void ask(), { signal });
  signal.addEventListener('abort', () => void lock?.release(), { once: true });
  void ask();
}
