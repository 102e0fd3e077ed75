import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import typescript from 'typescript-eslint';
import { arrows } from './rules/arrows.mjs';
import svelteConfig from './svelte.config.js';

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: one name per thing, everywhere.',
};
const noBarrel = {
  selector: 'ExportAllDeclaration',
  message: 'Import from the file that defines it; no barrel files.',
};

/** One block per folder of src: imports only along the arrows. */
const boundaries = Object.entries(arrows).map(([folder, allowed]) => ({
  files: [`src/${folder}/**/*.{ts,svelte}`],
  ignores: ['**/*.test.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: Object.keys(arrows)
          .filter((other) => other !== folder && !allowed.includes(other))
          .map((other) => ({ regex: `^(\\.\\./)+${other}(/|$)`, message: `${folder} may not import ${other}.` })),
      },
    ],
  },
}));

export default defineConfig(
  globalIgnores(['dist/', 'node_modules/', 'test-results/', 'src/api/generated.ts']),
  js.configs.recommended,
  {
    files: ['**/*.{ts,svelte,svelte.ts}'],
    extends: [typescript.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      // TypeScript itself knows every name.
      'no-undef': 'off',
      'no-restricted-syntax': ['error', noDefaultExport, noBarrel],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  // After the block above: Svelte files keep the Svelte parser, which hands their scripts to TypeScript's.
  svelte.configs.recommended,
  {
    files: ['**/*.{svelte,svelte.ts}'],
    languageOptions: { parserOptions: { parser: typescript.parser, svelteConfig } },
    rules: {
      // Dates, maps and sets are values here: replaced as a whole ($state.raw), never changed in place.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  ...boundaries,
  {
    // Vite, Vitest, Svelte and ESLint look for default exports in their configuration files.
    files: ['*.config.{js,ts}'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.{mjs,js}'],
    languageOptions: {
      globals: {
        Buffer: 'readonly',
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        performance: 'readonly',
        fetch: 'readonly',
        AbortController: 'readonly',
      },
    },
  },
);
