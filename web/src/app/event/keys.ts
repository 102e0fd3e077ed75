import type { Attachment } from 'svelte/attachments';
import type { Playback } from './playback.svelte';

/** What keys do beside the player's own: the next and the previous event. */
export interface EventKeys {
  readonly newer?: (() => void) | undefined;
  readonly older?: (() => void) | undefined;
}

const typing = 'input, textarea, select, dialog, [role="slider"]';

/** The keys of an event: space or p plays, arrows seek, comma and point step, f fills the screen, j and k change the event. */
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
  const action = actionOf(key.key, playback, others);
  if (!action) return;
  key.preventDefault();
  action();
}

function actionOf(key: string, playback: Playback, others: EventKeys): (() => void) | undefined {
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
    case 'f':
      return () => void playback.fullScreen();
    case 'k':
      return others.newer;
    case 'j':
      return others.older;
    default:
      return undefined;
  }
}
