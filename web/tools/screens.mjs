// Draws every screen into test-results/screens, for eyes to compare: npm run screens [NAME…]
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const { module } = await runnerImport(fileURLToPath(new URL('../testing/screens/screens.ts', import.meta.url)), {
  configFile: false,
});
await module.drawScreens(new URL('../test-results/screens/', import.meta.url), process.argv.slice(2));
