import type { Feedback, NightjarEvent } from '../../api/shapes';
import { Form } from '../account/form.svelte';
import type { Timeline } from '../timeline/timeline.svelte';

type Reason = NonNullable<Feedback['reason']>;

/** What can be said with each thumb, in the order in which it is offered. */
export const reasonsOf: Readonly<
  Record<Feedback['thumb'], readonly { readonly id: Reason; readonly words: string }[]>
> = {
  up: [
    { id: 'rightWords', words: 'The words are right' },
    { id: 'worthTelling', words: 'Worth telling' },
  ],
  down: [
    { id: 'falseAlarm', words: 'Nothing happened' },
    { id: 'wrongWords', words: 'The words are wrong' },
    { id: 'leftOut', words: 'Something is left out' },
  ],
};

/** What a person says of how an event was told. */
export class Opinion {
  /** What stands in the way of the last step. */
  readonly form = new Form();

  constructor(
    private readonly event: () => NightjarEvent,
    private readonly timeline: Timeline,
  ) {}

  get said(): Feedback | undefined {
    return this.event().feedback;
  }

  /** Gives a thumb, or takes it back. */
  async give(thumb: Feedback['thumb']): Promise<void> {
    await this.#say(this.said?.thumb === thumb ? null : { thumb });
  }

  /** Says why, or takes that back. */
  async because(reason: Reason): Promise<void> {
    const { said } = this;
    if (!said) return;
    const { reason: before, ...rest } = said;
    await this.#say(before === reason ? rest : { ...rest, reason });
  }

  /** Says more, in one's own words; empty takes it back. */
  async add(words: string): Promise<void> {
    const { said } = this;
    if (!said) return;
    const { text: before, ...rest } = said;
    const text = words.trim();
    if (text !== (before ?? '')) await this.#say(text ? { ...rest, text } : rest);
  }

  async #say(feedback: Feedback | null): Promise<void> {
    await this.form.send(() => this.timeline.giveFeedback(this.event().id, feedback));
  }
}
