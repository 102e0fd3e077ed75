import type { AlertsApi } from '../api/alerts';
import { renewPush } from '../api/push';
import {
  doneNotice,
  isAction,
  newest,
  noticeOf,
  ownPath,
  readPush,
  unreadable,
  type Notice,
  type PushAction,
} from '../core/push-message';
import { lastShown, rememberShown } from './shown';

/** The one icon of all notifications. */
const icon = '/icons/icon-192.png';

/** What is shown and opened, as far as this needs it of the worker's scope. */
export type Scope = Pick<ServiceWorkerGlobalScope, 'registration' | 'clients'>;

/** What TypeScript's library does not know, because not every browser has it. */
interface AllNotificationOptions extends NotificationOptions {
  readonly actions: readonly { readonly action: string; readonly title: string }[];
  readonly renotify: boolean;
  readonly timestamp?: number;
}

let showing: Promise<void> = Promise.resolve();

/**
 * Shows what a push says, one after the other. Something is always shown: three pushes that show nothing end the
 * subscription.
 */
export function showPush(scope: Scope, text: string | undefined): Promise<void> {
  showing = showing.then(() => show(scope, text));
  return showing;
}

async function show(scope: Scope, text: string | undefined): Promise<void> {
  const came = readPush(text);
  if (!came) return display(scope, unreadable);
  const message = newest(came, await unlessLost(() => lastShown(came.alert)));
  await display(scope, noticeOf(message));
  await unlessLost(() => rememberShown(message));
}

/**
 * Does what was tapped: an action at once, without opening anything; else, and where that fails, opens the page that
 * tells more.
 */
export async function actOnNotice(
  scope: Scope,
  api: AlertsApi,
  notification: Notification,
  tapped: string,
): Promise<void> {
  const data = (notification.data ?? {}) as Partial<Notice['data']>;
  if (isAction(tapped) && data.alert !== undefined && (await acted(api, data.alert, tapped))) {
    const path = ownPath(data.path);
    const notice = { title: notification.title, tag: notification.tag, data: { path, alert: data.alert } };
    return display(scope, doneNotice(notice, tapped));
  }
  notification.close();
  await openPage(scope, ownPath(data.path));
}

/** The browser has renewed its subscription, or taken it away: the server is told of the new one. */
export async function renewSubscription(scope: Scope, api: AlertsApi): Promise<void> {
  const { subscriptions } = await api.push();
  // Somebody may have ended it on purpose in the meantime.
  const here = subscriptions.find((one) => one.here);
  if (here) await renewPush(api, scope.registration.pushManager, here.name);
}

async function acted(api: AlertsApi, alert: string, action: PushAction): Promise<boolean> {
  try {
    await api.actOnPush({ alert, action });
    return true;
  } catch {
    // No network, signed out, or a browser that keeps cookies from workers: on the page it can be done, or is explained.
    return false;
  }
}

/** Brings a page of ours to the front and has it go there; opens one where there is none. */
async function openPage({ clients }: Scope, path: string): Promise<void> {
  const open = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = open.find(({ visibilityState }) => visibilityState === 'visible') ?? open[0];
  if (!page) return void (await clients.openWindow(path));
  (await page.focus()).postMessage({ type: 'GO', path });
}

async function display(scope: Scope, { title, ...notice }: Notice): Promise<void> {
  const options: AllNotificationOptions = { ...notice, icon };
  await scope.registration.showNotification(title, options);
}

/** What is remembered only spares people an older message; without it, everything is shown as it comes. */
async function unlessLost<Result>(ask: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await ask();
  } catch {
    return undefined;
  }
}
