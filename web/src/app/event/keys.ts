import type { Attachment } from 'svelte/attachments';
import type { Playback } from './playback.svelte';

/** The next and the previous event; undefined where there is none. */
export interface EventSteps {
  readonly newer?: (() => void) | undefined;
  readonly older?: (() => void) | undefined;
}

/** What keys do beside the player's own. */
export interface EventKeys extends EventSteps {
  readonly review?: () => void;
  /** Shows what the keys do. */
  readonly help?: () => void;
}

const typing = 'input, textarea, select, dialog, [role="slider"]';

/** What the keys of an event do, in words. */
export const eventKeyWords = [
  [['Space', 'p'], 'Play or pause'],
  [['←', '→'], 'A second back, a second on'],
  [[',', '.'], 'One frame back, one frame on'],
  [['<', '>'], 'Slower, faster'],
  [['f'], 'Full screen'],
  [['j', 'k'], 'Older event, newer event'],
  [['r'], 'Reviewed, or not'],
  [['?'], 'These keys'],
] as const;

/** The keys of an event, as {@link eventKeyWords} tells them. */
export function eventKeys(playback: Playback, others: EventKeys): Attachment {
  return () => {
    const stop = new AbortController();
    document.addEventListener('keydown', (key) => press(key, playback, others), stop);
    return () => stop.abort();
  };
}

function press(key: KeyboardEvent, playback: Playback, others: EventKeys): void {
  if (key.ctrlKey || key.metaKey || key.altKey) return;
  const target = key.target instanceof Element ? key.target : undefined;
  if (target?.closest(typing)) return;
  if (key.key === ' ' && target?.closest('button, a')) return;
  const action = playerAction(key.key, playback) ?? pageAction(key.key, others);
  if (!action) return;
  key.preventDefault();
  action();
}

function playerAction(key: string, playback: Playback): (() => void) | undefined {
  switch (key) {
    case ' ':
    case 'p':
      return () => playback.toggle();
    case 'ArrowLeft':
      return () => playback.seekBy(-1);
    case 'ArrowRight':
      return () => playback.seekBy(1);
    case ',':
      return () => playback.frame(-1);
    case '.':
      return () => playback.frame(1);
    case '<':
      return () => playback.changeSpeed(-1);
    case '>':
      return () => playback.changeSpeed(1);
    case 'f':
      return () => void playback.fullScreen();
    default:
      return undefined;
  }
}

function pageAction(key: string, others: EventKeys): (() => void) | undefined {
  switch (key) {
    case 'k':
      return others.newer;
    case 'j':
      return others.older;
    case 'r':
      return others.review;
    case '?':
      return others.help;
    default:
      return undefined;
  }
}
