import type { OutboxItem } from '../../../outbox/status';
import type { ClientLog } from '../../client-log';

/** Tells the server's log once of each event that it refused. */
export class RefusalReports {
  #told: ReadonlySet<string> = new Set();

  constructor(private readonly log: Pick<ClientLog, 'report'>) {}

  /** Looks at what waits now. */
  look(items: readonly OutboxItem[]): void {
    const refused = items.filter(({ step }) => step === 'refused');
    for (const { eventId, problem } of refused)
      if (!this.#told.has(eventId)) this.log.report(`refused.${problem?.code ?? 'unknown'}`, { eventId });
    this.#told = new Set(refused.map(({ eventId }) => eventId));
  }
}
