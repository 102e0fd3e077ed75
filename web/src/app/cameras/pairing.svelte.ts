import type { PairingCode } from '../../api/shapes';
import type { Cameras } from './cameras.svelte';

/** Adding one camera: a code is given, and then a phone takes it. */
export class Pairing {
  code = $state.raw<PairingCode | undefined>();
  #known: ReadonlySet<string> = new Set();

  constructor(
    private readonly cameras: Cameras,
    /** Where the phone finds this app, such as `https://192.168.1.4:8443`. */
    private readonly origin: string,
  ) {}

  /** Asks for a code for a camera of this name. Throws what the server says against it. */
  async start(name: string): Promise<void> {
    this.#known = new Set(this.cameras.devices.map((device) => device.id));
    this.code = await this.cameras.pairingCode(name);
  }

  /** The address that the phone opens; the code stands behind `#`, so that no server log sees it. */
  get address(): string {
    return `${this.origin}/pair#${this.code?.code ?? ''}`;
  }

  /** The phone that took the code, once it has. */
  get paired(): string | undefined {
    if (!this.code) return undefined;
    return this.cameras.devices.find((device) => !this.#known.has(device.id))?.name;
  }

  /** How many seconds the code is still good for; 0 when it is over. */
  secondsLeft(now: Date): number {
    return this.code ? Math.max(0, (Date.parse(this.code.expiresAt) - now.getTime()) / 1000) : 0;
  }

  /** Forgets the code, for another one. */
  reset(): void {
    this.code = undefined;
  }
}
