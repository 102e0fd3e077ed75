import type { MaskDrafting } from './mask-drafting.svelte';

/** One press of an arrow key moves by this share of the picture; with Shift ten times as far. */
export const nudgeShare = 0.005;
const far = 10;

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What keys do on the picture. False for those that are not the drawing's. */
export function stageKey(drafting: MaskDrafting, press: KeyboardEvent): boolean {
  if (press.ctrlKey || press.metaKey || press.altKey) return false;
  const arrow = arrows[press.key];
  if (arrow && drafting.chosen) {
    const by = nudgeShare * (press.shiftKey ? far : 1);
    drafting.nudge({ x: arrow[0] * by, y: arrow[1] * by });
    return true;
  }
  switch (press.key) {
    case 'Delete':
    case 'Backspace':
      drafting.remove();
      return true;
    case 'Insert':
    case '+':
      drafting.addCorner();
      return true;
    case 'Escape':
      drafting.cancel();
      return true;
    default:
      return false;
  }
}

/** Ctrl+Z and its kin, wherever the focus is but in a field, which has an undo of its own. False for other keys. */
export function undoKey(drafting: MaskDrafting, press: KeyboardEvent): boolean {
  if (!(press.ctrlKey || press.metaKey) || press.target instanceof HTMLInputElement) return false;
  const key = press.key.toLowerCase();
  if (key === 'z' && !press.shiftKey) drafting.undo();
  else if (key === 'y' || (key === 'z' && press.shiftKey)) drafting.redo();
  else return false;
  return true;
}

/** Puts the keyboard on what is chosen, also after its corner or area went. */
export function focusChosen(within: HTMLElement): void {
  const handles = within.querySelectorAll<HTMLElement>('.mask-handle');
  const chosen = [...handles].find((handle) => handle.dataset['chosen'] !== undefined);
  (chosen ?? handles[0])?.focus({ preventScroll: true });
}
