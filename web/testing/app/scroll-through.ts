/** Scrolls down once and answers how many different events were drawn so far, of those that it was called for before. */
export function scrollCounter(): () => number {
  const seen = new Set<string | undefined>();
  return () => {
    for (const card of document.querySelectorAll<HTMLElement>('li.event')) seen.add(card.dataset['event']);
    window.scrollBy(0, innerHeight / 2);
    return seen.size;
  };
}
