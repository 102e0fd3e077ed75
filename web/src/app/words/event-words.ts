import type { NightjarEvent } from '../../api/shapes';
import { countedLabel, listed, surestFirst } from './labels';
import { dayOfMonth, stretch } from './time';

/** What its preview shows, in the order of importance that the server gives; undefined where that is nothing known. */
function previewed({ verdict }: NightjarEvent): string | undefined {
  const surest = surestFirst(verdict?.labels ?? [])[0];
  if (!verdict || !surest) return undefined;
  const things = listed(verdict.labels.slice(0, 3).map(({ name, count }) => countedLabel(name, count)));
  return surest.confidence < 0.5 ? `Perhaps ${things}` : things.charAt(0).toUpperCase() + things.slice(1);
}

/** What is known so far, as a sentence without its point: "A person", "Something moved", "There was a sound". */
function noticed(event: NightjarEvent): string {
  const seen = previewed(event);
  if (seen) return seen;
  switch (event.trigger.type) {
    case 'motion':
      return 'Something moved';
    case 'sound':
      return 'There was a sound';
    case 'both':
      return 'Something moved and made a sound';
  }
}

/** The one sentence of an event: what the model saw, or as much as is known before or without it. */
export function sentenceOf(event: NightjarEvent): string {
  if (event.findings) return unbroken(event.findings.summary);
  const clip = event.clip;
  switch (event.state) {
    case 'announced':
      return isRestored(event)
        ? `${event.trigger.doubt ? perhaps : noticed(event)}. Its clip was asked for.`
        : `${noticed(event)}. The clip is on its way.`;
    case 'uploading':
      return `${noticed(event)}. The clip is on its way.`;
    case 'processing':
      return clip ? `${noticed(event)}. The clip is ${stretch(clip.durationSeconds)} long.` : `${noticed(event)}.`;
    case 'failed':
      return clip ? `${noticed(event)}. The clip is here to play.` : `${noticed(event)}.`;
    case 'dismissed':
      return event.trigger.doubt
        ? 'The light changed. Nothing was recognised in it, so no clip was sent.'
        : `${noticed(event)}. Nothing was recognised, so no clip was sent.`;
    case 'expired':
      return event.trigger.doubt && !previewed(event)
        ? `${perhaps}. The phone had its clip no more.`
        : `${noticed(event)}, but its clip never arrived.`;
    case 'done':
      if (isSkipped(event)) return `${noticed(event)}. The clip is here to play.`;
      return clip ? `${noticed(event)}. Nothing was recognised.` : `${noticed(event)}. No clip could be made.`;
  }
}

const perhaps = 'The light changed, and perhaps something moved';

/** One that was dismissed and waits for its clip was asked for again; so is a doubt from before doubts were looked at. */
function isRestored({ state, trigger, verdict }: NightjarEvent): boolean {
  return state === 'announced' && (verdict ? verdict.decision === 'dismiss' : trigger.doubt);
}

/** Keeps a figure and its unit on one line. */
function unbroken(sentence: string): string {
  return sentence.replace(/(\d) (s|min|h|%)(?=\W|$)/g, '$1\u00a0$2');
}

/** The state in words while it is not simply done; absent when there is nothing to add to the sentence. */
export function stateWords(event: NightjarEvent): string | undefined {
  switch (event.state) {
    case 'announced':
      return isRestored(event) ? 'Asked for; the phone brings it' : 'Waiting for the clip';
    case 'uploading':
      return 'Sending';
    case 'processing':
      return 'Being looked at';
    case 'failed':
      return 'Not analysed';
    case 'expired':
      return 'No clip came';
    case 'done':
    case 'dismissed':
      return isSkipped(event) ? 'Not analysed' : undefined;
  }
}

/** Why the analysis failed, what that means and what to do. */
export function failureWords(event: NightjarEvent): string {
  const reason = event.analysis.text ?? 'It could not be looked at.';
  return event.clip ? `${reason} The clip is kept and plays as it is.` : reason;
}

/** Whether its clip was kept without being looked at. */
export function isSkipped({ analysis }: NightjarEvent): boolean {
  return analysis.status === 'skipped';
}

/** Why the clip was not looked at, and when it can be. */
export function skippedWords({ analysis }: NightjarEvent, now: Date): string {
  if (analysis.reason !== 'outOfCredits' || !analysis.until) return 'The clip was kept without being looked at.';
  const until = new Date(analysis.until);
  return until > now
    ? `The month’s minutes are used up. They begin again on ${dayOfMonth(until)}.`
    : 'The month’s minutes were used up. A new month has begun since.';
}

/** Whether there is a clip to play: it has arrived and was not refused. */
export function isPlayable(event: NightjarEvent): boolean {
  return event.clip !== undefined && ['processing', 'done', 'failed'].includes(event.state);
}
