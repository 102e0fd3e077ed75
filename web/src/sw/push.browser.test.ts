import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AlertsApi } from '../api/alerts';
import type { Notice, PushMessage } from '../core/push-message';
import { actOnNotice, renewSubscription, showPush, type Scope } from './push';
import { lastShown, rememberShown } from './shown';

/** As much of a worker's scope as keeps what was shown and opened: no browser without a window manager shows either. */
class KeptScope {
  readonly shown: (Notice & NotificationOptions)[] = [];
  readonly opened: string[] = [];
  readonly told: unknown[] = [];
  readonly renewed: string[] = [];
  pages: { visibilityState: string; focus: () => Promise<unknown> }[] = [];

  readonly registration = {
    showNotification: (title: string, options: Notice) => {
      this.shown.push({ ...options, title });
      return Promise.resolve();
    },
    pushManager: {
      getSubscription: () => Promise.resolve(null),
      subscribe: ({ applicationServerKey }: { applicationServerKey: string }) => {
        this.renewed.push(applicationServerKey);
        return Promise.resolve({ toJSON: () => ({ endpoint: 'https://push.example.org/2', keys: {} }) });
      },
    },
  };

  readonly clients = {
    matchAll: () => Promise.resolve(this.pages),
    openWindow: (path: string) => {
      this.opened.push(path);
      return Promise.resolve(null);
    },
  };

  /** A page of ours that is open. */
  page(): void {
    const focused = { postMessage: (message: unknown) => this.told.push(message) };
    this.pages = [{ visibilityState: 'hidden', focus: () => Promise.resolve(focused) }];
  }

  get scope(): Scope {
    return this;
  }
}

let kept: KeptScope;
let alert: string;

beforeEach(() => {
  kept = new KeptScope();
  alert = crypto.randomUUID();
});
afterEach(() => indexedDB.deleteDatabase('nightjar-alerts'));

const message = (version: number, body: string, more: Partial<PushMessage> = {}) =>
  JSON.stringify({
    alert,
    version,
    title: 'Front door',
    body,
    at: Date.now(),
    path: '/events/e1',
    actions: ['falseAlarm', 'snooze'],
    silent: version > 1,
    ...more,
  });
const notification = () => ({
  title: 'Front door',
  tag: alert,
  data: { path: '/events/e1', alert },
  close: () => undefined,
});
const tap = (api: Partial<AlertsApi>, action: string) =>
  actOnNotice(kept.scope, api as AlertsApi, notification() as unknown as Notification, action);

test('every push is shown, also one that nobody can read', async () => {
  await showPush(kept.scope, undefined);
  await showPush(kept.scope, 'no json');
  await showPush(kept.scope, message(1, 'Person at Front door.'));
  expect(kept.shown.map(({ body }) => body)).toEqual([
    'Open it to see what.',
    'Open it to see what.',
    'Person at Front door.',
  ]);
});

test('an older version that comes late never takes the place of a newer one', async () => {
  await showPush(kept.scope, message(2, 'A woman came in and left.'));
  await showPush(kept.scope, message(1, 'Person at Front door.'));
  expect(kept.shown.map(({ body, silent, tag }) => ({ body, silent, tag }))).toEqual([
    { body: 'A woman came in and left.', silent: true, tag: alert },
    { body: 'A woman came in and left.', silent: true, tag: alert },
  ]);
});

test('pushes that come at the same time are shown one after the other', async () => {
  await Promise.all([3, 1, 2].map((version) => showPush(kept.scope, message(version, `version ${version}`))));
  expect(kept.shown.map(({ body }) => body)).toEqual(['version 3', 'version 3', 'version 3']);
});

test('of the oldest alerts nothing is remembered', async () => {
  const first: PushMessage = JSON.parse(message(1, 'First', { at: 1 })) as PushMessage;
  await rememberShown(first);
  for (let i = 0; i < 50; i++) await rememberShown({ ...first, alert: `later ${i}`, at: 2 + i });
  expect(await lastShown(alert)).toBeUndefined();
  expect((await lastShown('later 0'))?.at).toBe(2);
});

test('a tap brings an open page to the front and has it go there, or opens one', async () => {
  await tap({}, '');
  expect(kept.opened).toEqual(['/events/e1']);
  kept.page();
  await tap({}, '');
  expect(kept.told).toEqual([{ type: 'GO', path: '/events/e1' }]);
  expect(kept.opened).toHaveLength(1);
});

test('an action is done without opening anything, and said to be done', async () => {
  const asked: unknown[] = [];
  const actOnPush: AlertsApi['actOnPush'] = (body) => {
    asked.push(body);
    return Promise.resolve({});
  };
  await tap({ actOnPush }, 'snooze');
  expect(asked).toEqual([{ alert, action: 'snooze' }]);
  expect(kept.opened).toEqual([]);
  expect(kept.shown.at(-1)).toMatchObject({ tag: alert, silent: true, actions: [] });
  expect(kept.shown.at(-1)?.body).toMatch(/Quiet for an hour/);
});

test('an action that cannot be done opens the page', async () => {
  await tap({ actOnPush: () => Promise.reject(new Error('no network')) }, 'falseAlarm');
  expect(kept.opened).toEqual(['/events/e1']);
  expect(kept.shown).toEqual([]);
});

test('a subscription that the browser ended is renewed, unless somebody turned it off', async () => {
  const put: unknown[] = [];
  const api = (here: boolean) =>
    ({
      push: () => Promise.resolve({ publicKey: 'BKey', subscriptions: here ? [{ here, name: 'My phone' }] : [] }),
      putPushSubscription: (body: unknown) => Promise.resolve(put.push(body)),
    }) as unknown as AlertsApi;
  await renewSubscription(kept.scope, api(false));
  expect(kept.renewed).toEqual([]);
  await renewSubscription(kept.scope, api(true));
  expect(kept.renewed).toEqual(['BKey']);
  expect(put).toMatchObject([{ endpoint: 'https://push.example.org/2', name: 'My phone' }]);
});
