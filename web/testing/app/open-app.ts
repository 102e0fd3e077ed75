import { mount, unmount } from 'svelte';
import { createApi } from '../../src/api/api';
import type { PushWorld } from '../../src/app/alerts/push-world';
import App from '../../src/app/App.svelte';
import { assemble } from '../../src/app/assemble';
import type { StartWatch } from '../../src/app/camera/starting';
import '../../src/app/styles/styles.css';
import type { AppUpdate } from '../../src/app/shell/app-update.svelte';
import { openOutbox, type Outbox } from '../../src/outbox/outbox';
import type { Household } from './household';
import { stubNetwork } from './stub-network';

/** The app, open in this page. */
export interface OpenApp {
  readonly outbox: Outbox;
  readonly update: AppUpdate;
  close(): Promise<void>;
}

/** How the app is opened. */
export interface OpenOptions {
  readonly path?: string;
  readonly household: Household;
  readonly startWatch?: StartWatch;
  /** In the place of what this browser has to do with pushes. */
  readonly pushes?: PushWorld;
  /** Who this browser is, if it is a camera. */
  readonly camera?: Parameters<Outbox['becomeCamera']>[0];
  /** The outbox of a page that was open before. */
  readonly outboxName?: string;
}

let opened = 0;

/** Opens the app in this page, at a path, before a household in place of a server. Each has an outbox of its own. */
export async function openApp(options: OpenOptions): Promise<OpenApp> {
  const { path = '/', household, startWatch, camera, pushes } = options;
  history.replaceState(null, '', path);
  const restore = stubNetwork(household);
  opened += 1;
  const outbox = await openOutbox({ name: options.outboxName ?? `app-${Date.now()}-${opened}` });
  if (camera) await outbox.becomeCamera(camera);
  const context = assemble({
    api: createApi(),
    outbox,
    ...(pushes && { pushes }),
    ...(startWatch && { loadWatch: () => Promise.resolve(startWatch) }),
  });
  const target = document.createElement('div');
  document.body.append(target);
  const app = mount(App, { target, props: { context } });
  await context.visitor.load();
  return {
    outbox,
    update: context.update,
    close: async () => {
      await unmount(app);
      target.remove();
      await context.stop();
      restore();
    },
  };
}
