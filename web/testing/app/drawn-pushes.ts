import type { PushWorld } from '../../src/app/alerts/push-world';
import type { Pushes } from '../../src/api/push';

/** A browser's pushes without a push service behind them: a headless browser has none that it could subscribe to. */
export class DrawnPushes implements PushWorld {
  secure = true;
  installable = false;
  pushes = true;
  agent = 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36';
  /** What the person answers when asked. */
  answer: NotificationPermission = 'granted';
  granted: NotificationPermission = 'default';
  /** The server's key of each subscription that was made. */
  readonly subscribed: string[] = [];
  #key: string | undefined;

  permission(): NotificationPermission {
    return this.granted;
  }

  askPermission(): Promise<NotificationPermission> {
    this.granted = this.answer;
    return Promise.resolve(this.granted);
  }

  manager(): Promise<Pushes> {
    const pushes = {
      getSubscription: () => Promise.resolve(this.#subscription()),
      subscribe: ({ applicationServerKey }: { applicationServerKey: string }) => {
        this.#key = applicationServerKey;
        this.subscribed.push(applicationServerKey);
        return Promise.resolve(this.#subscription());
      },
    };
    return Promise.resolve(pushes as unknown as Pushes);
  }

  #subscription() {
    const key = this.#key;
    if (key === undefined) return null;
    return {
      options: { applicationServerKey: bytes(key).buffer },
      unsubscribe: () => {
        this.#key = undefined;
        return Promise.resolve(true);
      },
      toJSON: () => ({
        endpoint: 'https://push.example.org/1',
        expirationTime: null,
        keys: { p256dh: 'browser-key', auth: 'browser-secret' },
      }),
    };
  }
}

function bytes(base64url: string): Uint8Array {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
