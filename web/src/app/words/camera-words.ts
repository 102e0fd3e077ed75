import type { Device } from '../../api/shapes';
import { momentOf, shortStretch } from './time';

/** How far the eye of a camera is open. */
export type EyeState = 'watching' | 'moved' | 'recording' | 'sending' | 'blind' | 'closed';

/** A camera's state as the monitor shows it: the eye, a word beside it, and whether it needs somebody. */
export interface CameraWords {
  readonly eye: EyeState;
  readonly word: string;
  readonly trouble: boolean;
}

/** A camera reports about every half minute; after this many seconds without a word something is wrong. */
const silentAfterSeconds = 120;

/** What a camera is doing, judged from what the server last heard of it. */
export function cameraWords(device: Device, now: Date): CameraWords {
  if (device.revokedAt) return { eye: 'closed', word: 'Removed', trouble: false };
  if (!device.lastSeenAt) return { eye: 'closed', word: 'Not started yet', trouble: false };
  const seen = new Date(device.lastSeenAt);
  const silent = (now.getTime() - seen.getTime()) / 1000;
  if (!device.watching) return { eye: 'closed', word: `Off since ${momentOf(seen, now)}`, trouble: false };
  if (silent < silentAfterSeconds) return { eye: 'watching', word: 'Watching', trouble: false };
  return { eye: 'blind', word: `Silent for ${shortStretch(silent)}`, trouble: true };
}

/** Cameras in trouble first, then those that watch, then by name. */
export function byUrgency(devices: readonly Device[], now: Date): Device[] {
  const rank = (device: Device) => {
    const words = cameraWords(device, now);
    return words.trouble ? 0 : words.eye === 'watching' ? 1 : 2;
  };
  return [...devices].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}
