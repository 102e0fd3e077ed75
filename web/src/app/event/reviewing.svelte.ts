import type { Attachment } from 'svelte/attachments';
import type { NightjarEvent } from '../../api/shapes';
import { ApiProblem } from '../../api/problem';
import { Form } from '../account/form.svelte';
import type { Timeline } from '../timeline/timeline.svelte';

/** Who has an event in view for so long has looked at it. */
const momentMs = 2_000;

/** Whether this person has looked at the event that is open. It becomes so by itself, unless the person says otherwise. */
export class Reviewing {
  /** What stands in the way of what the person said. */
  readonly form = new Form();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #said = false;

  constructor(
    private readonly event: () => NightjarEvent,
    private readonly timeline: Pick<Timeline, 'review'>,
    private readonly waitMs = momentMs,
  ) {}

  /** Counts how long the page has been in sight since the element is there. */
  readonly inView: Attachment = () => {
    const stop = new AbortController();
    const wait = () => {
      clearTimeout(this.#timer);
      if (!document.hidden) this.#timer = setTimeout(() => void this.look(), this.waitMs);
    };
    document.addEventListener('visibilitychange', wait, stop);
    wait();
    return () => {
      stop.abort();
      clearTimeout(this.#timer);
    };
  };

  /** The person is looking. What cannot be reached now is noted when the event is looked at again. */
  async look(): Promise<void> {
    const { id, reviewed } = this.event();
    if (reviewed || this.#said) return;
    try {
      await this.timeline.review(id, true);
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
    }
  }

  /** The person says that it is so, or that it is not: then it stays as said. */
  async toggle(): Promise<void> {
    this.#said = true;
    await this.form.send(() => this.timeline.review(this.event().id, !this.event().reviewed));
  }
}
