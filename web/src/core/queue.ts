import type { Upload } from './upload';

/** What the order of sending depends on. */
export interface Queued {
  readonly kind: 'sessionStart' | 'sessionStop' | 'event';
  readonly sessionId: string;
  /** Bytes of the clip that the phone still holds; 0 for none. */
  readonly clipBytes: number;
  readonly upload: Upload;
}

/** What to do now. `until` is in milliseconds since 1970. */
export type Choice<Entry> =
  | { readonly kind: 'due'; readonly entry: Entry }
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'idle' };

/** So many failures in a row speak for a fault of this one entry, which then no longer holds up the others. */
const failuresOfTheServer = 5;

/**
 * The first entry that may move. Nothing of a session moves before its start; what fails for a reason that would hit
 * the others as well (no connection, a server in trouble, a limit) holds them up too.
 *
 * @param entries oldest first
 */
export function choose<Entry extends Queued>(entries: readonly Entry[], now: number): Choice<Entry> {
  const notStarted = new Set<string>();
  let clipsWait = false;
  let until = Infinity;
  for (const entry of entries) {
    const { upload } = entry;
    if (upload.step === 'done' || upload.step === 'refused' || notStarted.has(entry.sessionId)) continue;
    if (entry.kind === 'sessionStart') notStarted.add(entry.sessionId);
    if (clipsWait && entry.clipBytes > 0) continue;
    if (upload.notBefore <= now) return { kind: 'due', entry };
    until = Math.min(until, upload.notBefore);
    const held = holdsUp(upload);
    if (held === 'everything') break;
    if (held === 'clips') clipsWait = true;
  }
  return until === Infinity ? { kind: 'idle' } : { kind: 'wait', until };
}

function holdsUp(upload: Exclude<Upload, { step: 'done' | 'refused' }>): 'nothing' | 'clips' | 'everything' {
  const status = upload.problem?.status;
  if (status === undefined) return 'nothing';
  if (status === 429) return 'clips';
  const troubled = status === 0 || status === 401 || status === 408 || status >= 500;
  return troubled && upload.failures <= failuresOfTheServer ? 'everything' : 'nothing';
}
