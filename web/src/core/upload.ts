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
  readonly problem?: UploadProblem;
}

/** What is to be done next for one event. It is stored after every move, so that a closed tab goes on where it was. */
export type Upload =
  | ({ readonly step: 'announce' } & Tries)
  | ({ readonly step: 'send'; readonly grant: Grant } & Tries)
  | ({ readonly step: 'confirm' } & Tries)
  | { readonly step: 'done' }
  | { readonly step: 'refused'; readonly problem: UploadProblem };

/** An answer other than success, or none. */
export interface Failure {
  readonly kind: 'failed';
  readonly problem: UploadProblem;
  readonly retryAfterSeconds?: number;
}

/** What came of the step that was tried. `announced` without a grant: the server needs no bytes. */
export type Outcome =
  | { readonly kind: 'announced'; readonly grant?: Grant }
  | { readonly kind: 'sent' }
  | { readonly kind: 'confirmed' }
  | Failure;

/** The moment and the chance, given from outside so that steps are pure. `random` is in [0, 1). */
export interface Chance {
  readonly now: number;
  readonly random: number;
}

const fresh: Tries = { failures: 0, notBefore: 0 };
/** A second at first, five minutes at most. */
const retries: Backoff = { firstMs: 1_000, longestMs: 300_000 };

/** Where every upload begins. */
export const firstStep: Upload = { step: 'announce', ...fresh };

/** The next step after an outcome. Steps that are over stay as they are. */
export function step(upload: Upload, outcome: Outcome, chance: Chance): Upload {
  if (upload.step === 'done' || upload.step === 'refused') return upload;
  switch (outcome.kind) {
    case 'announced':
      return outcome.grant ? { step: 'send', grant: outcome.grant, ...kept(upload) } : { step: 'done' };
    case 'sent':
      return { step: 'confirm', ...fresh };
    case 'confirmed':
      return { step: 'done' };
    case 'failed':
      return afterFailure(upload, outcome, chance);
  }
}

/**
 * Refusals of grants are counted across a grant that was asked anew; else a store that refuses every grant would be asked
 * without end. What the announcement itself met on the way is over.
 */
function kept({ failures, problem }: Tries): Tries {
  return problem && isTemporary(problem.status) ? fresh : { failures, notBefore: 0 };
}

type Moving = Exclude<Upload, { step: 'done' | 'refused' }>;

function afterFailure(upload: Moving, failure: Failure, chance: Chance): Upload {
  if (isTemporary(failure.problem.status)) return { ...upload, ...again(upload, failure, chance) };
  switch (upload.step) {
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
  if (failure.problem.status === 409) return { step: 'confirm', ...fresh };
  if (failure.problem.status === 413) return { step: 'refused', problem: failure.problem };
  return announceAnew(upload, failure, chance);
}

function afterRefusedConfirmation(upload: Moving, failure: Failure, chance: Chance): Upload {
  if (failure.problem.status === 404 || failure.problem.status === 409) return announceAnew(upload, failure, chance);
  return { step: 'refused', problem: failure.problem };
}

/** The first time at once, as a grant merely runs out; then with a delay that grows. */
function announceAnew(upload: Tries, failure: Failure, chance: Chance): Upload {
  if (upload.failures === 0) return { step: 'announce', failures: 1, notBefore: 0 };
  return { step: 'announce', ...again(upload, failure, chance) };
}

function again(upload: Tries, failure: Failure, chance: Chance): Tries {
  const failures = upload.failures + 1;
  const asked = (failure.retryAfterSeconds ?? 0) * 1_000;
  const notBefore = chance.now + Math.max(asked, backoffMs(failures, chance.random, retries));
  return { failures, notBefore, problem: failure.problem };
}
