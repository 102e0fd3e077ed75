import type { AlertsApi } from './alerts';
import type * as shapes from './shapes';

/** As much of the browser's `PushManager` as it takes to subscribe. */
export type Pushes = Pick<PushManager, 'getSubscription' | 'subscribe'>;

/**
 * Lets this browser show the person's alerts, or goes on to: subscribes where it is not, or by another key than the
 * server's, and tells the server. Throws what the browser or the server says against it.
 *
 * @param name by which the person knows this browser, 60 characters at most
 */
export async function renewPush(api: AlertsApi, pushes: Pushes, name: string): Promise<shapes.PushSubscription> {
  const { publicKey } = await api.push();
  let subscription = await pushes.getSubscription();
  if (subscription && !isOf(subscription, publicKey)) {
    await subscription.unsubscribe();
    subscription = null;
  }
  subscription ??= await pushes.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  return api.putPushSubscription(said(subscription.toJSON(), name));
}

function isOf({ options }: PushSubscription, publicKey: string): boolean {
  const key = options.applicationServerKey;
  return key !== null && base64url(new Uint8Array(key)) === publicKey;
}

function said({ endpoint, expirationTime, keys }: PushSubscriptionJSON, name: string): shapes.BrowserSubscription {
  return {
    endpoint: endpoint ?? '',
    browserKey: keys?.['p256dh'] ?? '',
    browserSecret: keys?.['auth'] ?? '',
    name,
    ...(expirationTime && { expiresAt: new Date(expirationTime).toISOString() }),
  };
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
