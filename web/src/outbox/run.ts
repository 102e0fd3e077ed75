import type { Api } from '../api/api';
import type { Lane } from '../core/queue';
import { StorageLost } from './database';
import type { Outbox } from './outbox';
import { asPage, lanes, sendNext, type Sent } from './send';

/** While nothing is heard, it looks again after so long: a laptop that slept, a tab that another one outlived. */
const longestRestMs = 60_000;

/** After the browser failed to read or store, which it may do while its disk is full, it tries again after so long. */
const restAfterFailureMs = 5_000;

/** Sends what comes into the outbox, until the signal aborts: at once, when it is due again, when the connection is back. */
export async function runOutbox(outbox: Outbox, api: Api, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const stop = (): void => over.abort(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  globalThis.addEventListener('online', () => void hurry(outbox), { signal: over.signal });
  try {
    await asPage(outbox, over.signal, async () => {
      await hurry(outbox);
      await Promise.all(lanes.map((lane) => runLane(outbox, api, over.signal, lane)));
    });
  } catch (cause) {
    // To be stopped is how this ends, or to lose the storage, which the outbox itself tells.
    if (!signal.aborted && !(cause instanceof StorageLost)) throw cause;
  } finally {
    signal.removeEventListener('abort', stop);
    over.abort();
  }
}

async function runLane(outbox: Outbox, api: Api, signal: AbortSignal, lane: Lane): Promise<void> {
  while (!signal.aborted) await turn(outbox, api, signal, lane);
}

/** To wait as long as was said before is the worst that comes of it when this cannot be stored. */
async function hurry(outbox: Outbox): Promise<void> {
  try {
    await outbox.hurry();
  } catch (cause) {
    if (!(cause instanceof StorageLost)) console.error('The outbox could not be hurried', cause);
  }
}

async function turn(outbox: Outbox, api: Api, signal: AbortSignal, lane: Lane): Promise<void> {
  const resting = new AbortController();
  const stop = (): void => resting.abort();
  signal.addEventListener('abort', stop);
  // Listens before it looks, so that nothing is missed in between.
  const changed = outbox.changed(resting.signal);
  try {
    const sent: Sent = navigator.onLine ? await sendOne(outbox, api, signal, lane) : { kind: 'idle' };
    if (sent.kind !== 'moved') await rest(changed, sent, outbox.now());
  } finally {
    stop();
    signal.removeEventListener('abort', stop);
  }
}

/** A camera sends for months without a reload: one failure of the browser must not end that. */
async function sendOne(outbox: Outbox, api: Api, signal: AbortSignal, lane: Lane): Promise<Sent> {
  try {
    return await sendNext(outbox, api, signal, lane);
  } catch (cause) {
    if (signal.aborted || cause instanceof StorageLost) throw cause;
    console.error('The outbox could not go on, and tries again', cause);
    return { kind: 'wait', until: outbox.now() + restAfterFailureMs };
  }
}

async function rest(changed: Promise<void>, sent: Sent, now: number): Promise<void> {
  const ms = sent.kind === 'wait' ? Math.min(Math.max(sent.until - now, 0), longestRestMs) : longestRestMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([changed, over]);
  clearTimeout(timer);
}
