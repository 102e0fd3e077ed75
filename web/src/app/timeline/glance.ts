import type { Attachment } from 'svelte/attachments';

/** What is in one place with movement is not asked for by who wants less of it. */
const stillness = '(prefers-reduced-motion: reduce)';

/**
 * Tells whether somebody lingers on an element, by a mouse that rests on it or by the keyboard's focus within it. A finger
 * does not linger: it opens what it touches. Who wants less movement is never said to linger.
 */
export function glance(tell: (lingers: boolean) => void): Attachment<HTMLElement> {
  return (element) => {
    const listening = new AbortController();
    const on = <Name extends keyof HTMLElementEventMap>(
      name: Name,
      heard: (event: HTMLElementEventMap[Name]) => void,
    ) => element.addEventListener(name, heard, { signal: listening.signal });
    const lingers = (): void => tell(!matchMedia(stillness).matches);
    on('pointerenter', ({ pointerType }) => pointerType === 'mouse' && lingers());
    on('pointerleave', () => tell(false));
    on('focusin', () => element.querySelector(':focus-visible') && lingers());
    // what is taken away loses its focus in the midst of an update, which then must change nothing
    on('focusout', () => queueMicrotask(() => !listening.signal.aborted && tell(false)));
    return () => listening.abort();
  };
}
