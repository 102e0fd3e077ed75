import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Browser, type Page } from '@playwright/test';
import { Phone } from '../../tools/demo/phone.mjs';
import { BotApi, type Written } from './bot-api.ts';
import { drawFootage } from './drawn-footage.ts';
import { drawSound } from './drawn-sound.ts';
import { alertsOf, ask, becomeCamera, changeCamera, eventsOf, enter, signUp, type KnownEvent } from './people.ts';
import { Server } from './server.ts';

/** Something bangs, and then somebody walks through the picture, again and again. Seconds. */
const happens = { period: 15, bangAt: 5, walk: { from: 7, to: 10 } };
// A short clip of known length: the next event comes soon, and is one of its own.
const camera = {
  ...{ preSeconds: 5, postSeconds: 5, cooldownSeconds: 10, extension: false },
  sound: { on: true, leastDb: -50 },
};
/** Heard at once, seen when it was looked at: such an alert is brought, and then changed. */
const rule = { what: { sound: true, everythingElse: true }, cooldownSeconds: 0, perHour: 60 };

/** A server, Telegram, and a camera in the hallway before which something happens every {@link happens} seconds. */
export class Room {
  private constructor(
    private readonly folder: string,
    readonly bot: BotApi,
    readonly server: Server,
    readonly phone: Phone,
    /** What the page of the phone wrote, for the report of a test that failed. */
    readonly lines: readonly string[],
  ) {}

  /** @param browser of the people who are told */
  static async open(browser: Browser): Promise<Room> {
    const folder = mkdtempSync(join(tmpdir(), 'nightjar-room-'));
    const files = { cameraFile: join(folder, 'camera.y4m'), soundFile: join(folder, 'microphone.wav') };
    await drawFootage({ seconds: happens.period, walk: happens.walk }, files.cameraFile);
    await drawSound({ ...happens, minutes: 15 }, files.soundFile);
    const lines: string[] = [];
    const phone = await Phone.open({ ...files, profile: join(folder, 'profile'), log: (line) => lines.push(line) });
    const bot = await BotApi.start();
    const server = await Server.start(undefined, bot.settings);
    const room = new Room(folder, bot, server, phone, lines);
    try {
      await room.#prepare(browser);
    } catch (problem) {
      await room.close();
      throw problem;
    }
    return room;
  }

  /** The alerts that stand in the chat, each with all that it said. */
  get told(): readonly Written[] {
    return this.bot.messages.filter(({ texts }) => texts[0]?.startsWith('Hallway\n'));
  }

  /** The owner opens the page on another device. */
  async enter(page: Page): Promise<void> {
    await enter(page, this.server.address);
    await expect(page.getByRole('navigation').getByRole('link', { name: 'Timeline' }).first()).toBeVisible();
  }

  /** Waits for the next event that begins after now, until all is known of it. */
  async nextEvent(page: Page): Promise<KnownEvent> {
    const before = (await eventsOf(page)).map(({ id }) => id);
    const next = async () => (await eventsOf(page)).findLast(({ id }) => !before.includes(id));
    await expect.poll(async () => (await next())?.analysis.status, { timeout: 90_000 }).toBe('done');
    const event = await next();
    if (!event) throw new Error('The event is gone.');
    return event;
  }

  /** Waits until it was decided that an event is not told. */
  async isHeld(page: Page, event: KnownEvent): Promise<void> {
    const decided = () => this.server.lines.filter((line) => line.includes(`event=${event.id}`)).at(-1);
    await expect.poll(decided).toContain('heldFor=snoozed');
    expect((await alertsOf(page)).map(({ eventId }) => eventId)).not.toContain(event.id);
  }

  async close(): Promise<void> {
    await this.phone.close();
    await this.server.stop();
    await this.bot.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #prepare(browser: Browser): Promise<void> {
    await signUp(this.phone.page, this.server.address);
    await becomeCamera(this.phone.page, 'Hallway');
    const page = await browser.newPage();
    await this.enter(page);
    await changeCamera(page, camera);
    await ask(page, 'POST', 'alert-rules', rule);
    await this.#linkTelegram(page);
    await page.close();
    await this.phone.startWatching();
  }

  async #linkTelegram(page: Page): Promise<void> {
    await page.goto(`${this.server.address}/alerts/telegram`);
    const link = page.getByRole('link', { name: 'Open Telegram' });
    const token = new URL((await link.getAttribute('href')) ?? '').searchParams.get('start');
    this.bot.write(`/start ${token}`);
    await expect.poll(() => this.bot.messages.at(-1)?.texts.at(-1)).toContain('This chat is linked.');
  }
}

/** Tests that share a room: each of them awaits what happens next in it. */
export const test = base.extend<object, { room: Room }>({
  room: [
    async ({ browser }, use) => {
      const room = await Room.open(browser);
      await use(room);
      await room.close();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
});

// The room outlives a test, and its lines belong to the one that failed.
test.afterEach(async ({ room }, info) => {
  if (info.status === info.expectedStatus) return;
  await info.attach('server', { body: room.server.lines.join('\n') });
  await info.attach('phone', { body: room.lines.join('\n') });
});
