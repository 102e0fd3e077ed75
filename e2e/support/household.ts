import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { startAzurite } from '../../tools/azurite/azurite.mjs';
import { Phone } from '../../tools/demo/phone.mjs';
import { drawFootage, type DrawnFootage } from './drawn-footage.ts';
import { Server } from './server.ts';

/** What a test of the whole product has: a server, phones with drawn cameras, and `page`, another device of the family. */
interface Household {
  /** Where the server keeps clips; a folder unless a test says otherwise. */
  readonly clipsIn: 'folder' | 'azurite';
  /** Azure's blob storage, when clips are kept there. */
  readonly azurite: Awaited<ReturnType<typeof startAzurite>> | undefined;
  readonly server: Server;
  /** Opens a phone before whose camera this happens. */
  readonly openPhone: (footage: DrawnFootage) => Promise<Phone>;
}

export const test = base.extend<Household>({
  clipsIn: ['folder', { option: true }],

  azurite: async ({ clipsIn }, use) => {
    if (clipsIn === 'folder') return use(undefined);
    const folder = mkdtempSync(join(tmpdir(), 'nightjar-azurite-'));
    const azurite = await startAzurite(folder);
    await use(azurite);
    await azurite.stop();
    rmSync(folder, { recursive: true, force: true });
  },

  server: async ({ azurite }, use, info) => {
    const server = await Server.start(azurite);
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
