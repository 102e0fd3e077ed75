/** Darkens the screen of a camera that nobody touches: a lit room at night would show in its pictures. */
export class Dimmer {
  isDimmed = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;

  /** @param minutes after how many minutes without a touch; 0 for never */
  constructor(private readonly minutes: () => number) {}

  /** Hears of touches and keys, until the signal aborts. */
  watch(signal: AbortSignal): void {
    const touched = () => this.#wait();
    addEventListener('pointerdown', touched, { signal, passive: true });
    addEventListener('keydown', touched, { signal });
    signal.addEventListener('abort', () => this.stop());
  }

  /** Begins to wait: the camera watches. */
  start(): void {
    this.#running = true;
    this.#wait();
  }

  /** The camera watches no more. */
  stop(): void {
    this.#running = false;
    this.isDimmed = false;
    clearTimeout(this.#timer);
  }

  dim(): void {
    this.isDimmed = true;
  }

  wake(): void {
    this.isDimmed = false;
    this.#wait();
  }

  /** The minutes were changed. */
  again(): void {
    this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const minutes = this.minutes();
    if (this.#running && minutes > 0) this.#timer = setTimeout(() => this.dim(), minutes * 60_000);
  }
}
