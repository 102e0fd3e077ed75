import type { Why } from '../../api/shapes';
import { ApiProblem } from '../../api/problem';
import type { Timeline } from '../timeline/timeline.svelte';

/** Why one event fired, once its camera has told. */
export class Reason {
  why = $state.raw<Why | undefined>();

  constructor(private readonly timeline: Timeline) {}

  /** Fetches it, unless it is here. What cannot be reached now comes with the next change of the event. */
  async want(id: string): Promise<void> {
    if (this.why) return;
    try {
      this.why = await this.timeline.why(id);
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
    }
  }
}
