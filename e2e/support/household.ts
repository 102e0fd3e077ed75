import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { Phone } from '../../tools/demo/phone.mjs';
import { drawFootage, type DrawnFootage } from './drawn-footage.ts';
import { Server } from './server.ts';

/** What a test of the whole product has: a server, phones with drawn cameras, and `page`, another device of the family. */
interface Household {
  readonly server: Server;
  /** Opens a phone before whose camera this happens. */
  readonly openPhone: (footage: DrawnFootage) => Promise<Phone>;
}

export const test = base.extend<Household>({
  server: async ({}, use, info) => {
    const server = await Server.start();
    await use(server);
    if (info.status !== info.expectedStatus) await info.attach('server', { body: server.lines.join('\n') });
    await server.stop();
  },

  openPhone: async ({}, use, info) => {
    const folder = mkdtempSync(join(tmpdir(), 'nightjar-phone-'));
    const phones: Phone[] = [];
    const said: string[] = [];
    await use(async (footage) => {
      const cameraFile = join(folder, `camera-${phones.length}.y4m`);
      await drawFootage(footage, cameraFile);
      const profile = join(folder, `profile-${phones.length}`);
      const phone = await Phone.open({ cameraFile, profile, log: (line) => said.push(line) });
      phones.push(phone);
      return phone;
    });
    if (info.status !== info.expectedStatus) await info.attach('phones', { body: said.join('\n') });
    for (const phone of phones) await phone.close();
    rmSync(folder, { recursive: true, force: true });
  },
});
