// Headless Chromium without a camera, as benches look at pages with it.
import { chromium } from 'playwright-core';

import { quiet } from './chromium-flags.mjs';

/**
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('playwright-core').BrowserContext} Context
 */

/** @returns {Promise<Browser>} to be closed by who opened it */
export function openBrowser() {
  const { CHROMIUM: executablePath } = process.env;
  return chromium.launch({ ...(executablePath && { executablePath }), headless: true, args: quiet });
}
