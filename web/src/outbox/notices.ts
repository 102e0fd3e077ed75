import type { OutboxStatus, Progress } from './status';

type Notice = { readonly kind: 'changed' } | ({ readonly kind: 'sending' } & Progress);

/** Tells listeners in all tabs and in the service worker when something changes. */
export class Notices {
  /** The clip that is being sent, by whichever of them. */
  progress: Progress | undefined;
  private readonly listeners = new Set<(notice: Notice) => void>();
  private readonly channel: BroadcastChannel;
  private closed = false;

  constructor(
    name: string,
    private readonly status: () => Promise<OutboxStatus>,
  ) {
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data }) => this.hear(data as Notice);
  }

  changed(): void {
    this.tell({ kind: 'changed' });
  }

  /** Steps smaller than a hundredth are not told: every listener reads the whole outbox. */
  sending(progress: Progress): void {
    const told = this.progress?.eventId === progress.eventId ? this.progress.sentShare : -1;
    if (progress.sentShare < 1 && progress.sentShare - told < 0.01) return;
    this.tell({ kind: 'sending', ...progress });
  }

  subscribe(listener: (status: OutboxStatus) => void): () => void {
    let wanted = false;
    let reading = false;
    const read = async (): Promise<void> => {
      wanted = true;
      if (reading) return;
      reading = true;
      try {
        while (wanted && this.listeners.has(hear)) {
          wanted = false;
          const status = await this.status();
          if (this.listeners.has(hear)) listener(status);
        }
      } finally {
        reading = false;
      }
    };
    const hear = (): void => void read();
    this.listeners.add(hear);
    void read();
    return () => this.listeners.delete(hear);
  }

  /** Resolves when something changes, other than how much of a clip is there, or when the signal aborts. */
  next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const over = (): void => {
        this.listeners.delete(hear);
        signal.removeEventListener('abort', over);
        resolve();
      };
      const hear = ({ kind }: Notice): void => void (kind === 'changed' && over());
      if (signal.aborted) return resolve();
      this.listeners.add(hear);
      signal.addEventListener('abort', over);
    });
  }

  /** What still ends afterwards, such as a read under way, is told to nobody. */
  close(): void {
    this.closed = true;
    this.listeners.clear();
    this.channel.close();
  }

  private tell(notice: Notice): void {
    if (this.closed) return;
    this.channel.postMessage(notice);
    this.hear(notice);
  }

  private hear(notice: Notice): void {
    this.progress = notice.kind === 'sending' ? { eventId: notice.eventId, sentShare: notice.sentShare } : undefined;
    for (const listener of [...this.listeners]) listener(notice);
  }
}
