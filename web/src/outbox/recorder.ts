/**
 * Shows other pages and the service worker that this page still records: a Web Lock, which ends with the page however
 * that ends. A clip whose recorder has ended will never come.
 */
export class Recorder {
  private held: Promise<string> | undefined;
  private release: (() => void) | undefined;

  constructor(private readonly outboxName: string) {}

  /** From here on this page is known to record. @returns the name by which it is known */
  begin(): Promise<string> {
    this.held ??= new Promise((granted, refused) => {
      const name = `${this.outboxName}-recorder-${crypto.randomUUID()}`;
      const work = (): Promise<void> => {
        granted(name);
        return new Promise((resolve) => (this.release = resolve));
      };
      navigator.locks.request(name, work).catch(refused);
    });
    return this.held;
  }

  end(): void {
    this.release?.();
    this.held = undefined;
  }
}

/** The names of all recorders of this browser that have not ended. */
export async function livingRecorders(): Promise<ReadonlySet<string>> {
  const { held = [] } = await navigator.locks.query();
  return new Set(held.flatMap(({ name }) => name ?? []));
}
