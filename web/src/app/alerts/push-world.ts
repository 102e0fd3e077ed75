import type { Pushes } from '../../api/push';

/** What the browser has to do with pushes; tests give one in its place where theirs cannot subscribe. */
export interface PushWorld {
  readonly secure: boolean;
  /** It is an iPhone's or iPad's browser page, not an installed one. */
  readonly installable: boolean;
  readonly agent: string;
  permission(): NotificationPermission;
  /** Asks the person; to be called at once in a tap. */
  askPermission(): Promise<NotificationPermission>;
  /** Whether it could subscribe at all. */
  readonly pushes: boolean;
  /** What subscribes; undefined without a service worker. */
  manager(): Promise<Pushes | undefined>;
}

/** This browser's. */
export function browserPushes(): PushWorld {
  const notifies = typeof Notification === 'function';
  return {
    secure: isSecureContext,
    installable: 'standalone' in navigator && navigator.standalone === false,
    agent: navigator.userAgent,
    permission: () => (notifies ? Notification.permission : 'denied'),
    askPermission: () => Notification.requestPermission(),
    pushes: notifies && 'PushManager' in globalThis && 'serviceWorker' in navigator,
    manager: async () => (await navigator.serviceWorker.getRegistration())?.pushManager,
  };
}
