import { createApi, type Api } from '../api/api';
import type { Outbox } from '../outbox/outbox';
import type { PushWorld } from './alerts/push-world';
import { Visitor } from './account/visitor.svelte';
import type { CameraGround } from './camera/open-phone';
import type { StartWatch } from './camera/starting';
import { ClientLog } from './client-log';
import { Clock } from './clock.svelte';
import type { AppContext } from './context';
import { Router } from './routing/router.svelte';
import { AppUpdate } from './shell/app-update.svelte';
import { Connection } from './shell/connection.svelte';
import { Layout } from './shell/layout.svelte';
import { Watches } from './shell/watches';

/** What the app stands on. */
export interface AppGround {
  /** Speaks as the person of this browser. */
  readonly api: Api;
  /** Undefined where the browser stores nothing. */
  readonly outbox: Outbox | undefined;
  /** Loads the part that captures; given by tests. */
  readonly loadWatch?: () => Promise<StartWatch>;
  readonly watches?: Watches;
  /** Given by tests, whose browser has no push service. */
  readonly pushes?: PushWorld;
}

/** Puts the app's parts together and sets them going; the page keeps them until it is closed. */
export function assemble({
  api,
  outbox,
  loadWatch = loadCapture,
  watches = new Watches(),
  pushes,
}: AppGround): AppContext {
  const phones: Parameters<CameraGround['keep']>[0][] = [];
  const closePhones = async () => void (await Promise.all(phones.map((phone) => phone.close())));
  const parts = {
    router: new Router(),
    visitor: new Visitor(api, outbox),
    clock: new Clock(),
    layout: new Layout(),
    connection: new Connection(),
    pushes,
    update: new AppUpdate(watches, closePhones),
  };
  const log = new ClientLog((entries) => speaker(api, parts.visitor).clientLog(entries));
  const over = new AbortController();
  log.watch(over.signal);
  const { router, clock, layout, connection, update } = parts;
  const stops = [router.listen(), clock.start(), layout.watch(), connection.watch(), update.watch()];
  const loadGuarded = async () => watches.guard(await loadWatch());
  return {
    ...parts,
    monitorGround: { api, signedOut: () => void parts.visitor.signedOut() },
    cameraGround: { outbox, loadWatch: loadGuarded, log, keep: (phone) => void phones.push(phone) },
    stop: async () => {
      for (const stop of stops) stop();
      await closePhones();
      over.abort();
    },
  };
}

/** Who tells the server what went wrong. A camera's token comes from memory: a page that goes has no time to read it. */
function speaker(api: Api, { visit }: Visitor): Api {
  if (visit.kind !== 'camera') return api;
  const { token } = visit.identity;
  return createApi({ token: () => Promise.resolve(token) });
}

async function loadCapture(): Promise<StartWatch> {
  const { watch } = await import('../capture/watch');
  return watch;
}
