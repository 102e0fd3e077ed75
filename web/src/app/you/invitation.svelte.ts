import type { Api } from '../../api/api';
import type { Invitation } from '../../api/shapes';

/** One invitation while it is shown. The code is said once; the server keeps only its hash. */
export class Inviting {
  invitation = $state.raw<Invitation | undefined>();
  copied = $state(false);

  constructor(
    private readonly api: Api,
    private readonly origin: string,
  ) {}

  /** Throws what the server says against it. */
  async start(): Promise<void> {
    this.invitation = await this.api.inviteMonitor();
    this.copied = false;
  }

  /** The link that the invited person opens. */
  get address(): string {
    return `${this.origin}/sign-up#${this.invitation?.code ?? ''}`;
  }

  /** Puts the link on the clipboard; where there is none, it stands there to be copied by hand. */
  async copy(): Promise<void> {
    await navigator.clipboard.writeText(this.address);
    this.copied = true;
  }
}
