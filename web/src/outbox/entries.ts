import type { EventAnnouncement, RecordedEvent, RecordedPreview } from '../core/event';
import { firstStep, isMoving, previewStep, withoutPreview, type Upload } from '../core/upload';
import type { ClipGoneEntry, EventEntry, GapEntry, NewEntry, SessionEntry } from './database';

type New<AnyEntry> = Omit<AnyEntry, 'order'>;

/** Who records a clip that is still to come, and until when (milliseconds since 1970) it is waited for. */
export interface Awaited {
  readonly recorder: string;
  readonly until: number;
}

/** The entry for an event that was just recorded. */
export function eventEntry({ id, announcement, clip }: RecordedEvent<Blob>): New<EventEntry> {
  return {
    kind: 'event',
    key: id,
    eventId: id,
    sessionId: announcement.sessionId,
    announcement: clip ? announcement : withoutClip(announcement),
    clipBytes: clip?.size ?? 0,
    clipDropped: false,
    upload: firstStep,
  };
}

/** The entry for an event whose clip is still being recorded. */
export function previewEntry({ id, announcement, frames }: RecordedPreview<Blob>, awaited: Awaited): New<EventEntry> {
  return {
    ...eventEntry({ id, announcement }),
    ...pictured(announcement, frames.length),
    recorder: awaited.recorder,
    clipAwaitedUntil: awaited.until,
  };
}

/** The entry for the start or the stop of a session. */
export function sessionEntry(kind: SessionEntry['kind'], sessionId: string, at: string): New<SessionEntry> {
  return { kind, key: `${kind}:${sessionId}`, sessionId, at, clipBytes: 0, upload: firstStep };
}

/** What a gap is told with. Times as RFC 3339. */
export type Gap = Pick<GapEntry, 'gapId' | 'sessionId' | 'from' | 'until' | 'reason'>;

/** The entry for a gap, which goes on or is over. */
export function gapEntry(gap: Gap): New<GapEntry> {
  return { ...gap, kind: 'gap', key: `gap:${gap.gapId}`, clipBytes: 0, upload: firstStep };
}

/** The entry for an event that is wanted, and of which nothing is here any more, not even its session. */
export function clipGoneEntry(eventId: string): New<ClipGoneEntry> {
  return { kind: 'clipGone', key: `clipGone:${eventId}`, eventId, sessionId: '', clipBytes: 0, upload: firstStep };
}

/** A known event with what was recorded of it; undefined when it takes nothing more. */
export function withRecording(known: EventEntry, recorded: RecordedEvent<Blob>): EventEntry | undefined {
  const settled = known.clipBytes > 0 || known.clipDropped;
  if (settled || (known.clipAwaitedUntil === undefined && recorded.clip === undefined)) return undefined;
  const { announcement, clipBytes } = eventEntry(recorded);
  return { ...withoutAwaiting(known), announcement, clipBytes };
}

/** An event whose clip came first, with its preview; undefined when its announcement has begun already. */
export function withFrames(known: EventEntry, { frames }: RecordedPreview<Blob>): EventEntry | undefined {
  const { upload, announcement } = known;
  const untouched = upload.step === 'announce' && upload.failures === 0 && upload.rounds === undefined;
  return untouched && frames.length > 0 ? { ...known, ...pictured(announcement, frames.length) } : undefined;
}

/** An event whose clip is here, or will not come. */
export function withoutAwaiting(entry: EventEntry): EventEntry {
  const rest = { ...entry };
  delete (rest as { recorder?: string }).recorder;
  delete (rest as { clipAwaitedUntil?: number }).clipAwaitedUntil;
  return rest;
}

/** An event whose frames are gone: nobody judges it, its clip is sent. */
export function frameless<AnyEntry extends New<EventEntry>>(entry: AnyEntry): AnyEntry {
  const rest = { ...entry, upload: withoutPreview(entry.upload) };
  delete (rest as { frames?: number }).frames;
  return rest;
}

/** An event whose clip is gone. What is to be sent begins anew, without it; bytes that were sent are the server's. */
export function clipless<AnyEntry extends NewEntry>(entry: AnyEntry): AnyEntry {
  if (entry.kind !== 'event') return entry;
  const { announcement, upload } = entry as unknown as EventEntry;
  return {
    ...entry,
    announcement: withoutClip(announcement),
    clipBytes: 0,
    clipDropped: true,
    upload: withoutBytes(upload),
  };
}

function withoutBytes(upload: Upload): Upload {
  const keeps = upload.step === 'preview' || upload.step === 'confirm' || upload.step === 'dismissed';
  return keeps || (!isMoving(upload) && upload.step !== 'refused') ? upload : firstStep;
}

function withoutClip(announcement: EventAnnouncement): EventAnnouncement {
  const rest = { ...announcement };
  delete (rest as { clip?: unknown }).clip;
  return rest;
}

function pictured({ trigger }: EventAnnouncement, frames: number): Partial<Pick<EventEntry, 'upload' | 'frames'>> {
  return frames > 0 ? { upload: previewStep(trigger.doubt), frames } : {};
}
