/** The present moment as screens speak of it ("for 6 minutes", "now"), renewed often enough for minutes to be true. */
export class Clock {
  now = $state.raw(new Date());

  /** Starts to move; the answer stops it. */
  start(everySeconds = 15): () => void {
    const timer = setInterval(() => this.renew(), everySeconds * 1000);
    return () => clearInterval(timer);
  }

  /** Takes the time anew, at once. */
  renew(): void {
    this.now = new Date();
  }
}
