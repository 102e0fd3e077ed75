import type { OutboxItem } from '../../outbox/status';
import { clockTime, dayKey, momentOf, shortStretch } from './time';

/** How long a dismissed clip stays on the phone. */
const keptMs = 24 * 3_600_000;

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

/** One event that waits: what it is, where it stands, and why it does not move. */
export interface WaitingLine {
  /** "14:51, a clip of 3.2 MB". */
  readonly what: string;
  /** "Sending, 62 %". */
  readonly state: string;
  /** What went wrong and what follows, in sentences. */
  readonly why?: string;
  /** How far it is, 0–1, while it is being sent. */
  readonly share?: number;
  /** Somebody has to decide. */
  readonly isRefused: boolean;
}

/** Puts an event that waits into words. */
export function waitingLine(item: OutboxItem, now: Date, online: boolean): WaitingLine {
  const at = new Date(item.at);
  const why = whyWords(item, now);
  return {
    what: `${momentOf(at, now)}, ${clipWords(item)}`,
    state: stateWords(item, now, online),
    ...(why && { why }),
    ...(item.sentShare !== undefined && { share: item.sentShare }),
    isRefused: item.step === 'refused',
  };
}

function clipWords({ clipBytes, clipDropped, awaitsClip }: OutboxItem): string {
  if (clipBytes > 0) return `a clip of ${megabytes(clipBytes)}`;
  if (awaitsClip) return 'a clip that is being recorded';
  return clipDropped ? 'without its clip' : 'without a clip';
}

function megabytes(bytes: number): string {
  return bytes < 100_000 ? 'less than 0.1 MB' : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function stateWords(item: OutboxItem, now: Date, online: boolean): string {
  switch (item.step) {
    case 'refused':
      return 'Refused';
    case 'dismissed': {
      const ends = new Date(Date.parse(item.at) + keptMs);
      const day = dayKey(ends) === dayKey(now) ? '' : ' tomorrow';
      return `Dismissed. Kept here until ${clockTime(ends)}${day}, in case somebody asks for it`;
    }
    case 'done':
      return 'Sent';
    case 'preview':
    case 'announce':
    case 'send':
    case 'confirm':
      return movingWords(item, now, online);
  }
}

function movingWords(item: OutboxItem, now: Date, online: boolean): string {
  if (!online) return 'Waits for a network';
  if (item.sentShare !== undefined) return `Sending, ${Math.round(item.sentShare * 100)} %`;
  if (item.retryAt !== undefined && item.retryAt > now.getTime()) return retryWords(item.retryAt, now);
  if (item.awaitsClip) return 'Being recorded';
  return item.step === 'preview' ? 'First pictures on their way' : 'Waits for its turn';
}

function retryWords(at: number, now: Date): string {
  const seconds = (at - now.getTime()) / 1000;
  return seconds < 3600 ? `Tried again in ${shortStretch(seconds)}` : `Tried again at ${clockTime(new Date(at))}`;
}

function whyWords({ problem, clipDropped }: OutboxItem, now: Date): string | undefined {
  const ends = problem?.endsAt ? ` Sending goes on at ${momentOf(new Date(problem.endsAt), now)}.` : '';
  const said = problem ? `${problem.sentence}${ends}` : '';
  const dropped = clipDropped ? 'Its clip had to go: this phone had no more room, or lost it.' : '';
  return [said, dropped].filter(Boolean).join(' ') || undefined;
}
