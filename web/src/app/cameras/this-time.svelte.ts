import type { Session } from '../../api/shapes';
import { Form } from '../account/form.svelte';
import { sentenceFor } from '../words/problem-words';
import type { Cameras } from './cameras.svelte';

/** The session in which a camera watches now, and what to tell of in it. */
export class ThisTime {
  session = $state.raw<Session | undefined>();
  /** Why it cannot be shown. */
  trouble = $state<string>();
  readonly form = new Form();

  constructor(
    private readonly cameras: Cameras,
    private readonly deviceId: string,
  ) {}

  /** Fetches it. */
  async load(): Promise<void> {
    try {
      this.session = await this.cameras.sessionNow(this.deviceId);
      this.trouble = undefined;
    } catch (problem) {
      this.trouble = sentenceFor(problem);
    }
  }

  /** Says what to tell of from now on, until the camera stops. */
  async instruct(instructions: readonly string[]): Promise<void> {
    const { session } = this;
    if (!session) return;
    await this.form.send(async () => {
      this.session = await this.cameras.instructSession(session.id, instructions);
    });
  }
}
