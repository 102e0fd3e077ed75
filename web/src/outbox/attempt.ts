import type { Api } from '../api/api';
import { deadline } from '../api/deadline';
import { ApiProblem, timedOut } from '../api/problem';
import { isMoving, type Outcome } from '../core/upload';
import { StorageLost, type Entry, type EventEntry } from './database';
import type { Outbox } from './outbox';
import { failure, putClip } from './put-clip';

/** What taking a step needs. */
export interface Means {
  readonly outbox: Outbox;
  readonly api: Api;
  readonly signal: AbortSignal;
}

/** A trigger's clip is not held up any longer than that for an answer to its preview. */
const previewSeconds = 3;

/**
 * Takes the step that an entry is at, and nothing else: what came of it is to be stored before the next one. Whatever
 * goes wrong with one entry must not end the sending of the others: it counts as a failure, to be tried again.
 *
 * @throws what aborted the signal
 * @throws StorageLost
 */
export async function attempt(entry: Entry, means: Means): Promise<Outcome | 'clipLost'> {
  try {
    if (entry.kind === 'event') return await attemptEvent(entry, means);
    await tell(entry, means);
    return { kind: 'confirmed' };
  } catch (problem) {
    if (problem instanceof ApiProblem) return failure(problem);
    if (means.signal.aborted || problem instanceof StorageLost) throw problem;
    console.error('A step of the outbox failed', entry.key, problem);
    return failure(unforeseen(problem));
  }
}

/** Neither the server nor the network said so: an answer that cannot be read, say, or a read that the browser failed. */
function unforeseen(cause: unknown): ApiProblem {
  const detail = 'This could not be sent as expected. It is tried again.';
  return new ApiProblem({ code: 'failed', status: 0, detail }, { cause });
}

async function tell(entry: Exclude<Entry, EventEntry>, { api, signal }: Means): Promise<void> {
  switch (entry.kind) {
    case 'sessionStart':
      return void (await api.startSession(entry.sessionId, entry.at, signal));
    case 'sessionStop':
      return void (await api.stopSession(entry.sessionId, entry.at, signal));
    case 'gap': {
      const { gapId, sessionId, from, until, reason } = entry;
      return void (await api.putGap(sessionId, gapId, { from, reason, ...(until !== undefined && { until }) }, signal));
    }
    case 'clipGone':
      return tellGone(entry.eventId, api, signal);
  }
}

/** An event that waits for its clip is announced without one, in the words that the server has of it. */
async function tellGone(eventId: string, api: Api, signal: AbortSignal): Promise<void> {
  const { state, sessionId, at, trigger } = await api.event(eventId, signal);
  if (state !== 'announced' && state !== 'uploading') return;
  await api.announceEvent(eventId, { sessionId, at, trigger: trigger }, signal);
}

async function attemptEvent(entry: EventEntry, means: Means): Promise<Outcome | 'clipLost'> {
  const { upload } = entry;
  if (!isMoving(upload)) throw new Error(`An upload that is ${upload.step} cannot be due`);
  switch (upload.step) {
    case 'preview':
      return attemptPreview(entry, upload.doubt, means);
    case 'announce':
      return announce(entry, means);
    case 'send': {
      const { outbox, api, signal } = means;
      const clip = await outbox.clip(entry);
      if (!clip) return 'clipLost';
      const progress = (share: number): void => outbox.sending(entry.eventId, share);
      return putClip({ grant: upload.grant, server: api.server, clip, progress, signal });
    }
    case 'confirm':
      await means.api.eventUploaded(entry.eventId, means.signal);
      return { kind: 'confirmed' };
  }
}

/** Says nothing of a clip that could then not be sent. */
async function announce(entry: EventEntry, { outbox, api, signal }: Means): Promise<Outcome | 'clipLost'> {
  if (entry.clipBytes > 0 && !(await outbox.clip(entry))) return 'clipLost';
  const { event, upload: grant } = await api.announceEvent(entry.eventId, entry.announcement, signal);
  if (entry.clipBytes === 0) return { kind: 'announced' };
  if (!grant && !hasClip.has(event.state)) return failure(withoutLeave());
  return grant ? { kind: 'announced', grant } : { kind: 'announced' };
}

/** In other states the server still lacks the clip: it must not be let go for want of a grant. */
const hasClip: ReadonlySet<string> = new Set(['processing', 'done', 'failed']);

function withoutLeave(): ApiProblem {
  const detail = 'The server does not take this clip just now. It is tried again.';
  return new ApiProblem({ code: 'noGrant', status: 425, detail });
}

async function attemptPreview(entry: EventEntry, doubt: boolean, { outbox, api, signal }: Means): Promise<Outcome> {
  const frames = await outbox.frames(entry);
  // Nothing is left to judge: the clip is sent.
  if (frames.length === 0) return { kind: 'judged', decision: 'clip' };
  const preview = { id: entry.eventId, announcement: unfinished(entry), frames };
  if (doubt) return { kind: 'judged', decision: (await api.previewEvent(preview, signal)).decision };
  const limit = deadline(previewSeconds, signal);
  try {
    return { kind: 'judged', decision: (await api.previewEvent(preview, limit.signal)).decision };
  } catch (cause) {
    throw limit.passed() ? timedOut(previewSeconds) : cause;
  } finally {
    limit.clear();
  }
}

/** What is said with a preview: nothing of a clip, though it may be here by now. */
function unfinished({ announcement }: EventEntry): EventEntry['announcement'] {
  const rest = { ...announcement };
  delete (rest as { clip?: unknown }).clip;
  return rest;
}
