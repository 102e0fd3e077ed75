import type { Api } from '../api/api';
import { createApi } from '../api/api';
import { ApiProblem } from '../api/problem';
import type { Outcome } from '../core/upload';
import type { Entry, EventEntry } from './database';
import type { Outbox } from './outbox';
import { failure, putClip } from './put-clip';

/** What came of trying to send. `until` is in milliseconds since 1970. */
export type Sent =
  | { readonly kind: 'moved' }
  | { readonly kind: 'wait'; readonly until: number }
  /** Nothing waits, or this phone is no camera (any more). */
  | { readonly kind: 'idle' };

/** The client that speaks as the camera whose identity the outbox keeps. */
export function cameraApi(outbox: Outbox, server = ''): Api {
  return createApi({ server, token: async () => (await outbox.camera())?.token });
}

/**
 * Takes the next step that is due, if any. Tabs and the service worker take turns: there is never more than one step
 * under way in a browser.
 *
 * @throws what aborted the signal; the step is then taken again later
 */
export async function sendNext(outbox: Outbox, api: Api, signal: AbortSignal): Promise<Sent> {
  return navigator.locks.request(outbox.lockName, { signal }, async () => {
    const choice = await outbox.next();
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
 * @throws what aborted the signal, also when pages were open all the time
 */
export async function sendAllDue(outbox: Outbox, api: Api, signal: AbortSignal): Promise<Sent> {
  return navigator.locks.request(pageLock(outbox), { signal }, async () => {
    let sent: Sent;
    do sent = await sendNext(outbox, api, signal);
    while (sent.kind === 'moved');
    return sent;
  });
}

function pageLock(outbox: Outbox): string {
  return `${outbox.lockName}-page`;
}

async function take(entry: Entry, outbox: Outbox, api: Api, signal: AbortSignal): Promise<void> {
  const outcome = await attempt(entry, outbox, api, signal);
  if (outcome === 'clipLost') return outbox.clipIsLost(entry.order);
  await outbox.settle(entry.order, outcome);
  if (outcome.kind === 'failed' && outcome.problem.status === 401) await outbox.cameraRevoked();
}

async function attempt(entry: Entry, outbox: Outbox, api: Api, signal: AbortSignal): Promise<Outcome | 'clipLost'> {
  try {
    switch (entry.kind) {
      case 'sessionStart':
        await api.startSession(entry.sessionId, entry.at, signal);
        return { kind: 'confirmed' };
      case 'sessionStop':
        await api.stopSession(entry.sessionId, entry.at, signal);
        return { kind: 'confirmed' };
      case 'event':
        return await attemptEvent(entry, outbox, api, signal);
    }
  } catch (problem) {
    if (problem instanceof ApiProblem) return failure(problem);
    throw problem;
  }
}

async function attemptEvent(
  entry: EventEntry,
  outbox: Outbox,
  api: Api,
  signal: AbortSignal,
): Promise<Outcome | 'clipLost'> {
  const { eventId, upload } = entry;
  switch (upload.step) {
    case 'announce': {
      const { upload: grant } = await api.announceEvent(eventId, entry.announcement, signal);
      return grant && entry.clipBytes > 0 ? { kind: 'announced', grant } : { kind: 'announced' };
    }
    case 'send': {
      const clip = await outbox.clip(eventId);
      if (!clip) return 'clipLost';
      const progress = (share: number): void => outbox.sending(eventId, share);
      return putClip({ grant: upload.grant, server: api.server, clip, progress, signal });
    }
    case 'confirm':
      await api.eventUploaded(eventId, signal);
      return { kind: 'confirmed' };
    case 'done':
    case 'refused':
      throw new Error(`An upload that is ${upload.step} cannot be due`);
  }
}
