import type { Attachment } from 'svelte/attachments';
import type { EventSteps } from './keys';

/** A finger that goes so far sideways, in CSS pixels, means another event. */
const enough = 64;
/** Where browsers and systems have swipes of their own. */
const edge = 24;
/** How far the picture follows: a hint, no journey. */
const mostTravel = 8;
const elsewhere = 'input, textarea, select, .scrub, dialog';

/** Which way a finger went that moved by so many pixels; undefined for a scroll, or for too little. */
export function swipeOf(right: number, down: number): keyof EventSteps | undefined {
  if (Math.abs(right) < enough || Math.abs(right) < 2 * Math.abs(down)) return undefined;
  return right < 0 ? 'older' : 'newer';
}

/**
 * A swipe to the left shows the next older event, one to the right the next newer. Of touches only, on an element that
 * leaves sideways movement to the page (`touch-action: pan-y`).
 */
export function swipes(steps: EventSteps): Attachment<HTMLElement> {
  return (element) => {
    const stop = new AbortController();
    const on = (
      name: 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel',
      take: (by: PointerEvent) => void,
    ) => element.addEventListener(name, take, stop);
    let from: PointerEvent | undefined;
    const end = () => {
      from = undefined;
      element.style.removeProperty('--swiped');
    };
    on('pointerdown', (finger) => (from = begins(finger) ? finger : undefined));
    on('pointermove', (finger) => {
      if (from?.pointerId === finger.pointerId) hint(element, finger.clientX - from.clientX);
    });
    on('pointerup', (finger) => {
      if (from?.pointerId !== finger.pointerId) return;
      const way = swipeOf(finger.clientX - from.clientX, finger.clientY - from.clientY);
      end();
      if (way) steps[way]?.();
    });
    on('pointercancel', end);
    return () => stop.abort();
  };
}

/** A second finger pinches, and ends what the first began. */
function begins(finger: PointerEvent): boolean {
  const target = finger.target instanceof Element ? finger.target : undefined;
  const fromEdge = finger.clientX < edge || finger.clientX > window.innerWidth - edge;
  return finger.pointerType === 'touch' && finger.isPrimary && !fromEdge && !target?.closest(elsewhere);
}

function hint(element: HTMLElement, right: number): void {
  const travel = Math.max(-mostTravel, Math.min(mostTravel, right / 8));
  element.style.setProperty('--swiped', `${travel}px`);
}
