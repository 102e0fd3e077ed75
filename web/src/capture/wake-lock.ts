/**
 * Keeps the screen on until the signal is aborted. The system takes a wake lock back whenever the page is hidden, so it
 * is asked for again each time the page is shown. Where it is refused (low battery, old browser) the camera still runs.
 */
export function keepAwake(signal: AbortSignal): void {
  let lock: WakeLockSentinel | undefined;
  const ask = async () => {
    if (signal.aborted || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    lock = await navigator.wakeLock.request('screen').catch(() => undefined);
    if (signal.aborted) await lock?.release();
  };
  document.addEventListener('visibilitychange', () => void ask(), { signal });
  signal.addEventListener('abort', () => void lock?.release(), { once: true });
  void ask();
}
