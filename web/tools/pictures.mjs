// Draws the pictures of docs/first-ten-minutes.md anew, small, from the scenes of the tests: npm run pictures
/* global document, Image */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { runnerImport } from 'vite';
import { chromiumFlags, findChromium } from './chromium.mjs';

const drawn = new URL('../test-results/screens/', import.meta.url);
const folder = new URL('../../docs/images/', import.meta.url);

/** Scenes, and how each is seen. */
const pictures = {
  'sign-up': 'phone-dark',
  setup: 'phone-dark',
  'pairing-code': 'desk-dark',
  'camera-watching': 'phone-dark',
  telegram: 'phone-dark',
  event: 'phone-dark',
};

/**
 * A picture in as few bytes as its words stay sharp in.
 * @param {import('playwright').Page} page
 * @param {Buffer} png
 */
async function compressed(page, png) {
  const address = await page.evaluate(
    async (source) => {
      const picture = new Image();
      picture.src = source;
      await picture.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height });
      canvas.getContext('2d')?.drawImage(picture, 0, 0);
      return canvas.toDataURL('image/webp', 0.85);
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}

const { module } = await runnerImport(fileURLToPath(new URL('../testing/screens/screens.ts', import.meta.url)), {
  configFile: false,
});
await module.drawScreens(drawn, Object.keys(pictures));
const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags });
const page = await browser.newPage();
for (const [name, seen] of Object.entries(pictures)) {
  const png = readFileSync(new URL(`${name}-${seen}.png`, drawn));
  writeFileSync(new URL(`first-${name}.webp`, folder), await compressed(page, png));
}
await browser.close();
