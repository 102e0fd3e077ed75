import { openOutbox } from '../outbox/outbox';
import { cameraApi, sendAllDue } from '../outbox/send';

/** Browsers end a sync that takes much longer; what is left is sent by the next one, or by the page. */
const longestMs = 4 * 60_000;
/** For a longer wait the browser is asked to come back; it does not before some minutes have passed. */
const longestPauseMs = 30_000;

/**
 * Sends what waits in the outbox, while no page may be open.
 *
 * @throws Error when something still waits, so that the browser tries again later
 */
export async function sendWaiting(): Promise<void> {
  const over = new AbortController();
  // A newer version is not kept waiting: it sends what this one leaves.
  const outbox = await openOutbox({ wantedByNewer: () => over.abort() });
  const timer = setTimeout(() => over.abort(), longestMs);
  try {
    // The browser says that there is a connection.
    await outbox.hurry();
    for (;;) {
      const left = await sendAllDue(outbox, cameraApi(outbox), over.signal);
      if (left.kind !== 'wait') return;
      const ms = left.until - outbox.now();
      if (ms > longestPauseMs) throw new Error('Something waits to be sent later');
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
  } finally {
    clearTimeout(timer);
    outbox.close();
  }
}
