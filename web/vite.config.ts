import { readFileSync } from 'node:fs';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { VitePWA, type VitePWAOptions } from 'vite-plugin-pwa';

/** Where the server of `./nightjar run` answers while `npm run dev` serves the pages. */
const server = process.env['NIGHTJAR_SERVER'] ?? 'http://127.0.0.1:8080';

// What cameras tell their server of themselves.
const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };
process.env['VITE_NIGHTJAR_VERSION'] ??= version;

const installable: Partial<VitePWAOptions> = {
  strategies: 'injectManifest',
  srcDir: 'src/sw',
  filename: 'sw.ts',
  // The app registers it by itself, so that a new version waits until somebody takes it.
  injectRegister: false,
  injectManifest: {
    // The shell as a whole, with one alphabet of the typeface; the others are fetched where they are used.
    globPatterns: ['**/*.{js,css,html}', 'icons/icon.svg', 'assets/commissioner-latin-flar-*.woff2'],
    globIgnores: ['.vite/**'],
  },
  manifest: {
    name: 'Nightjar',
    short_name: 'Nightjar',
    description: 'Any spare phone becomes a camera that tells you what happened.',
    id: '/',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    lang: 'en',
    categories: ['security', 'utilities', 'lifestyle'],
    background_color: '#081217',
    theme_color: '#081217',
    icons: [
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    screenshots: [
      screenshot('timeline', 'narrow', '390x844', 'What happened, told in sentences'),
      screenshot('event', 'narrow', '390x844', 'One event: what was seen, second by second'),
      screenshot('camera', 'narrow', '390x844', 'A spare phone that watches'),
      screenshot('timeline', 'wide', '1440x900', 'What happened, and the chosen event beside it'),
    ],
    shortcuts: [
      { name: 'Cameras', url: '/cameras' },
      { name: 'Add a camera', url: '/cameras/add' },
    ],
  },
};

/** Drawn by `npm run screenshots`, from the scenes that the tests draw. */
function screenshot(name: string, form_factor: 'narrow' | 'wide', sizes: string, label: string) {
  return { src: `/screenshots/${name}-${form_factor}.png`, type: 'image/png', sizes, form_factor, label } as const;
}

export default defineConfig({
  plugins: [svelte(), VitePWA(installable)],
  build: {
    target: ['chrome110', 'safari16.4', 'firefox115'],
    manifest: true,
    sourcemap: true,
    license: { fileName: 'licences.md' },
    rolldownOptions: {
      output: {
        // What most screens share is one file: many small ones compress badly and wait for each other.
        codeSplitting: {
          groups: [{ name: 'shared', test: /\/src\/app\/(parts|words|shell|timeline)\/|@lucide/, minShareCount: 2 }],
        },
      },
    },
  },
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': { target: server, ws: true },
      '/blobs': server,
    },
  },
});
