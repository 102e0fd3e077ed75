import { defineConfig } from '@playwright/test';
import { chromiumFlags, findChromium } from '../web/tools/chromium.mjs';

// The phone of the demo, which these tests use too, looks for the browser here.
process.env['CHROMIUM'] ??= findChromium();

export default defineConfig({
  outputDir: 'test-results',
  // Every test runs a server, a database and two browsers on what may be two cores.
  workers: 1,
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env['CHROMIUM'], args: chromiumFlags },
  },
});
