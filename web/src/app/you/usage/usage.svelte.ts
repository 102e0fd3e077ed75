import type { Api } from '../../../api/api';
import { ApiProblem } from '../../../api/problem';
import type { Usage } from '../../../api/shapes';
import { sentenceFor } from '../../words/problem-words';

/** What the account used of its plan this month, and by which clock its months turn. */
export class UsageOfMonth {
  usage = $state.raw<Usage | undefined>();
  trouble = $state<string>();

  /** @param timeZone of this device */
  constructor(
    private readonly api: Api,
    readonly timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone,
  ) {}

  async load(): Promise<void> {
    try {
      this.usage = await this.api.usage();
      this.trouble = undefined;
    } catch (problem) {
      this.trouble = sentenceFor(problem);
    }
  }

  /** Lets days and months turn by this device's clock. Throws what the server says against it. */
  async useThisClock(): Promise<void> {
    this.usage = await this.api.setTimeZone(this.timeZone);
  }

  /**
   * Lets them turn by this device's clock if nobody has said yet. Asks once on each device.
   *
   * @param kept where it is noted that somebody has
   */
  async settleClock(account: string, kept: Storage): Promise<void> {
    const key = `nightjar.clock.${account}`;
    if (kept.getItem(key)) return;
    try {
      const usage = await this.api.usage();
      if (usage.timeZone === undefined) await this.api.setTimeZone(this.timeZone);
      kept.setItem(key, 'set');
    } catch (problem) {
      // the next start asks again
      if (!(problem instanceof ApiProblem)) throw problem;
    }
  }
}
