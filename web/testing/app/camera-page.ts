import { expect } from 'vitest';
import { page } from 'vitest/browser';
import { cameraApp } from '../../src/app/screens';
import { idOf } from './builders';
import { Household } from './household';
import { openApp, type OpenApp } from './open-app';
import { ScriptedWatch } from './scripted-watch';

/** The camera "Hallway", open in this page, with its eyes in the hands of a test. */
export class CameraPage {
  readonly watch = new ScriptedWatch();
  app: OpenApp | undefined;

  constructor(readonly household: Household = new Household()) {}

  /** Opens the page, as by a reload when it was open before: what the phone stored is still there. */
  async open(): Promise<void> {
    this.watch.observer = undefined;
    const outbox = this.app?.outbox.lockName;
    await cameraApp.load();
    this.app = await openApp({
      household: this.household,
      startWatch: this.watch.start,
      camera: cameraIdentity,
      path: '/watch',
      ...(outbox && { outboxName: outbox }),
    });
  }

  /** The page goes, as when a browser ends it: nobody has told the camera to stop. */
  async close(): Promise<void> {
    await this.app?.close();
  }

  async start(): Promise<void> {
    await button('Start watching').click();
    await expect.element(heading('Watching')).toBeVisible();
  }

  /** What was said with requests of this kind, such as "POST /devices/…/heartbeat", in order. */
  said<Body>(method: string, path: RegExp): Body[] {
    const found = this.household.said.filter(({ key }) => key.startsWith(`${method} `) && path.test(key));
    return found.map(({ body }) => body as Body);
  }
}

export const cameraIdentity = {
  deviceId: idOf('device', 1),
  name: 'Hallway',
  accountId: idOf('session', 90),
  token: 'njd_test',
};

export const button = (name: string) => page.getByRole('button', { name, exact: true });
export const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
