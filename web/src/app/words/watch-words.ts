import type { BlindReason, WatchState } from '../../capture/watch';
import type { CameraSettings } from '../../core/event';
import type { OutboxItem } from '../../outbox/status';
import type { EyeState } from './camera-words';
import { clockTime } from './time';
import { isWaiting } from './waiting-words';

/** What the camera screen says: the eye, one word to be read across a room, and at most two lines. */
export interface WatchWords {
  readonly eye: EyeState;
  readonly word: string;
  readonly sentence: string;
}

/** What is known when the camera's state is put into words. */
export interface WatchFacts {
  readonly state: WatchState;
  readonly settings: CameraSettings;
  readonly waiting: readonly OutboxItem[];
  /** When something last moved in this session. */
  readonly lastMoved?: Date | undefined;
}

/** The camera's state in words. */
export function watchWords({ state, settings, waiting, lastMoved }: WatchFacts): WatchWords {
  switch (state.kind) {
    case 'starting':
      return { eye: 'closed', word: 'Starting', sentence: 'Waiting for the first picture from the camera.' };
    case 'watching':
      return sendingWords(waiting) ?? watchingWords(new Date(state.since), settings, lastMoved);
    case 'moved':
      return { eye: 'moved', word: 'Something moved', sentence: 'Looking closer, to be sure.' };
    case 'recording':
      return { eye: 'recording', word: 'Recording', sentence: recordingSentence(state.seconds, settings) };
    case 'building':
      return { eye: 'recording', word: 'Recorded', sentence: 'The clip is being put together.' };
    case 'blind':
      return { eye: 'blind', word: 'Blind', sentence: blindSentence(state.reason, state.text) };
    case 'stopped':
      return { eye: 'closed', word: 'Stopped', sentence: 'Nothing is watched or kept.' };
  }
}

function watchingWords(since: Date, settings: CameraSettings, lastMoved: Date | undefined): WatchWords {
  const quiet = `Nothing has moved since ${clockTime(lastMoved ?? since)}.`;
  const kept = `The last ${settings.preSeconds} seconds stay in memory; no picture leaves this phone.`;
  return { eye: 'watching', word: 'Watching', sentence: `${quiet} ${kept}` };
}

function recordingSentence(seconds: number, settings: CameraSettings): string {
  const since = Math.floor(seconds);
  const counted = since === 1 ? '1 second' : `${since} seconds`;
  if (settings.extension) {
    const soFar = since < 1 ? 'It moved just now.' : `${counted} so far.`;
    return `${soFar} Ends ${settings.postSeconds} seconds after it is still.`;
  }
  const left = Math.max(0, Math.ceil(settings.postSeconds - seconds));
  const moved = since < 1 ? 'It moved just now.' : `${counted} since it moved.`;
  return `${moved} ${left > 0 ? `Ends in about ${left}.` : 'Ends now.'}`;
}

function sendingWords(waiting: readonly OutboxItem[]): WatchWords | undefined {
  const moving = waiting.filter((item) => item.step === 'send' && item.sentShare !== undefined);
  const first = moving[0];
  if (!first) return undefined;
  const share = Math.round((first.sentShare ?? 0) * 100);
  const count = waiting.filter(isWaiting).length;
  return {
    eye: 'sending',
    word: `Sending ${count}`,
    sentence: `${count > 1 ? 'The first is' : 'It is'} ${share} % there. Watching goes on meanwhile.`,
  };
}

/** Why nothing is seen, what that means, and what to do. */
function blindSentence(reason: BlindReason, text?: string): string {
  switch (reason) {
    case 'cameraTaken':
      return 'Another app took the camera. Close it, then tap Try again.';
    case 'permissionDenied':
      return 'This browser may not use the camera. Allow it beside the address, then tap Try again.';
    case 'noCamera':
      return 'This device has no camera that the browser can see, and a microphone alone does not watch. Connect a camera, then tap Try again.';
    case 'frozen':
      return 'The picture stands still, as if frozen. Tap Try again; if that does not help, restart the phone.';
    case 'muted':
      return 'The phone sends no picture at the moment, perhaps for a call. It goes on by itself.';
    case 'ended':
      return 'The camera was switched off from outside. Tap Try again.';
    case 'cannotRecord':
      return 'This browser shows the camera, but cannot record it. Use Chrome or Safari, in a newer version.';
    case 'failed':
      return text ? `${text} Tap Try again.` : 'The camera stopped for a reason it did not give. Tap Try again.';
  }
}

/** Why a camera that watched does so no more, and what to do. */
export function interruptionSentence(why: 'needsTap' | 'stoppedElsewhere'): string {
  switch (why) {
    case 'needsTap':
      return 'It was watching when this page closed. The browser gives the camera again only after a tap.';
    case 'stoppedElsewhere':
      return 'It was told to stop from another device. Tap Start watching to go on.';
  }
}
