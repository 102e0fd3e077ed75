import { openOutbox } from '../outbox/outbox';
import { cameraApi, sendAllDue } from '../outbox/send';

/** Browsers end a sync that takes much longer; what is left is sent by the next one, or by the page. */
const longestMs = 4 * 60_000;
/** For a longer wait the browser is asked to come back; it does not before some minutes have passed. */
const longestPauseMs = 30_000;

/**
 * Sends what waits in the outbox, while no page may be open.
 *
 * @param yielded ends it: browsers let no newer worker in while this one is at work
 * @throws Error when something still waits, so that the browser tries again later
 */
export async function sendWaiting(yielded: AbortSignal): Promise<void> {
  const over = new AbortController();
  const stop = (): void => over.abort();
  // A newer version is not kept waiting: it sends what this one leaves.
  const outbox = await openOutbox({ wantedByNewer: stop });
  const timer = setTimeout(stop, longestMs);
  if (yielded.aborted) stop();
  yielded.addEventListener('abort', stop);
  try {
    // The browser says that there is a connection.
    await outbox.hurry();
    for (;;) {
      const left = await sendAllDue(outbox, cameraApi(outbox), over.signal);
      if (left.kind !== 'wait') return;
      const ms = left.until - outbox.now();
      if (ms > longestPauseMs) throw new Error('Something waits to be sent later');
      await pause(ms, over.signal);
    }
  } finally {
    clearTimeout(timer);
    yielded.removeEventListener('abort', stop);
    outbox.close();
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
