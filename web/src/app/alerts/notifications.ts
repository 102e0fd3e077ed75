import { createAlertsApi } from '../../api/alerts';
import { renewPush } from '../../api/push';
import { ownPath } from '../../core/push-message';
import { browserName } from './push-state';
import { browserPushes, type PushWorld } from './push-world';
import { cameBack, settled } from './subscribed-person';

/**
 * Goes on showing alerts where somebody wants them: tells the server when the browser has renewed its subscription, and
 * subscribes anew when the person signs in again. Never asks for anything; what fails shows on the page of alerts.
 */
export async function keepPush(person: string | undefined, world: PushWorld = browserPushes()): Promise<void> {
  if (person === undefined || !world.pushes || world.permission() !== 'granted') return;
  try {
    const api = createAlertsApi();
    const manager = await world.manager();
    const { subscriptions } = await api.push();
    const here = subscriptions.find((one) => one.here);
    if (manager && (here || cameBack(person))) {
      await renewPush(api, manager, here?.name ?? browserName(world.agent));
    }
    settled();
  } catch {
    // No network, or a push service that is away: the next page that opens tries again.
  }
}

/** Goes where a notification leads that was tapped, until the signal aborts. */
export function followNotifications(go: (path: string) => void, signal: AbortSignal): void {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.addEventListener(
    'message',
    ({ data }: MessageEvent<{ type?: unknown; path?: unknown } | undefined>) => {
      if (data?.type === 'GO') go(ownPath(data.path));
    },
    { signal },
  );
}
