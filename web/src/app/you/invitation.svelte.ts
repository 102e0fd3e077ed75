import type { Invitation, Role } from '../../api/shapes';
import type { People } from './people.svelte';

/** One invitation while it is shown. The code is said once; the server keeps only its hash. */
export class Inviting {
  invitation = $state.raw<Invitation | undefined>();
  copied = $state(false);

  constructor(
    private readonly people: People,
    private readonly origin: string,
  ) {}

  /** Throws what the server says against it. */
  async start(role: Role): Promise<void> {
    this.invitation = await this.people.invite(role);
    this.copied = false;
  }

  /** Shows it no more, as when it was taken back. */
  forget(id: string): void {
    if (this.invitation?.id === id) this.invitation = undefined;
  }

  /** The link that the invited person opens. */
  get address(): string {
    return `${this.origin}/join#${this.invitation?.code ?? ''}`;
  }

  /** Puts the link on the clipboard; where there is none, it stands there to be copied by hand. */
  async copy(): Promise<void> {
    await navigator.clipboard.writeText(this.address);
    this.copied = true;
  }
}
