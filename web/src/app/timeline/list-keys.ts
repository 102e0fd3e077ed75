import type { Attachment } from 'svelte/attachments';

/** What keys do in a list of events. */
export interface ListKeys {
  readonly older: () => void;
  readonly newer: () => void;
  /** Notes the chosen event as reviewed, or takes that back. */
  readonly review: () => void;
  /** Shows what the keys do. */
  readonly help: () => void;
}

const typing = 'input, textarea, select, dialog, [contenteditable], [role="slider"]';

/** j and k go through the list, r reviews and ? tells the keys; enter opens, since the chosen event's link has the focus, and / searches. */
export function listKeys(keys: ListKeys): Attachment {
  return () => {
    const stop = new AbortController();
    document.addEventListener('keydown', (key) => press(key, keys), stop);
    return () => stop.abort();
  };
}

function press(key: KeyboardEvent, keys: ListKeys): void {
  if (key.ctrlKey || key.metaKey || key.altKey) return;
  if (key.target instanceof Element && key.target.closest(typing)) return;
  const action = { j: keys.older, k: keys.newer, r: keys.review, '?': keys.help }[key.key];
  if (!action) return;
  key.preventDefault();
  action();
}
