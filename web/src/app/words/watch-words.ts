import type { BlindReason, WatchState } from '../../capture/watch';
import type { CameraSettings } from '../../core/event';
import type { Losses } from '../../outbox/database';
import type { OutboxItem } from '../../outbox/status';
import type { EyeState } from './camera-words';
import { clockTime, inWords } from './time';

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
  const left = Math.max(0, Math.ceil(settings.postSeconds - seconds));
  const since = Math.floor(seconds);
  const moved = since < 1 ? 'It moved just now.' : `${since} ${since === 1 ? 'second' : 'seconds'} since it moved.`;
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
export function blindSentence(reason: BlindReason, text?: string): string {
  switch (reason) {
    case 'cameraTaken':
      return 'Another app took the camera. Close it, then tap Try again.';
    case 'permissionDenied':
      return 'This browser may not use the camera. Allow it beside the address, then tap Try again.';
    case 'noCamera':
      return 'This device has no camera that the browser can see. Connect one, then tap Try again.';
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

/** Whether an event is still to be sent by itself. */
export function isWaiting({ step }: OutboxItem): boolean {
  return step !== 'refused' && step !== 'dismissed';
}

/** What is in the outbox, in a few words: "nothing waiting", "2 waiting", "2 waiting, 1 refused, 3 dismissed". */
export function waitingWords(items: readonly OutboxItem[]): string {
  if (!items.length) return 'nothing waiting';
  const count = (number: number, word: string) => (number > 0 ? `${number} ${word}` : '');
  const at = (step: OutboxItem['step']) => items.filter((item) => item.step === step).length;
  const parts = [count(items.filter(isWaiting).length, 'waiting'), count(at('refused'), 'refused')];
  return [...parts, count(at('dismissed'), 'dismissed')].filter(Boolean).join(', ');
}

/** What was lost, and what to do; undefined when nothing was. */
export function lossSentence({ clips, events, damaged }: Losses): string | undefined {
  const sentences = [noRoomSentence(clips, events), damagedSentence(damaged)];
  return sentences.filter((sentence) => sentence !== undefined).join(' ') || undefined;
}

function noRoomSentence(clips: number, events: number): string | undefined {
  if (clips + events === 0) return undefined;
  const someEvents = events === 1 ? 'one event' : `${inWords(events)} events`;
  const gone =
    events === 0 ? clipCount(clips) : clips === 0 ? capital(someEvents) : `${clipCount(clips)} and ${someEvents}`;
  return `${gone} had to go unsent: this phone has no more room. Free some space, or check its connection.`;
}

function damagedSentence(damaged: number): string | undefined {
  if (damaged === 0) return undefined;
  const events = damaged === 1 ? 'Its event was' : 'Their events were';
  return `${clipCount(damaged)} could not be read back from this phone's storage. ${events} sent without.`;
}

function clipCount(clips: number): string {
  return clips === 1 ? 'One clip' : `${capital(inWords(clips))} clips`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
