// A page of this folder in the real browser, for benches that measure cameras.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { chromiumFlags, findChromium } from '../tools/chromium.mjs';

/**
 * Serves the pages of this folder.
 *
 * @returns {Promise<{address: (page: string) => string, close: () => Promise<void>}>}
 */
export async function servePages() {
  const server = await createServer({
    root: new URL('..', import.meta.url).pathname,
    configFile: false,
    logLevel: 'warn',
    cacheDir: 'node_modules/.cache/bench',
    // Isolated, so that the page may measure its own memory.
    server: {
      host: '127.0.0.1',
      port: 0,
      hmr: false,
      headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
    },
    optimizeDeps: { include: ['mediabunny'] },
  });
  await server.listen();
  const base = server.resolvedUrls?.local[0];
  return { address: (page) => new URL(`bench/${page}`, base).href, close: () => server.close() };
}

/** @param {readonly string[]} flags besides those that every browser of this project has */
export function openBrowser(flags = []) {
  return chromium.launch({ executablePath: findChromium(), args: [...chromiumFlags, ...flags] });
}

/** What a figure depends on besides the program. @param {import('playwright').Browser} browser */
export function machine(browser) {
  return { cores: cpus().length, loadAverage: Number(loadavg()[0]?.toFixed(1)), browser: browser.version() };
}

/**
 * Seconds of CPU time that this browser and all its processes have used, as Linux counts them.
 *
 * @param {import('playwright').Browser} browser
 */
export async function cpuSeconds(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.reduce((sum, { id }) => sum + cpuSecondsOf(id), 0);
}

/** Bytes of memory that the page's own process holds. @param {import('playwright').Browser} browser */
export async function rendererBytes(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentBytesOf(id));
  return Math.max(...renderers);
}

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK']));
const pageBytes = Number(execFileSync('getconf', ['PAGESIZE']));

/** User and system time: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html @param {number} id */
function cpuSecondsOf(id) {
  const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** @param {number} id */
function residentBytesOf(id) {
  return Number(readFileSync(`/proc/${id}/statm`, 'utf8').split(' ')[1]) * pageBytes;
}

/** @param {readonly number[]} values */
export function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

/** @param {number} value @param {number} digits */
export function round(value, digits = 3) {
  return Number(value.toFixed(digits));
}
