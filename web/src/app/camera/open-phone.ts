import type { CameraIdentity } from '../../outbox/database';
import type { Outbox } from '../../outbox/outbox';
import { cameraApi } from '../../outbox/send';
import type { ClientLog } from '../client-log';
import { CameraPhone } from './camera-phone.svelte';
import type { StartWatch } from './starting';

/** What a page gives to the camera that it becomes. */
export interface CameraGround {
  /** Undefined where the browser stores nothing. */
  readonly outbox: Outbox | undefined;
  readonly loadWatch: () => Promise<StartWatch>;
  readonly log: ClientLog;
  /** Has what was opened closed with the page. */
  readonly keep: (opened: { close(): Promise<void> }) => void;
}

/** Makes this page the camera that the outbox says it is; to be closed by who opened it. */
export function openCameraPhone(identity: CameraIdentity, { outbox, loadWatch, log, keep }: CameraGround): CameraPhone {
  if (!outbox) throw new Error('A camera keeps who it is in the outbox, so there must be one');
  const phone = new CameraPhone({ identity, outbox, api: cameraApi(outbox), loadWatch, log });
  phone.open();
  keep(phone);
  return phone;
}
