import { sendInBackground } from '../src/app/camera/background-sync';
import type { EventAnnouncement } from '../src/core/event';
import type { CameraIdentity } from '../src/outbox/database';
import { openOutbox } from '../src/outbox/outbox';
import { runOutbox } from '../src/outbox/run';
import { cameraApi } from '../src/outbox/send';

/** One event that the bench has the page record. */
export interface Recording {
  readonly id: string;
  readonly sessionId: string;
  /** RFC 3339. */
  readonly at: string;
  /** Of the clip, which is filled with what follows from `seed`. */
  readonly bytes: number;
  readonly seed: number;
  readonly doubt: boolean;
}

/** The page of a camera without a camera: the real outbox, sending as the real page does. */
export type OutboxBench = typeof bench;

const outbox = await openOutbox();
const recording = new Map<string, Blob>();
const register = navigator.serviceWorker.register('/sw.js');
if (await outbox.camera()) void runOutbox(outbox, cameraApi(outbox), new AbortController().signal);

const bench = {
  /** Becomes the camera, and begins to send. Resolves when the service worker is there, too. */
  async become(identity: Omit<CameraIdentity, 'revoked'>): Promise<void> {
    await outbox.becomeCamera(identity);
    void runOutbox(outbox, cameraApi(outbox), new AbortController().signal);
    await register;
    await navigator.serviceWorker.ready;
  },
  sessionStarted: (id: string, at: string): Promise<void> => outbox.sessionStarted(id, at),
  sessionStopped: (id: string, at: string): Promise<void> => outbox.sessionStopped(id, at),
  gapEnded: (id: string, sessionId: string, from: string, until: string): Promise<void> =>
    outbox.gapEnded(id, sessionId, from, until, 'cameraTaken'),
  wanted: (eventIds: readonly string[]): Promise<void> => outbox.wanted(eventIds),

  /** The first half of an event: its preview is stored. */
  async suspect(event: Recording): Promise<void> {
    const clip = new Blob([random(event.bytes, event.seed)], { type: 'video/mp4' });
    recording.set(event.id, clip);
    const frames = [1, 2].map((number) => pictureOf(event.seed + number));
    await outbox.preview({ id: event.id, announcement: announcementOf(event), frames });
    void sendInBackground();
  },

  /** The second half: its clip is stored. @returns the clip's SHA-256 */
  async complete(event: Recording): Promise<string> {
    const clip = recording.get(event.id);
    if (!clip) throw new Error('The page that recorded this clip has gone.');
    recording.delete(event.id);
    const sha256 = hex(await crypto.subtle.digest('SHA-256', await clip.arrayBuffer()));
    const described = { durationSeconds: 13, preSeconds: 5, postSeconds: 8, bytes: clip.size, sha256 };
    const announcement = { ...announcementOf(event), clip: { ...described, contentType: 'video/mp4' as const } };
    await outbox.add({ id: event.id, announcement, clip });
    void sendInBackground();
    return sha256;
  },

  /** How many events wait, and how many were dismissed. */
  async left(): Promise<{ readonly waiting: number; readonly dismissed: number; readonly refused: number }> {
    const { items } = await outbox.status();
    const at = (step: string) => items.filter((item) => item.step === step).length;
    const [dismissed, refused] = [at('dismissed'), at('refused')];
    return { waiting: items.length - dismissed - refused, dismissed, refused };
  },
};

Object.assign(globalThis, { bench });

function announcementOf({ sessionId, at, doubt }: Recording): EventAnnouncement {
  return { sessionId, at, trigger: { type: 'motion', score: 0.03, doubt }, trace: { triggeredAt: at } };
}

/** What a server takes for a JPEG picture by its first and last bytes. */
function pictureOf(seed: number): Blob {
  const content = random(20_000, seed);
  content.set([0xff, 0xd8, 0xff, 0xe0]);
  content.set([0xff, 0xd9], content.length - 2);
  return new Blob([content], { type: 'image/jpeg' });
}

/** Bytes that follow from a seed (xorshift32). */
function random(bytes: number, seed: number): Uint8Array<ArrayBuffer> {
  const words = new Uint32Array(Math.ceil(bytes / 4));
  let state = seed | 1;
  for (let i = 0; i < words.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[i] = state;
  }
  return new Uint8Array(words.buffer, 0, bytes).slice();
}

function hex(digest: ArrayBuffer): string {
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
