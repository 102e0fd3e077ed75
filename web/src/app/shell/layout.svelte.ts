/** Whether the window has room for a list with the chosen event beside it. */
export class Layout {
  readonly #desk = matchMedia('(min-width: 1024px)');
  isDesk = $state(this.#desk.matches);

  /** Follows the window; the answer stops it. */
  watch(): () => void {
    const stop = new AbortController();
    this.#desk.addEventListener('change', () => (this.isDesk = this.#desk.matches), stop);
    return () => stop.abort();
  }
}
