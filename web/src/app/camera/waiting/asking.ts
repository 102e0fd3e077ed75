/** Between two questions. */
const everyMs = 5 * 60_000;

/**
 * Lets a camera that is off, and so silent, ask now and then whether somebody wants what it still has: every few
 * minutes, and whenever its page is shown, until the signal aborts.
 */
export function askNowAndThen(hasReason: () => boolean, ask: () => void, signal: AbortSignal): void {
  const look = () => {
    if (document.visibilityState !== 'hidden' && hasReason()) ask();
  };
  const timer = setInterval(look, everyMs);
  signal.addEventListener('abort', () => clearInterval(timer));
  document.addEventListener('visibilitychange', look, { signal });
}
