import type { CameraSettings } from '../../../core/event';

/** Settings that were changed on this phone and have not reached the server yet. */
export interface UnsentSettings {
  /** The version that was changed. When the server has a newer one by then, that one holds. */
  readonly basedOn: number;
  readonly settings: CameraSettings;
}

const key = 'nightjar.settings.unsent';

/** What is still to be sent; undefined when nothing is. */
export function unsentIn(storage: Storage, deviceId: string): UnsentSettings | undefined {
  const text = storage.getItem(key);
  if (text === null) return undefined;
  const stored = JSON.parse(text) as UnsentSettings & { readonly deviceId: string };
  return stored.deviceId === deviceId ? { basedOn: stored.basedOn, settings: stored.settings } : undefined;
}

/** Keeps what is to be sent, in place of what was kept before; undefined when nothing is. */
export function keepUnsent(storage: Storage, deviceId: string, unsent: UnsentSettings | undefined): void {
  if (unsent) storage.setItem(key, JSON.stringify({ deviceId, ...unsent }));
  else storage.removeItem(key);
}

/** Whether two settings say the same, whatever their versions. */
export function sameSettings(one: CameraSettings, other: CameraSettings): boolean {
  return inOrder({ ...one, version: 0 }) === inOrder({ ...other, version: 0 });
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
