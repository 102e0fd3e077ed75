import { backoffMs, type Backoff } from './backoff';

/** Leave to create one blob by one request, as the server gives it. */
export interface Grant {
  readonly method: string;
  /** Absolute, or a path on the server that gave it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly maximumBytes: number;
}

/** Why a step did not succeed; `sentence` is for people. A status of 0 says that there was no answer at all. */
export interface UploadProblem {
  readonly status: number;
  readonly code: string;
  readonly sentence: string;
  /** RFC 3339, when the server said when the limit ends. */
  readonly endsAt?: string;
}

/** How often it has failed since the last progress, and from when on (milliseconds since 1970) it may be tried again. */
export interface Tries {
  readonly failures: number;
  readonly notBefore: number;
  /** When it failed last, in milliseconds since 1970; absent before. A clock that shows less was set back since. */
  readonly failedAt?: number;
  readonly problem?: UploadProblem;
  /** How often it had to be announced anew because its bytes did not arrive. */
  readonly rounds?: number;
}

/** What is to be done next for one event. It is stored after every move, so that a closed tab goes on where it was. */
export type Upload =
  | ({ readonly step: 'preview'; readonly doubt: boolean } & Tries)
  | ({ readonly step: 'announce' } & Tries)
  | ({ readonly step: 'send'; readonly grant: Grant } & Tries)
  | ({ readonly step: 'confirm' } & Tries)
  /** The server wants no clip; until then (milliseconds since 1970) its owner may still want it. */
  | { readonly step: 'dismissed'; readonly until: number }
  | { readonly step: 'done' }
  | { readonly step: 'refused'; readonly problem: UploadProblem };

/** Steps that are to be taken. */
export type Moving = Extract<Upload, Tries>;

/** An answer other than success, or none. */
export interface Failure {
  readonly kind: 'failed';
  readonly problem: UploadProblem;
  readonly retryAfterSeconds?: number;
}

/** What came of the step that was tried. `announced` without a grant: the server needs no bytes. */
export type Outcome =
  | { readonly kind: 'judged'; readonly decision: 'clip' | 'dismiss' }
  | { readonly kind: 'announced'; readonly grant?: Grant }
  | { readonly kind: 'sent' }
  | { readonly kind: 'confirmed' }
  | Failure;

/** The moment and the chance, given from outside so that steps are pure. `random` is in [0, 1). */
export interface Chance {
  readonly now: number;
  readonly random: number;
}

const hourMs = 3_600_000;
/** How long a dismissed clip is kept for its owner, and the longest that a server may ask to wait. */
export const dayMs = 24 * hourMs;

const fresh: Tries = { failures: 0, notBefore: 0 };
/** A second at first, five minutes at most. */
const retries: Backoff = { firstMs: 1_000, longestMs: 300_000 };
/** A store that keeps nothing of what it takes is not asked without end. */
const mostRounds = 10;

/** Where an upload begins that nobody has to judge. */
export const firstStep: Upload = { step: 'announce', ...fresh };

/** Where an upload begins with frames that the server looks at first. */
export function previewStep(doubt: boolean): Upload {
  return { step: 'preview', doubt, ...fresh };
}

/** Whether there is a step to be taken. */
export function isMoving(upload: Upload): upload is Moving {
  return upload.step !== 'done' && upload.step !== 'refused' && upload.step !== 'dismissed';
}

/** The next step after an outcome. An outcome of a step that is left behind already changes nothing. */
export function step(upload: Upload, outcome: Outcome, chance: Chance): Upload {
  if (!isMoving(upload)) return upload;
  switch (outcome.kind) {
    case 'judged':
      return upload.step === 'preview' ? judged(outcome.decision, chance) : upload;
    case 'announced':
      return outcome.grant ? { step: 'send', grant: outcome.grant, ...anew(upload) } : { step: 'done' };
    case 'sent':
      return { step: 'confirm', ...anew(upload) };
    case 'confirmed':
      return { step: 'done' };
    case 'failed':
      return afterFailure(upload, outcome, chance);
  }
}

/** The owner wants the clip that the server had dismissed; all else goes on as it is. */
export function wanted(upload: Upload): Upload {
  return upload.step === 'dismissed' || upload.step === 'preview' ? firstStep : upload;
}

/**
 * The wall clock was set by `jumpMs`, or nobody saw by how much: a dismissed clip is kept as long as it was to be kept,
 * and never for longer than a day from now.
 */
export function clockSet(upload: Upload, jumpMs: number, now: number): Upload {
  if (upload.step !== 'dismissed') return upload;
  const until = Math.min(upload.until + jumpMs, now + dayMs);
  return until === upload.until ? upload : { ...upload, until };
}

/** There are no frames to judge any more: the clip goes. */
export function withoutPreview(upload: Upload): Upload {
  return upload.step === 'preview' ? firstStep : upload;
}

function judged(decision: 'clip' | 'dismiss', chance: Chance): Upload {
  return decision === 'clip' ? firstStep : { step: 'dismissed', until: chance.now + dayMs };
}

/** Failures are counted from one progress to the next, rounds over the whole upload. */
function anew({ rounds }: Tries): Tries {
  return rounds === undefined ? fresh : { ...fresh, rounds };
}

function afterFailure(upload: Moving, failure: Failure, chance: Chance): Upload {
  // Its owner has deleted the event: nothing of it is to be kept.
  if (failure.problem.status === 410) return { step: 'done' };
  // A trigger's clip is not held up for its preview.
  if (upload.step === 'preview' && !upload.doubt) return firstStep;
  if (isTemporary(failure.problem.status)) return { ...upload, ...again(upload, failure, chance) };
  switch (upload.step) {
    case 'preview':
      return firstStep;
    case 'announce':
      return { step: 'refused', problem: failure.problem };
    case 'send':
      return afterRefusedBytes(upload, failure, chance);
    case 'confirm':
      return afterRefusedConfirmation(upload, failure, chance);
  }
}

/** 401 is temporary for an event: what is wrong is the phone's token, and the whole outbox waits for a new one. */
function isTemporary(status: number): boolean {
  return status === 0 || status === 401 || status === 408 || status === 425 || status === 429 || status >= 500;
}

function afterRefusedBytes(upload: Moving, failure: Failure, chance: Chance): Upload {
  // They are there already.
  if (failure.problem.status === 409) return { step: 'confirm', ...anew(upload) };
  if (failure.problem.status === 413) return { step: 'refused', problem: failure.problem };
  return announceAnew(upload, failure, chance);
}

/** The server does not know the event, misses its bytes, or has thrown away bytes that were not those announced. */
function afterRefusedConfirmation(upload: Moving, failure: Failure, chance: Chance): Upload {
  const { status, code } = failure.problem;
  if (status === 404 || status === 409 || code === 'clipMismatch') return announceAnew(upload, failure, chance);
  return { step: 'refused', problem: failure.problem };
}

/** The first time at once, as a grant merely runs out; then with a delay that grows, and not without end. */
function announceAnew(upload: Tries, failure: Failure, chance: Chance): Upload {
  const rounds = (upload.rounds ?? 0) + 1;
  if (rounds > mostRounds) return { step: 'refused', problem: failure.problem };
  if (rounds === 1) return { step: 'announce', ...fresh, rounds };
  return { step: 'announce', ...again({ ...fresh, failures: rounds - 2 }, failure, chance), failures: 0, rounds };
}

function again(upload: Tries, failure: Failure, chance: Chance): Tries {
  const failures = upload.failures + 1;
  const asked = Math.min((failure.retryAfterSeconds ?? 0) * 1_000, dayMs);
  const notBefore = chance.now + Math.max(asked, backoffMs(failures, chance.random, retries));
  const { rounds } = upload;
  return {
    failures,
    notBefore,
    failedAt: chance.now,
    problem: failure.problem,
    ...(rounds !== undefined && { rounds }),
  };
}
