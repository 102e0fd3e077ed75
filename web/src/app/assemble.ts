import type { Api } from '../api/api';
import type { Me } from '../api/shapes';
import type { CameraIdentity } from '../outbox/database';
import type { Outbox } from '../outbox/outbox';
import { cameraApi } from '../outbox/send';
import { Visitor } from './account/visitor.svelte';
import { CameraPhone, type StartWatch } from './camera/camera-phone.svelte';
import { Clock } from './clock.svelte';
import type { AppContext } from './context';
import { Monitor } from './monitor.svelte';
import { Router } from './routing/router.svelte';
import { AppUpdate } from './shell/app-update.svelte';
import { Connection } from './shell/connection.svelte';
import { Layout } from './shell/layout.svelte';

/** What the app stands on. */
export interface AppGround {
  /** Speaks as the person of this browser. */
  readonly api: Api;
  /** Undefined where the browser stores nothing. */
  readonly outbox: Outbox | undefined;
  /** Loads the part that captures; given by tests. */
  readonly loadWatch?: () => Promise<StartWatch>;
}

/** Puts the app's parts together and sets them going; the page keeps them until it is closed. */
export function assemble({ api, outbox, loadWatch = loadCapture }: AppGround): AppContext {
  const parts = {
    router: new Router(),
    visitor: new Visitor(api, outbox),
    clock: new Clock(),
    layout: new Layout(),
    connection: new Connection(),
    update: new AppUpdate(),
  };
  const phones: CameraPhone[] = [];
  const stops = [parts.router.listen(), parts.clock.start(), parts.layout.watch(), parts.connection.watch()];
  return {
    ...parts,
    startMonitor: (me) => startMonitor(api, me, parts.visitor),
    startCameraPhone: (identity) => {
      const phone = startCameraPhone(identity, outbox, loadWatch);
      phones.push(phone);
      return phone;
    },
    stop: async () => {
      for (const stop of stops) stop();
      await Promise.all(phones.map((phone) => phone.close()));
    },
  };
}

async function loadCapture(): Promise<StartWatch> {
  const { watch } = await import('../capture/watch');
  return watch;
}

function startMonitor(api: Api, me: Me, visitor: Visitor): Monitor {
  const monitor = new Monitor(api, me, () => void visitor.signedOut());
  monitor.start();
  return monitor;
}

function startCameraPhone(
  identity: CameraIdentity,
  outbox: Outbox | undefined,
  loadWatch: () => Promise<StartWatch>,
): CameraPhone {
  if (!outbox) throw new Error('A camera keeps who it is in the outbox, so there must be one');
  const phone = new CameraPhone({ identity, outbox, api: cameraApi(outbox), loadWatch });
  phone.open();
  return phone;
}
