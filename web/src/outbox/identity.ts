import type { CameraIdentity } from './database';
import type { Transaction } from './store';

/** This phone becomes a camera; what another camera left goes. */
export async function becomeCamera(all: Transaction, identity: Omit<CameraIdentity, 'revoked'>): Promise<void> {
  const before = await all.objectStore('identity').get('camera');
  if (before?.deviceId !== identity.deviceId) await forgetCamera(all);
  await all.objectStore('identity').put({ ...identity, revoked: false }, 'camera');
}

/** This phone is a camera no more; what waits goes with it. */
export async function forgetCamera(all: Transaction): Promise<void> {
  for (const store of all.objectStoreNames) await all.objectStore(store).clear();
}

/** The server no longer takes this phone's token. */
export async function revokeCamera(all: Transaction): Promise<void> {
  const identity = await all.objectStore('identity').get('camera');
  if (identity) await all.objectStore('identity').put({ ...identity, revoked: true }, 'camera');
}
