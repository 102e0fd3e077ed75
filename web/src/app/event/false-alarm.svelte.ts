import type { Feedback, NightjarEvent } from '../../api/shapes';
import { Form } from '../account/form.svelte';
import type { Cameras } from '../cameras/cameras.svelte';
import { WatchSettings } from '../cameras/watch-settings.svelte';
import type { Timeline } from '../timeline/timeline.svelte';
import { type Proposal, proposalsFor } from './proposals';

/** What a person says of one event, and what follows from it for its camera. */
export class FalseAlarm {
  /** What stands in the way of the last step. */
  readonly form = new Form();
  /** The proposals that were taken, in their order. */
  taken = $state.raw<readonly Proposal[]>([]);

  #inForce: WatchSettings | undefined;

  constructor(
    private readonly event: () => NightjarEvent,
    private readonly timeline: Timeline,
    private readonly cameras: Cameras,
  ) {}

  /** How the event's camera watches. */
  get inForce(): WatchSettings {
    this.#inForce ??= new WatchSettings(this.cameras, this.event().deviceId);
    return this.#inForce;
  }

  get isMarked(): boolean {
    return this.event().feedback?.reason === 'falseAlarm';
  }

  /** What can still be done about it; nothing before the settings are known. */
  get proposals(): readonly Proposal[] {
    const { settings } = this.inForce;
    if (!settings) return [];
    return proposalsFor(this.event(), settings).filter(({ id }) => !this.taken.some((other) => other.id === id));
  }

  /** Says that the event was a false alarm, or takes it back. */
  async toggle(): Promise<void> {
    const said: Feedback | null = this.isMarked ? null : { thumb: 'down', reason: 'falseAlarm' };
    await this.form.send(() => this.timeline.giveFeedback(this.event().id, said));
  }

  /** Changes the camera's settings as proposed. */
  async take(proposal: Proposal): Promise<void> {
    const done = await this.form.send(() => this.inForce.change((newest) => this.#renewed(proposal, newest).change));
    if (done) this.taken = [...this.taken, proposal];
  }

  /** Takes a proposal back. */
  async undo(proposal: Proposal): Promise<void> {
    const done = await this.form.send(() => this.inForce.change(proposal.undo));
    if (done) this.taken = this.taken.filter((other) => other !== proposal);
  }

  /** The same proposal for settings that somebody may have changed meanwhile. */
  #renewed(proposal: Proposal, newest: Parameters<typeof proposalsFor>[1]): Proposal {
    return proposalsFor(this.event(), newest).find(({ id }) => id === proposal.id) ?? proposal;
  }
}
