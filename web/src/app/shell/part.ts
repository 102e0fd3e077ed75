/** A part of the page that is loaded when it is first needed, or before, when the page has nothing else to do. */
export class Part<Content> {
  /** The part, once it is here: shown with no moment of waiting. */
  now: Content | undefined;
  #loading: Promise<Content> | undefined;

  /** @param fetch imports it; rejects when it cannot be fetched */
  constructor(private readonly fetch: () => Promise<Content>) {}

  /** Loads it once. One that could not be fetched is fetched anew the next time. */
  load(): Promise<Content> {
    this.#loading ??= this.#fetched();
    return this.#loading;
  }

  async #fetched(): Promise<Content> {
    try {
      return (this.now = await this.fetch());
    } catch (cause) {
      this.#loading = undefined;
      throw cause;
    }
  }
}

/** Anything that can be loaded ahead. */
type Loadable = Pick<Part<unknown>, 'load'>;

/**
 * Loads parts one after the other while the page has nothing else to do, so that they are at hand also when the
 * connection breaks or a newer version takes the place of this one. The answer ends that.
 */
export function loadWhenIdle(parts: readonly Loadable[]): () => void {
  const over = new AbortController();
  void loadAll(parts, over.signal);
  return () => over.abort();
}

async function loadAll(parts: readonly Loadable[], over: AbortSignal): Promise<void> {
  for (const part of parts) {
    await idle();
    if (over.aborted) return;
    try {
      await part.load();
    } catch {
      // Without a connection it is tried when somebody opens it; that says what is wrong.
      return;
    }
  }
}

/** Browsers that do not tell when they are idle are given a moment. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 5_000 });
    else setTimeout(resolve, 500);
  });
}
