import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { chromiumFlags, findChromium } from './tools/chromium.mjs';
import { drawnVideo } from './tools/drawn-video.mjs';

/** Watching takes its time however fast the machine is: who begins with it does not wait for it in the end. */
class WatchingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const inOrder = await super.sort(files);
    return inOrder.toSorted((a, b) => Number(watches(b)) - Number(watches(a)));
  }
}

function watches({ moduleId }: TestSpecification): boolean {
  return moduleId.includes('/src/capture/');
}

export default defineConfig({
  plugins: [svelte()],
  test: {
    sequence: { sequencer: WatchingFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          testTimeout: 30_000,
          include: ['src/**/*.test.ts', 'rules/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: ['src/**/*.browser.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          globalSetup: ['testing/server/setup.ts', 'tools/drawn-video.mjs'],
          setupFiles: ['testing/browser/fresh-storage.ts'],
          include: ['src/**/*.browser.test.ts'],
          // Cameras mostly wait for pictures. Each of the three has a browser context of its own: storage, locks, workers.
          fileParallelism: true,
          maxWorkers: 3,
          testTimeout: 90_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            api: { host: '127.0.0.1' },
            provider: playwright({
              launchOptions: {
                executablePath: findChromium(),
                args: [...chromiumFlags, `--use-file-for-fake-video-capture=${drawnVideo}`],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
