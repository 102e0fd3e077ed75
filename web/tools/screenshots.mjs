// Draws the pictures that browsers show before they install the app, from the scenes of the tests: npm run screenshots
import { copyFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const drawn = new URL('../test-results/screens/', import.meta.url);
const folder = new URL('../public/screenshots/', import.meta.url);

const pictures = {
  'timeline-narrow': 'timeline-phone-dark',
  'event-narrow': 'event-phone-dark',
  'camera-narrow': 'camera-watching-phone-dark',
  'timeline-wide': 'timeline-desk-dark',
};

const { module } = await runnerImport(fileURLToPath(new URL('../testing/screens/screens.ts', import.meta.url)), {
  configFile: false,
});
await module.drawScreens(drawn, ['timeline', 'event', 'camera-watching']);
mkdirSync(folder, { recursive: true });
for (const [name, from] of Object.entries(pictures))
  copyFileSync(new URL(`${from}.png`, drawn), new URL(`${name}.png`, folder));
