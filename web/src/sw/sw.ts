import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { createAlertsApi } from '../api/alerts';
import { actOnNotice, renewSubscription, showPush } from './push';
import { sendWaiting } from './send-waiting';

declare const self: ServiceWorkerGlobalScope & {
  /** The files of this version's shell with their revisions, put in by the build. */
  readonly __WB_MANIFEST: (string | { readonly url: string; readonly revision: string | null })[];
};

/** Background Sync; TypeScript's library does not know it, because not every browser has it. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

/** Routes that need no worker; only some browsers have them. */
interface RoutingEvent extends ExtendableEvent {
  addRoutes?(
    routes: readonly { readonly condition: { readonly urlPattern: string }; readonly source: 'network' }[],
  ): Promise<void>;
}

// What is asked of the server does not wake the worker: it is no business of its own, and a worker that is woken while a
// newer one takes over keeps it waiting.
self.addEventListener('install', (event) => {
  const routing = event as RoutingEvent;
  const routes = ['/api/*', '/blobs/*'].map((urlPattern) => ({
    condition: { urlPattern },
    source: 'network' as const,
  }));
  if (routing.addRoutes) event.waitUntil(routing.addRoutes(routes));
});

// The versioned shell is all that is ever cached: no clip, no picture, no answer of the server.
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/(api|blobs|actuator)\//, /\/[^/]+\.[^/]+$/],
  }),
);

// Also the page that brought this worker: else its parts would not be kept for it, and a newer version would not wait.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** Aborted once a newer version shall take over. */
const yielding = new AbortController();

self.addEventListener('message', ({ data }) => {
  const type = (data as { type?: string } | undefined)?.type;
  if (type === 'SKIP_WAITING') void self.skipWaiting();
  if (type === 'YIELD') yielding.abort();
});

self.addEventListener('sync', (event) => {
  const sync = event as SyncEvent;
  if (sync.tag === 'nightjar-outbox') sync.waitUntil(sendWaiting(yielding.signal));
});

/** Speaks as the person who is signed in on this browser. */
const api = createAlertsApi();

self.addEventListener('push', (event) => event.waitUntil(showPush(self, event.data?.text())));
self.addEventListener('notificationclick', (event) =>
  event.waitUntil(actOnNotice(self, api, event.notification, event.action)),
);
// Also browsers that say nothing of it are looked after: the page renews whenever it is opened.
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renewSubscription(self, api)));
