import type { AlertsApi } from '../../api/alerts';
import { renewPush } from '../../api/push';
import type { PushSubscription } from '../../api/shapes';
import { browserName, pushStateOf, type PushState } from './push-state';
import type { PushWorld } from './push-world';
import { forgetSubscribed, rememberSubscribed } from './subscribed-person';

/** Whether alerts reach this browser, and the person's others. */
export class PushHere {
  state = $state<PushState>('looking');
  /** Those of the person that show alerts, this one among them. */
  browsers = $state.raw<readonly PushSubscription[]>([]);
  readonly name: string;

  constructor(
    private readonly api: AlertsApi,
    private readonly world: PushWorld,
    /** Who is signed in. */
    private readonly person: string,
  ) {
    this.name = browserName(world.agent);
  }

  /** This browser, as the server knows it. */
  get here(): PushSubscription | undefined {
    return this.browsers.find((browser) => browser.here);
  }

  /** Finds out how things are. Throws what the server says against it. */
  async load(): Promise<void> {
    const { subscriptions } = await this.api.push();
    this.browsers = subscriptions;
    const manager = this.world.pushes ? await this.world.manager() : undefined;
    this.state = pushStateOf({
      secure: this.world.secure,
      installable: this.world.installable,
      pushes: this.world.pushes,
      worker: manager !== undefined,
      permission: this.world.permission(),
      subscribed: this.here !== undefined && (await manager?.getSubscription()) != null,
      trouble: this.here?.trouble,
    });
  }

  /** Lets this browser show alerts; in a tap only, since the browser asks. Throws what speaks against it. */
  async turnOn(): Promise<void> {
    // first of all: a browser that was waited for in between no longer takes it for a tap
    const permission = await this.world.askPermission();
    const manager = await this.world.manager();
    if (permission === 'granted' && manager) {
      await renewPush(this.api, manager, this.here?.name ?? this.name);
      rememberSubscribed(this.person);
    }
    await this.load();
  }

  /** Sends a test message to that browser; what became of it, in words. Throws what the server says against it. */
  async test(browser: PushSubscription): Promise<string> {
    const { text } = await this.api.testAlertAddress(browser.id);
    await this.load();
    return text;
  }

  /** Alerts no longer reach that browser. Throws what the server says against it. */
  async remove(browser: PushSubscription): Promise<void> {
    await this.api.deletePushSubscription(browser.id);
    if (browser.here) {
      forgetSubscribed();
      const manager = await this.world.manager();
      await (await manager?.getSubscription())?.unsubscribe();
    }
    await this.load();
  }
}
