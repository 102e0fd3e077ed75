import { clockTime, momentOf, stretch } from './time';

const causes: Readonly<Record<string, string>> = {
  cameraTaken: 'Another app took the camera.',
  permissionDenied: 'The browser was not allowed to use the camera.',
  noCamera: 'The browser found no camera.',
  frozen: 'The picture stood still.',
  muted: 'The phone gave no picture, perhaps for a call.',
  ended: 'The camera was switched off from outside.',
  cannotRecord: 'The browser could not record the camera.',
  failed: 'The camera stopped and gave no reason.',
  hidden: 'The phone showed another app.',
};

/** Why a camera could not see, as a sentence in the past; empty where it is not known. */
export function blindCause(reason: string | undefined): string {
  return causes[reason ?? ''] ?? '';
}

/** Time in which a camera saw nothing. */
export interface Unseen {
  readonly state: 'blind' | 'silent';
  readonly from: Date;
  readonly until: Date;
  /** It still lasts. */
  readonly goesOn: boolean;
  /** Seconds without sight, which may be less than the whole where the camera saw in between. */
  readonly seconds: number;
  /** How many times. */
  readonly times: number;
  readonly reason?: string | undefined;
}

/** Time without sight in words, after the camera's name: first what it was, then when and why. */
export function unseenWords(unseen: Unseen): { readonly what: string; readonly when: string } {
  const { state, from, until, goesOn, seconds, times, reason } = unseen;
  const length = stretch(seconds);
  const cause = state === 'blind' ? blindCause(reason) : silentCause(goesOn);
  if (goesOn) {
    return { what: `has been ${state} for ${length},`, when: joined(`since ${momentOf(from, until)}.`, cause) };
  }
  const how = times > 1 ? `${times} times, ${length} in all,` : `for ${length},`;
  return { what: `was ${state} ${how}`, when: joined(`${clockTime(from)} to ${endTime(from, until)}.`, cause) };
}

function silentCause(goesOn: boolean): string {
  return goesOn ? 'Nothing is heard of it. Look at its power and its network.' : 'Nothing was heard of it.';
}

/** Midnight as the end of a day is said as such. */
function endTime(from: Date, until: Date): string {
  return until.getDate() !== from.getDate() ? 'midnight' : clockTime(until);
}

function joined(...parts: readonly string[]): string {
  return parts.filter(Boolean).join(' ');
}
