import { createContext } from 'svelte';
import type { Visitor } from './account/visitor.svelte';
import type { PushWorld } from './alerts/push-world';
import type { CameraPhone } from './camera/camera-phone.svelte';
import type { CameraGround } from './camera/open-phone';
import type { Clock } from './clock.svelte';
import type { Monitor, MonitorGround } from './monitor.svelte';
import type { Router } from './routing/router.svelte';
import type { AppUpdate } from './shell/app-update.svelte';
import type { Connection } from './shell/connection.svelte';
import type { Layout } from './shell/layout.svelte';

/** What every screen may use. */
export interface AppContext {
  readonly router: Router;
  readonly visitor: Visitor;
  readonly clock: Clock;
  readonly layout: Layout;
  readonly connection: Connection;
  readonly update: AppUpdate;
  /** In the place of what this browser has to do with pushes; given by tests. */
  readonly pushes: PushWorld | undefined;
  /** What the pages of a signed-in person stand on. */
  readonly monitorGround: MonitorGround;
  /** What a camera phone stands on in this page. */
  readonly cameraGround: CameraGround;
  /** Ends what follows the window, and lets a camera finish what it does; for tests. */
  stop(this: void): Promise<void>;
}

export const [useApp, provideApp] = createContext<AppContext>();

/** What the screens of a signed-in person use. */
export const [useMonitor, provideMonitor] = createContext<Monitor>();

/** What the screens of a camera use. */
export const [useCameraPhone, provideCameraPhone] = createContext<CameraPhone>();
