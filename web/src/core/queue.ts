import { dayMs, isMoving, type Moving, type Upload } from './upload';

/** What the order of sending depends on. */
export interface Queued {
  readonly kind: 'sessionStart' | 'sessionStop' | 'gap' | 'event' | 'clipGone';
  readonly sessionId: string;
  /** Bytes of the clip that the phone still holds; 0 for none. */
  readonly clipBytes: number;
  /** Until when the clip may still come, in milliseconds since 1970; absent when it is here, or will not come. */
  readonly clipAwaitedUntil?: number;
  readonly upload: Upload;
}

/**
 * What is sent one after the other: previews, which are small and urgent, or all the rest. The two do not wait for each
 * other, so that a preview overtakes the clip that is being sent.
 */
export type Lane = 'previews' | 'rest';

/** What to do now. `until` is in milliseconds since 1970. */
export type Choice<Entry> =
  | { readonly kind: 'due'; readonly entry: Entry }
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'idle' };

/** So many failures in a row speak for a fault of this one entry, which then no longer holds up the others. */
const failuresOfTheServer = 5;

/**
 * The first entry of a lane that may move, previews of triggers before all others. Nothing of a session moves before
 * its start. What fails for a reason that would hit the others as well holds them up too: no connection and a server in
 * trouble everything in the lane, a limit (429) what asks for the same.
 *
 * @param entries oldest first
 */
export function choose<Entry extends Queued>(entries: readonly Entry[], now: number, lane: Lane): Choice<Entry> {
  const open = inLane(entries, lane);
  const held = heldUp(open, now);
  let until = Infinity;
  for (const { entry, upload } of urgentFirst(open)) {
    const at = dueAt(entry, upload, now);
    if (at > now) until = Math.min(until, at);
    else if (!held(entry, upload)) return { kind: 'due', entry };
  }
  return until === Infinity ? { kind: 'idle' } : { kind: 'wait', until };
}

/** An entry with what it is to do. */
interface Open<Entry> {
  readonly entry: Entry;
  readonly upload: Moving;
}

function inLane<Entry extends Queued>(entries: readonly Entry[], lane: Lane): Open<Entry>[] {
  const notStarted = new Set<string>();
  return entries.flatMap((entry): Open<Entry>[] => {
    const { upload } = entry;
    if (!isMoving(upload) || notStarted.has(entry.sessionId)) return [];
    if (entry.kind === 'sessionStart') notStarted.add(entry.sessionId);
    return (upload.step === 'preview') === (lane === 'previews') ? [{ entry, upload }] : [];
  });
}

/** A trigger's clip waits for its preview, a doubt's preview for nothing: it may take long, or fail. */
function urgentFirst<Entry>(open: readonly Open<Entry>[]): Open<Entry>[] {
  return [...open.filter(({ upload }) => isUrgent(upload)), ...open.filter(({ upload }) => !isUrgent(upload))];
}

/** When an entry may move; what is announced waits for its clip. */
function dueAt(entry: Queued, upload: Moving, now: number): number {
  // Nothing waits longer than a day, and no failure is still to come: then the phone's clock was set back.
  const wasSetBack = upload.notBefore > now + dayMs || now < (upload.failedAt ?? 0);
  const notBefore = wasSetBack ? 0 : upload.notBefore;
  return upload.step === 'announce' ? Math.max(notBefore, entry.clipAwaitedUntil ?? 0) : notBefore;
}

function heldUp(open: readonly Open<Queued>[], now: number): (entry: Queued, upload: Moving) => boolean {
  const limited = new Set<string>();
  let troubled = false;
  for (const { entry, upload } of open) {
    if (upload.problem === undefined || dueAt(entry, upload, now) <= now) continue;
    if (upload.problem.status === 429) limited.add(purpose(entry, upload));
    else troubled ||= isTrouble(upload.problem.status) && upload.failures <= failuresOfTheServer;
  }
  return (entry, upload) => !isUrgent(upload) && (troubled || limited.has(purpose(entry, upload)));
}

/** A trigger's preview is tried once and at once, or it is of no use. */
function isUrgent(upload: Moving): boolean {
  return upload.step === 'preview' && !upload.doubt;
}

/** What a limit of the server counts: announcements with a clip, say. */
function purpose({ kind, clipBytes }: Queued, { step }: Moving): string {
  return `${kind} ${step} ${clipBytes > 0 ? 'with a clip' : ''}`;
}

function isTrouble(status: number): boolean {
  return status === 0 || status === 401 || status === 408 || status >= 500;
}
