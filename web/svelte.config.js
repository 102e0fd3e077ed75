import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

// svelte-check, ESLint and Prettier look for this file by name and want a default export.
export default {
  preprocess: vitePreprocess(),
};
