// A phone: the page in headless Chromium, with a video file as its camera. It is driven by what a person reads.
import { chromium } from 'playwright-core';

import { quiet } from './chromium-flags.mjs';

/** What Chromium needs to be a quiet phone whose camera is a file and whose owner allows the camera. */
const flags = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', ...quiet];

const stepMilliseconds = 20_000;

export class Phone {
  #context;
  #page;

  /**
   * @param {import('playwright-core').BrowserContext} context
   * @param {import('playwright-core').Page} page
   */
  constructor(context, page) {
    this.#context = context;
    this.#page = page;
  }

  /** The screen itself, for what only tests do on it. */
  get page() {
    return this.#page;
  }

  /**
   * @param {object} options
   * @param {string} options.cameraFile y4m file that the camera plays, again and again
   * @param {string} [options.soundFile] WAV file that the microphone plays, once; without it the microphone beeps
   * @param {string} options.profile folder for the browser's data
   * @param {(line: string) => void} options.log gets what the page writes to its console
   * @returns {Promise<Phone>}
   */
  static async open({ cameraFile, soundFile, profile, log }) {
    const { CHROMIUM: executablePath } = process.env;
    const context = await chromium.launchPersistentContext(profile, {
      ...(executablePath && { executablePath }),
      headless: true,
      args: [
        ...flags,
        `--use-file-for-fake-video-capture=${cameraFile}`,
        ...(soundFile ? [`--use-file-for-fake-audio-capture=${soundFile}%noloop`] : []),
      ],
      viewport: { width: 390, height: 844 },
      // signals are the demo's to handle: it closes the browser itself
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    context.setDefaultTimeout(stepMilliseconds);
    const page = context.pages()[0] ?? (await context.newPage());
    page.on('console', (message) => log(`page: ${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => log(`page: ${error.stack ?? error.message}`));
    return new Phone(context, page);
  }

  /**
   * Becomes a camera by the link that carries the pairing code.
   * @param {string} address of the server
   * @param {string} code
   */
  async pair(address, code) {
    await this.#page.goto(`${address}/pair#${code}`);
    await this.#page.getByRole('button', { name: 'This device watches' }).click();
    await this.#start.waitFor();
  }

  async startWatching() {
    await this.#start.click();
    await this.#stop.waitFor();
  }

  /** Stops; an event that is being recorded is finished and sent all the same. */
  async stopWatching() {
    await this.#stop.click();
    await this.#start.waitFor({ timeout: 2 * stepMilliseconds });
  }

  /** Whether the screen says that something still waits here to be sent. */
  async hasMoreToSend() {
    return this.#page.getByText('sent while this page is open').isVisible();
  }

  /** What the screen says, for the report when something goes wrong. */
  async text() {
    return this.#page.locator('body').innerText({ timeout: 2000 });
  }

  async close() {
    await this.#context.close();
  }

  get #start() {
    return this.#page.getByRole('button', { name: 'Start watching' });
  }

  get #stop() {
    return this.#page.getByRole('button', { name: 'Stop watching' });
  }
}
