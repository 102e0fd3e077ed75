/** The share (0–1) of an element's width that a pointer is at. */
export function shareUnder(pointer: PointerEvent & { currentTarget: HTMLElement }): number {
  const { left, width } = pointer.currentTarget.getBoundingClientRect();
  return width > 0 ? Math.min(1, Math.max(0, (pointer.clientX - left) / width)) : 0;
}

/** Where a key takes a slider of seconds; undefined for keys that are not its own. */
export function sliderKey(key: string, now: number, duration: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return now - 1;
    case 'ArrowRight':
    case 'ArrowUp':
      return now + 1;
    case 'PageDown':
      return now - 5;
    case 'PageUp':
      return now + 5;
    case 'Home':
      return 0;
    case 'End':
      return duration;
    default:
      return undefined;
  }
}
