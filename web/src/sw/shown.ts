import { openDB, type DBSchema } from 'idb';
import type { PushMessage } from '../core/push-message';

interface Schema extends DBSchema {
  readonly messages: { readonly key: string; readonly value: PushMessage; readonly indexes: { readonly at: number } };
}

const most = 50;

/** The newest message that was shown of an alert, though its notification may be gone. */
export async function lastShown(alert: string): Promise<PushMessage | undefined> {
  const database = await open();
  try {
    return await database.get('messages', alert);
  } finally {
    database.close();
  }
}

/** Remembers that this is the newest message of its alert; of the oldest alerts nothing is remembered. */
export async function rememberShown(message: PushMessage): Promise<void> {
  const database = await open();
  try {
    const { store, done } = database.transaction('messages', 'readwrite');
    await store.put(message);
    const kept = await store.index('at').getAllKeys();
    for (const old of kept.slice(0, -most)) await store.delete(old);
    await done;
  } finally {
    database.close();
  }
}

function open() {
  return openDB<Schema>('nightjar-alerts', 1, {
    upgrade: (database) => database.createObjectStore('messages', { keyPath: 'alert' }).createIndex('at', 'at'),
  });
}
