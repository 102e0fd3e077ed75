// Draws the app's icons as PNG from the mark in public/icons/icon.svg. Run once after the mark has changed.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { chromiumFlags, findChromium } from './chromium.mjs';

const folder = new URL('../public/icons/', import.meta.url);
const mark = readFileSync(new URL('icon.svg', folder), 'utf8');
/** Systems cut maskable icons to shapes of their own: the ground reaches the edges, the mark stays in the middle. */
const maskable = mark
  .replace('rx="9"', '')
  .replace('translate(4.8 7.2) scale(0.76)', 'translate(8.6 10.6) scale(0.57)');

const icons = [
  { file: 'icon-192.png', size: 192, svg: mark },
  { file: 'icon-512.png', size: 512, svg: mark },
  { file: 'maskable-512.png', size: 512, svg: maskable },
  { file: 'apple-touch-icon.png', size: 180, svg: maskable },
];

const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags });
const page = await browser.newPage();
for (const { file, size, svg } of icons) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  writeFileSync(fileURLToPath(new URL(file, folder)), await page.screenshot({ omitBackground: true }));
}
await browser.close();
