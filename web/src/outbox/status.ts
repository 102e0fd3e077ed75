import { isMoving, type Upload, type UploadProblem } from '../core/upload';
import type { CameraIdentity, Entry, Losses } from './database';

/** One event that waits, as screens show it. */
export interface OutboxItem {
  readonly eventId: string;
  /** Wall time of the trigger, RFC 3339. */
  readonly at: string;
  readonly step: Upload['step'];
  readonly clipBytes: number;
  readonly clipDropped: boolean;
  /** Its clip is still being recorded. */
  readonly awaitsClip?: boolean;
  /** How much of the clip is there, 0–1; only while it is being sent. */
  readonly sentShare?: number;
  /** Why it does not move; its sentence is for people. */
  readonly problem?: UploadProblem;
  /** When it is tried again, in milliseconds since 1970; may be past. */
  readonly retryAt?: number;
}

/** How safe the phone keeps what waits: the browser may clear `bestEffort` when space runs short; `lost`: it did. */
export type StorageState = 'persistent' | 'bestEffort' | 'lost';

/** Everything that a screen shows about the outbox. */
export interface OutboxStatus {
  readonly items: readonly OutboxItem[];
  readonly storage: StorageState;
  /** What was lost since the owner last acknowledged it. */
  readonly losses: Losses;
  readonly camera: 'none' | 'paired' | 'revoked';
}

/** How much of a clip is there, told between page and service worker. */
export interface Progress {
  readonly eventId: string;
  readonly sentShare: number;
}

export const noLosses: Losses = { clips: 0, events: 0, damaged: 0 };

/** The events among the entries, as screens show them. */
export function itemsOf(entries: readonly Entry[], progress: Progress | undefined): OutboxItem[] {
  return entries.flatMap((entry): OutboxItem[] => {
    if (entry.kind !== 'event') return [];
    const { eventId, announcement, clipBytes, clipDropped, upload } = entry;
    const awaited = entry.clipAwaitedUntil === undefined ? {} : { awaitsClip: true };
    const { at } = announcement;
    const shown = { eventId, at, step: upload.step, clipBytes, clipDropped, ...awaited, ...trouble(upload) };
    return [
      upload.step === 'send' && progress?.eventId === eventId ? { ...shown, sentShare: progress.sentShare } : shown,
    ];
  });
}

function trouble(upload: Upload): Pick<OutboxItem, 'problem' | 'retryAt'> {
  if (upload.step === 'refused') return { problem: upload.problem };
  if (!isMoving(upload)) return {};
  return upload.problem ? { problem: upload.problem, retryAt: upload.notBefore } : {};
}

export function cameraOf(identity: CameraIdentity | undefined): OutboxStatus['camera'] {
  if (!identity) return 'none';
  return identity.revoked ? 'revoked' : 'paired';
}
