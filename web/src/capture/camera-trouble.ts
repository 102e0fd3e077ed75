import { Blind } from './blind';

/** Some cameras are mute for a moment when they are opened, or when the phone is turned. */
const mutedMs = 2_000;
/** Some phones never say that a mute camera gives pictures again. */
const longestMuteMs = 5 * 60_000;

/**
 * Watches what the browser says about an open camera: taken away, mute for longer than a moment, or no longer allowed.
 *
 * @param trouble hears why nothing can be seen any more, once
 */
export function watchForTrouble(track: MediaStreamTrack, trouble: (reason: Blind) => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unmuted = () => clearTimeout(timer);
  const muted = () => {
    unmuted();
    timer = setTimeout(() => trouble(new Blind('muted', 'The system shows no picture for now')), mutedMs);
  };
  const ended = () =>
    void cameraPermission().then((permission) => trouble(permission?.state === 'denied' ? denied() : takenAway()));
  track.addEventListener('mute', muted, { signal });
  track.addEventListener('unmute', unmuted, { signal });
  track.addEventListener('ended', ended, { once: true, signal });
  signal.addEventListener('abort', unmuted, { once: true });
  if (track.muted) muted();
  void onPermission('denied', () => trouble(denied()), signal);
}

/** Resolves when a mute camera may give pictures again, or will not by itself. */
export function untilUnmuted(track: MediaStreamTrack, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  return new Promise<void>((resolve) => {
    const end = () => resolve();
    if (signal.aborted || !track.muted || track.readyState === 'ended') return resolve();
    const timer = setTimeout(end, longestMuteMs);
    over.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    signal.addEventListener('abort', end, { once: true, signal: over.signal });
    track.addEventListener('unmute', end, { once: true, signal: over.signal });
    track.addEventListener('ended', end, { once: true, signal: over.signal });
  }).finally(() => over.abort());
}

/**
 * Resolves when trying a blind camera again may help: something was plugged in or out, the page came back, or the
 * camera was allowed. Also when the signal is aborted.
 */
export function untilSomethingChanges(signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  return new Promise<void>((resolve) => {
    const end = () => resolve();
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', end, { once: true, signal: over.signal });
    navigator.mediaDevices?.addEventListener('devicechange', end, { once: true, signal: over.signal });
    const shown = () => document.visibilityState === 'visible' && end();
    document.addEventListener('visibilitychange', shown, { signal: over.signal });
    void onPermission('granted', end, over.signal);
  }).finally(() => over.abort());
}

/** What the browser says about the use of the camera; undefined where it says nothing. */
async function cameraPermission(): Promise<PermissionStatus | undefined> {
  // Firefox knows no such permission, and old browsers no permissions at all.
  return navigator.permissions?.query({ name: 'camera' }).catch(() => undefined);
}

async function onPermission(wanted: PermissionState, then: () => void, signal: AbortSignal): Promise<void> {
  const permission = await cameraPermission();
  if (signal.aborted) return;
  permission?.addEventListener('change', () => permission.state === wanted && then(), { signal });
}

function takenAway(): Blind {
  return new Blind('ended', 'The camera was taken away');
}

function denied(): Blind {
  return new Blind('permissionDenied', 'The camera may no longer be used');
}
