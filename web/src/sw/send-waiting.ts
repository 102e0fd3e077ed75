import { openOutbox } from '../outbox/outbox';
import { cameraApi, sendAllDue } from '../outbox/send';

/** Browsers end a sync that takes much longer; what is left is sent by the next one, or by the page. */
const longestMs = 4 * 60_000;

/**
 * Sends what waits in the outbox, while no page may be open.
 *
 * @throws Error when something still waits, so that the browser tries again later
 */
export async function sendWaiting(): Promise<void> {
  const outbox = await openOutbox();
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), longestMs);
  try {
    const left = await sendAllDue(outbox, cameraApi(outbox), over.signal);
    if (left.kind === 'wait') throw new Error('Something waits to be sent later');
  } finally {
    clearTimeout(timer);
    outbox.close();
  }
}
