import type { Api } from '../api/api';
import { createApi } from '../api/api';
import type { Lane } from '../core/queue';
import { attempt } from './attempt';
import type { Entry } from './database';
import type { Outbox } from './outbox';

/** What came of trying to send. `until` is in milliseconds since 1970. */
export type Sent =
  | { readonly kind: 'moved' }
  | { readonly kind: 'wait'; readonly until: number }
  /** Nothing waits, or this phone is no camera (any more). */
  | { readonly kind: 'idle' };

/** What is sent at the same time. */
export const lanes: readonly Lane[] = ['previews', 'rest'];

/** The client that speaks as the camera whose identity the outbox keeps. */
export function cameraApi(outbox: Outbox, server = ''): Api {
  return createApi({ server, token: async () => (await outbox.camera())?.token });
}

/**
 * Takes the next step of a lane that is due, if any. Tabs and the service worker take turns: in a browser there is never
 * more than one step of a lane under way.
 *
 * @throws what aborted the signal; the step is then taken again later
 */
export async function sendNext(outbox: Outbox, api: Api, signal: AbortSignal, lane: Lane): Promise<Sent> {
  return navigator.locks.request(`${outbox.lockName}-${lane}`, { signal }, async () => {
    const choice = await outbox.next(lane);
    if (choice.kind !== 'due') return choice;
    await take(choice.entry, outbox, api, signal);
    return { kind: 'moved' } as const;
  });
}

/** Runs `work` as a page that sends for as long as it is open. Several pages may. */
export async function asPage(outbox: Outbox, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  await navigator.locks.request(pageLock(outbox), { mode: 'shared', signal }, work);
}

/**
 * Sends until nothing is due: what a service worker does when the connection is back. While a page is open it waits,
 * because only a page can show how far it is.
 *
 * @returns wait when something is left that has to be tried again later
 * @throws what aborted the signal, also when pages were open all the time
 */
export async function sendAllDue(outbox: Outbox, api: Api, signal: AbortSignal): Promise<Sent> {
  return navigator.locks.request(pageLock(outbox), { signal }, async () => {
    // A preview that is answered leads to the next step in the other lane.
    for (;;) {
      const left = await Promise.all(lanes.map((lane) => sendLane(outbox, api, signal, lane)));
      if (left.some(({ moved }) => moved)) continue;
      return left.find(({ sent }) => sent.kind === 'wait')?.sent ?? { kind: 'idle' };
    }
  });
}

async function sendLane(
  outbox: Outbox,
  api: Api,
  signal: AbortSignal,
  lane: Lane,
): Promise<{ readonly moved: boolean; readonly sent: Sent }> {
  for (let steps = 0; ; steps++) {
    const sent = await sendNext(outbox, api, signal, lane);
    if (sent.kind !== 'moved') return { moved: steps > 0, sent };
  }
}

function pageLock(outbox: Outbox): string {
  return `${outbox.lockName}-page`;
}

async function take(entry: Entry, outbox: Outbox, api: Api, signal: AbortSignal): Promise<void> {
  const outcome = await attempt(entry, { outbox, api, signal });
  if (outcome === 'clipLost') return outbox.clipIsLost(entry);
  await outbox.settle(entry, outcome);
  if (outcome.kind === 'failed' && outcome.problem.status === 401) await outbox.cameraRevoked();
}
