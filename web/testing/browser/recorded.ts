import type { EventAnnouncement, RecordedEvent, RecordedPreview } from '../../src/core/event';
import type { Outbox } from '../../src/outbox/outbox';

export const sessionId = 'session';
export const startedAt = '2026-07-01T10:00:00.000Z';

function announcementOf(doubt: boolean): EventAnnouncement {
  return { sessionId, at: '2026-07-01T10:00:06.400Z', trigger: { type: 'motion', score: 0.03, doubt } };
}

/** A motion event, with a clip of so many bytes. */
export async function anEvent(id: string, clipBytes = 1_000, doubt = false): Promise<RecordedEvent<Blob>> {
  const announcement = announcementOf(doubt);
  if (clipBytes === 0) return { id, announcement };
  const content = new Uint8Array(clipBytes).fill(7);
  const clip = new Blob([content], { type: 'video/mp4' });
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const described = { durationSeconds: 13, preSeconds: 5, postSeconds: 8, bytes: clipBytes, sha256 };
  return { id, announcement: { ...announcement, clip: { ...described, contentType: 'video/mp4' } }, clip };
}

/** What is seen of an event before its clip is complete. */
export function aPreview(id: string, doubt = false): RecordedPreview<Blob> {
  const frame = new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])], { type: 'image/jpeg' });
  return { id, announcement: announcementOf(doubt), frames: [frame, frame] };
}

/** A session has started in which these events happened. */
export async function watched(outbox: Outbox, ...events: Promise<RecordedEvent<Blob>>[]): Promise<void> {
  await outbox.sessionStarted(sessionId, startedAt);
  for (const event of events) await outbox.add(await event);
}
