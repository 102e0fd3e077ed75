import type { Device, Findings, Me, NightjarEvent } from '../../src/api/shapes';

/** Ids that tell what they are when a test fails, and that the server would accept. */
export function idOf(kind: 'event' | 'device' | 'session', number: number): string {
  const first = { event: 'e', device: 'd', session: '5' }[kind];
  return `0190${first}000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

/** So many minutes before a moment, as the server writes times. */
export function minutesBefore(now: Date, minutes: number): string {
  return new Date(now.getTime() - minutes * 60_000).toISOString();
}

export function aDevice(number: number, name: string, more: Partial<Device> = {}): Device {
  const now = new Date().toISOString();
  return {
    id: idOf('device', number),
    name,
    pairedAt: now,
    lastSeenAt: now,
    settingsVersion: 1,
    watching: true,
    state: 'watching',
    ...more,
  };
}

export function findings(summary: string, more: Partial<Findings> = {}): Findings {
  return {
    summary,
    title: summary.split(/[,.]/)[0] ?? summary,
    labels: [{ name: 'person', confidence: 0.82, firstSeenSeconds: 8, count: 1 }],
    observations: [],
    concern: 0,
    tags: [],
    engine: 'nanodet',
    model: 'NanoDet-g',
    frames: 6,
    tookSeconds: 1.4,
    ...more,
  };
}

/** An event that is done, of 24 s with 10 s before the trigger, unless said otherwise. */
export function anEvent(number: number, at: string, more: Partial<NightjarEvent> = {}): NightjarEvent {
  const later = (seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString();
  return {
    id: idOf('event', number),
    deviceId: idOf('device', 1),
    sessionId: idOf('session', 1),
    state: 'done',
    change: number,
    at,
    trigger: { type: 'motion', score: 0.12, changedShare: 0.12, cells: standingShape, doubt: false },
    clip: {
      durationSeconds: 24,
      preSeconds: 10,
      postSeconds: 14,
      bytes: 3_200_000,
      contentType: 'video/webm',
      sha256: 'ab'.repeat(32),
    },
    analysis: { status: 'done' },
    findings: findings('A person, for about nine seconds.'),
    previews: 0,
    poster: true,
    stripFrames: 0,
    trace: {
      triggeredAt: at,
      clipReadyAt: later(14.2),
      announcedAt: later(14.4),
      uploadedAt: later(16),
      analysisStartedAt: later(16.2),
      doneAt: later(18.1),
    },
    reviewed: false,
    ...more,
  };
}

/** The cells of a 16 × 9 grid that an upright shape right of the middle covers. */
export const standingShape = [9, 10, 25, 26, 41, 42, 57, 58, 73, 74, 89, 90, 105, 106, 121, 122];

export const owner: Me = {
  kind: 'person',
  person: { id: idOf('session', 91), email: 'mara@example.org', name: 'Mara', operator: true },
  account: { id: idOf('session', 90), name: 'Mara’s home' },
  role: 'owner',
};
