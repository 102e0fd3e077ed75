// How long building a 30 s clip takes, in the real browser: `npm run bench:clip`. The last line is one JSON object.
import { cpus, loadavg } from 'node:os';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { chromiumFlags, findChromium } from '../tools/chromium.mjs';

const server = await createServer({
  root: new URL('..', import.meta.url).pathname,
  configFile: false,
  logLevel: 'warn',
  cacheDir: 'node_modules/.cache/bench',
  server: { host: '127.0.0.1', port: 0, hmr: false },
  optimizeDeps: { include: ['mediabunny'] },
});
await server.listen();
const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags });
try {
  console.log('Recording a drawn 720p camera for 36 s, then building a 30 s clip of it 7 times …');
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(new URL('bench/clip.html', server.resolvedUrls?.local[0]).href);
  const measured = await page.evaluate(async () => {
    const { runClipBench } = await import('/bench/clip-page.ts');
    return runClipBench();
  });
  const machine = { cores: cpus().length, loadAverage: Number(loadavg()[0]?.toFixed(1)), browser: browser.version() };
  console.log(JSON.stringify({ bench: 'clip', ...measured, targetBuildMilliseconds: 150, ...machine }));
} finally {
  await browser.close();
  await server.close();
}
