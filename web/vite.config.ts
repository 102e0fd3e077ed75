import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/** Where the server of `./nightjar run` answers while `npm run dev` serves the pages. */
const server = process.env['NIGHTJAR_SERVER'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [svelte()],
  build: {
    target: ['chrome110', 'safari16.4', 'firefox115'],
    manifest: true,
    sourcemap: true,
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
