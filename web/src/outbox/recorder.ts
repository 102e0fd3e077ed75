/**
 * Shows other pages and the service worker that this page still records: a Web Lock, which ends with the page however
 * that ends. A clip whose recorder has ended will never come.
 */
export class Recorder {
  /** The lock's name; no other page's recorder has it. */
  readonly name: string;
  private held: Promise<void> | undefined;
  private release: (() => void) | undefined;

  constructor(outboxName: string) {
    this.name = `${outboxName}-recorder-${crypto.randomUUID()}`;
  }

  /** From here on this page is known to record. */
  begin(): Promise<void> {
    this.held ??= new Promise((granted, refused) => {
      const work = (): Promise<void> => {
        granted();
        return new Promise((resolve) => (this.release = resolve));
      };
      navigator.locks.request(this.name, work).catch(refused);
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
