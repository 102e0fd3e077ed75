import type { Api } from '../../api/api';
import type { Plan } from '../../api/shapes';
import { sentenceFor } from '../words/problem-words';

/** What the account's plan allows. */
export class PlanInForce {
  plan = $state.raw<Plan | undefined>();
  trouble = $state<string>();

  constructor(private readonly api: Api) {}

  async load(): Promise<void> {
    try {
      this.plan = await this.api.plan();
      this.trouble = undefined;
    } catch (problem) {
      this.trouble = sentenceFor(problem);
    }
  }
}
