interface SyncManager {
  register(tag: string): Promise<void>;
}

/** Lets the service worker send what waits when this page is gone or the network comes back, where browsers can. */
export async function sendInBackground(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  const sync = (registration as { sync?: SyncManager } | undefined)?.sync;
  try {
    await sync?.register('nightjar-outbox');
  } catch {
    // Refused by the browser's settings: then the page alone sends.
  }
}
