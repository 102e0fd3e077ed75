import type { Device } from '../../api/shapes';
import { blindCause } from './blind-words';
import { isRunningOut, powerWords } from './health-words';
import { momentOf, shortStretch } from './time';

/** How far the eye of a camera is open. */
export type EyeState = 'watching' | 'moved' | 'recording' | 'sending' | 'blind' | 'closed';

/** A camera's state as the monitor shows it: the eye, a word beside it, and whether it needs somebody. */
export interface CameraWords {
  readonly eye: EyeState;
  readonly word: string;
  readonly trouble: boolean;
}

/** What a camera is doing, as the server last heard of it. */
export function cameraWords(device: Device, now: Date): CameraWords {
  if (device.revokedAt) return { eye: 'closed', word: 'Removed', trouble: false };
  if (!device.lastSeenAt) return { eye: 'closed', word: 'Not started yet', trouble: false };
  const seen = new Date(device.lastSeenAt);
  switch (device.state) {
    case 'watching':
      return watchingWords(device);
    case 'blind':
      return { eye: 'blind', word: 'Blind', trouble: true };
    case 'silent':
      return { eye: 'blind', word: `Silent for ${shortStretch(secondsSince(seen, now))}`, trouble: true };
    case 'stopped':
      return { eye: 'closed', word: `Off since ${momentOf(seen, now)}`, trouble: false };
  }
}

function watchingWords({ health = {} }: Device): CameraWords {
  const isOut = isRunningOut(health);
  return { eye: 'watching', word: (isOut && powerWords(health)) || 'Watching', trouble: isOut };
}

/** The state in one sentence: what it means, and what to do where something is wrong. */
export function cameraSentence(device: Device, now: Date): string {
  if (!device.lastSeenAt) return 'Open Nightjar on that phone and tap Start watching.';
  switch (device.state) {
    case 'watching':
      if (device.stopAskedAt) return 'It watches until it hears that it shall stop.';
      return isRunningOut(device.health ?? {})
        ? 'It watches, but not for long. Plug the phone in.'
        : 'It watches. When something moves, it is told in the timeline.';
    case 'blind':
      return `${blindCause(device.blindReason)} It sees nothing until that is over. Look at the phone.`.trim();
    case 'silent': {
      const silence = shortStretch(secondsSince(new Date(device.lastSeenAt), now));
      return `Nothing was heard of it for ${silence}. Look at its power and its network; what it saw meanwhile comes later.`;
    }
    case 'stopped':
      return 'Nobody has started it again. Open Nightjar on that phone and tap Start watching.';
  }
}

/** That a camera was asked to watch no more, and when it hears so. */
export function stopSentence(device: Device, now: Date): string {
  const asked = device.stopAskedAt ? `It was asked to stop, ${momentOf(new Date(device.stopAskedAt), now)}.` : '';
  const hears =
    device.state === 'silent' ? 'It hears so as soon as it speaks again.' : 'It hears so within half a minute.';
  return `${asked} ${hears}`.trim();
}

function secondsSince(at: Date, now: Date): number {
  return Math.max(1, (now.getTime() - at.getTime()) / 1000);
}

/** Cameras in trouble first, then those that watch, then by name. */
export function byUrgency(devices: readonly Device[], now: Date): Device[] {
  const rank = (device: Device) => {
    const words = cameraWords(device, now);
    return words.trouble ? 0 : words.eye === 'watching' ? 1 : 2;
  };
  return [...devices].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}
