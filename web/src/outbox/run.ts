import type { Api } from '../api/api';
import { StorageLost } from './database';
import type { Outbox } from './outbox';
import { asPage, sendNext, type Sent } from './send';

/** While nothing is heard, it looks again after so long: a laptop that slept, a tab that another one outlived. */
const longestRestMs = 60_000;

/** Sends what comes into the outbox, until the signal aborts: at once, when it is due again, when the connection is back. */
export async function runOutbox(outbox: Outbox, api: Api, signal: AbortSignal): Promise<void> {
  const online = (): void => void outbox.hurry();
  globalThis.addEventListener('online', online, { signal });
  try {
    await asPage(outbox, signal, async () => {
      await outbox.hurry();
      while (!signal.aborted) await turn(outbox, api, signal);
    });
  } catch (cause) {
    // To be stopped is how this ends, or to lose the storage, which the outbox itself tells.
    if (!signal.aborted && !(cause instanceof StorageLost)) throw cause;
  } finally {
    globalThis.removeEventListener('online', online);
  }
}

async function turn(outbox: Outbox, api: Api, signal: AbortSignal): Promise<void> {
  const resting = new AbortController();
  const stop = (): void => resting.abort();
  signal.addEventListener('abort', stop);
  // Listens before it looks, so that nothing is missed in between.
  const changed = outbox.changed(resting.signal);
  try {
    const sent: Sent = navigator.onLine ? await sendNext(outbox, api, signal) : { kind: 'idle' };
    if (sent.kind !== 'moved') await rest(changed, sent, outbox.now());
  } finally {
    stop();
    signal.removeEventListener('abort', stop);
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
