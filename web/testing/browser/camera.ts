import { onTestFinished } from 'vitest';
import type { EventAnnouncement, RecordedEvent } from '../../src/core/event';
import { openOutbox, type Outbox, type OutboxOptions } from '../../src/outbox/outbox';
import { cameraApi, sendNext } from '../../src/outbox/send';
import type { OutboxStatus } from '../../src/outbox/status';
import { newWorld, type StubWorld } from './world';

export const sessionId = 'session';
export const startedAt = '2026-07-01T10:00:00.000Z';

/** A paired camera with an outbox of its own, before a stub server of its own. */
export interface Camera {
  readonly world: StubWorld;
  readonly outbox: Outbox;
  /** Takes steps until nothing is left to do, letting the time pass that is waited for. @returns how many steps were taken */
  readonly sendAll: () => Promise<number>;
  readonly status: () => Promise<OutboxStatus>;
}

/** The camera of one test. */
export async function aCamera(options: Partial<OutboxOptions> = {}): Promise<Camera> {
  const world = newWorld();
  let passed = 0;
  const now = () => Date.now() + passed;
  const outbox = await openOutbox({ name: world.name, now, ...options });
  onTestFinished(() => outbox.close());
  await outbox.becomeCamera({ deviceId: 'camera', name: 'Hallway', accountId: 'home', token: 'njd_secret' });
  const api = cameraApi(outbox, world.server);
  const sendAll = async (): Promise<number> => {
    for (let steps = 0; steps < 200; steps++) {
      const sent = await sendNext(outbox, api, new AbortController().signal);
      if (sent.kind === 'idle') return steps;
      if (sent.kind === 'wait') passed += sent.until - now();
    }
    throw new Error('The outbox does not come to rest.');
  };
  return { world, outbox, sendAll, status: () => outbox.status() };
}

/** A motion event, with a clip of so many bytes. */
export function anEvent(id: string, clipBytes = 1_000): RecordedEvent<Blob> {
  const announcement: EventAnnouncement = {
    sessionId,
    at: '2026-07-01T10:00:06.400Z',
    trigger: { type: 'motion', score: 0.03, doubt: false },
  };
  if (clipBytes === 0) return { id, announcement };
  const clip = new Blob([new Uint8Array(clipBytes).fill(7)], { type: 'video/mp4' });
  const durationSeconds = 13;
  const described = { durationSeconds, preSeconds: 5, postSeconds: 8, bytes: clipBytes, sha256: '00' };
  return { id, announcement: { ...announcement, clip: { ...described, contentType: 'video/mp4' } }, clip };
}

/** A session has started in which these events happened. */
export async function watched(outbox: Outbox, ...events: RecordedEvent<Blob>[]): Promise<void> {
  await outbox.sessionStarted(sessionId, startedAt);
  for (const event of events) await outbox.add(event);
}
