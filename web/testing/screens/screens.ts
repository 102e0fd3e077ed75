import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright';
import { createServer, type ViteDevServer } from 'vite';
import { chromiumFlags, findChromium } from '../../tools/chromium.mjs';
import { idOf } from '../app/builders';
import { cameraTexts, type CameraScene } from './camera-texts';
import { scenes, type SceneName } from './scenes';
import { chosenEvent, failedEvent, posters, skippedEvent, unheardEvent } from './story';

interface Shot {
  readonly name: string;
  readonly query: Readonly<Record<string, string>>;
  /** Of this size only; else a phone and a desk. */
  readonly size?: { readonly width: number; readonly height: number };
  /** What to do before the picture is taken. */
  readonly then?: (page: Page) => Promise<void>;
}

const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } };

async function fill(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label).fill(text);
}

/** Scrolls to the card that says why, and so far beyond. */
async function showWhy(page: Page, further = 0): Promise<void> {
  const title = page.getByRole('heading', { name: 'Why did this fire?' });
  await title.evaluate((heading, by) => scrollTo(0, heading.getBoundingClientRect().top + scrollY - 90 + by), further);
}

const aCamera = idOf('device', 1);

/** Two areas, one of them held by a corner. */
async function drawAreas(page: Page): Promise<void> {
  const picture = page.getByRole('application');
  const box = (await picture.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.getByRole('button', { name: 'Corner by corner' }).click();
  for (const corner of [at(0.73, 0), at(0.83, 0), at(0.83, 0.66), at(0.73, 0.66)]) await page.mouse.click(...corner);
  await page.getByRole('button', { name: 'Close the area' }).click();
  await page.getByLabel('Name of Area 1').fill('Shadow of the pillar');
  await page.getByRole('button', { name: 'New area' }).click();
  await page.mouse.move(...at(0.38, 0.38));
  await page.mouse.down();
  await page.mouse.move(...at(0.1, 0.14));
  await page.mouse.move(...at(0.02, 0.12));
}

const shots: readonly Shot[] = [
  { name: 'timeline', query: {} },
  { name: 'timeline-scrolled', query: {}, then: (page) => page.evaluate(() => scrollTo(0, 900)) },
  {
    name: 'timeline-unseen',
    query: {},
    then: async (page) => {
      await page.getByText(/changes of light/).click();
      await page.getByText(/changes of light/).evaluate((row) => scrollTo(0, row.getBoundingClientRect().top - 120));
    },
  },
  {
    name: 'timeline-told',
    query: { told: '' },
    then: (page) => page.getByText('Corrected.', { exact: true }).waitFor(),
  },
  {
    name: 'event-told',
    query: { told: '', path: `/events/${chosenEvent}` },
    then: async (page) => {
      await page.getByText('Corrected.', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Snooze 1 h' }).first().click();
      await page
        .getByText(/is quiet until/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'timeline-told-narrow',
    query: { told: '' },
    size: { width: 320, height: 640 },
    then: (page) => page.getByText('Corrected.', { exact: true }).waitFor(),
  },
  { name: 'timeline-empty', query: { as: 'newcomer' } },
  { name: 'timeline-narrow', query: {}, size: { width: 320, height: 640 } },
  { name: 'search', query: { path: '/search?q=person' } },
  { name: 'search-filtered', query: { path: '/search?q=dog&days=7' } },
  { name: 'search-start', query: { path: '/search' } },
  { name: 'search-none', query: { path: '/search?q=giraffe' } },
  { name: 'event', query: { path: `/events/${chosenEvent}` } },
  {
    name: 'event-reviewed',
    query: { path: `/events/${chosenEvent}` },
    then: (page) => page.getByText('Reviewed', { exact: true }).waitFor(),
  },
  {
    name: 'event-keys',
    query: { path: `/events/${chosenEvent}` },
    then: async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'event-why',
    query: { path: `/events/${chosenEvent}` },
    then: (page) => showWhy(page),
  },
  {
    name: 'event-false-alarm',
    query: { path: `/events/${chosenEvent}` },
    then: async (page) => {
      await page.getByRole('button', { name: 'False alarm' }).last().click();
      await page.getByRole('button', { name: 'Ignore where it moved' }).click();
      await page.getByText('Done: ignore where it moved.').waitFor();
      await showWhy(page, 420);
    },
  },
  {
    name: 'event-mask',
    query: { path: `/events/${chosenEvent}` },
    then: (page) => page.getByRole('button', { name: 'Ignore an area' }).click(),
  },
  { name: 'event-not-heard', query: { path: `/events/${unheardEvent}` } },
  {
    name: 'event-thumb',
    query: { path: `/events/${chosenEvent}` },
    then: async (page) => {
      await page.getByRole('button', { name: 'Not told well' }).click();
      await page.getByRole('button', { name: 'Something is left out' }).click();
      await page.getByLabel('More, in your words').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'instructions',
    query: { path: `/cameras/${aCamera}` },
    then: async (page) => {
      await page.getByRole('heading', { name: 'What to tell you' }).scrollIntoViewIfNeeded();
      await page.getByRole('heading', { name: 'This time only' }).scrollIntoViewIfNeeded();
    },
  },
  { name: 'event-failed', query: { path: `/events/${failedEvent}` } },
  { name: 'event-skipped', query: { as: 'spent', path: `/events/${skippedEvent}` } },
  { name: 'usage', query: { path: '/you/usage' } },
  { name: 'usage-spent', query: { as: 'spent', path: '/you/usage' } },
  {
    name: 'usage-narrow',
    query: { as: 'spent', path: '/you/usage' },
    size: { width: 320, height: 640 },
  },
  {
    name: 'event-delete',
    query: { path: `/events/${chosenEvent}` },
    then: (page) => page.getByRole('button', { name: 'Delete' }).click(),
  },
  { name: 'alerts', query: { path: '/alerts' } },
  {
    name: 'alerts-reach',
    query: { path: '/alerts' },
    then: async (page) => {
      await page.getByRole('button', { name: 'Turn on' }).click();
      await page.getByRole('button', { name: '1 hour' }).click();
      await page.getByRole('button', { name: 'Turn off' }).waitFor();
      await page.getByRole('heading', { name: 'Where it reaches you' }).scrollIntoViewIfNeeded();
      await page.getByText('Push, Safari on iPhone').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'alerts-what',
    query: { path: '/alerts' },
    then: (page) => page.getByRole('button', { name: 'a person', exact: true }).click(),
  },
  {
    name: 'alerts-times',
    query: { path: '/alerts' },
    then: (page) => page.getByRole('button', { name: '22:00 to 07:00' }).click(),
  },
  {
    name: 'alerts-often',
    query: { path: '/alerts' },
    then: (page) => page.getByRole('button', { name: 'once in 5 minutes' }).first().click(),
  },
  { name: 'alerts-narrow', query: { path: '/alerts' }, size: { width: 320, height: 640 } },
  { name: 'telegram', query: { path: '/alerts/telegram' } },
  { name: 'cameras', query: { path: '/cameras' } },
  { name: 'one-camera', query: { path: `/cameras/${aCamera}` } },
  {
    name: 'one-camera-stop',
    query: { path: `/cameras/${aCamera}` },
    then: (page) => page.getByRole('button', { name: 'Stop', exact: true }).click(),
  },
  {
    name: 'one-camera-stop-asked',
    query: { path: `/cameras/${aCamera}` },
    then: async (page) => {
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      await page.getByRole('button', { name: 'Stop watching' }).click();
      await page.getByText(/It was asked to stop/).evaluate((note) => note.scrollIntoView({ block: 'center' }));
    },
  },
  {
    name: 'one-camera-settings',
    query: { path: `/cameras/${aCamera}` },
    then: async (page) => {
      await page.getByRole('slider', { name: 'Sensitivity' }).press('ArrowRight');
      await page.getByText('Saved.').waitFor();
      await page.getByText('Advanced').click();
      await page.getByText('Sounds count too').click();
      await page.getByRole('heading', { name: 'What counts' }).evaluate((heading) => heading.scrollIntoView());
    },
  },
  {
    name: 'mask',
    query: { path: `/cameras/${aCamera}/mask` },
    then: drawAreas,
  },
  {
    name: 'pairing-code',
    query: { path: '/cameras/add' },
    then: async (page) => {
      await fill(page, 'Name of the new camera', 'Hallway');
      await page.getByRole('button', { name: 'Get a code' }).click();
      await page.getByRole('img', { name: /QR code/ }).waitFor();
    },
  },
  { name: 'you', query: { path: '/you' } },
  {
    name: 'you-below',
    query: { path: '/you' },
    then: (page) => page.getByRole('button', { name: 'Sign out everywhere' }).scrollIntoViewIfNeeded(),
  },
  { name: 'people', query: { path: '/you/people' } },
  {
    name: 'people-invite',
    query: { path: '/you/people' },
    then: async (page) => {
      await page.getByRole('button', { name: 'Make an invitation' }).click();
      await page.getByText('Send them this link').scrollIntoViewIfNeeded();
      await page.evaluate(() => scrollBy(0, 400));
    },
  },
  {
    name: 'people-remove',
    query: { path: '/you/people' },
    then: (page) => page.getByRole('button', { name: 'Remove Jonas' }).click(),
  },
  { name: 'password', query: { path: '/you/password' } },
  {
    name: 'delete',
    query: { path: '/you/delete' },
    then: async (page) => {
      await fill(page, 'Your password, to be sure it is you', 'not this one');
      await page.getByRole('button', { name: 'Delete everything' }).click();
      await page.getByText('That is not your password').waitFor();
    },
  },
  { name: 'join', query: { path: '/join#nji_7Qm2xR4t' } },
  { name: 'join-nobody', query: { as: 'nobody', path: '/join#nji_7Qm2xR4t' } },
  { name: 'join-old', query: { as: 'nobody', path: '/join#nji_old' } },
  { name: 'forgot', query: { as: 'nobody', path: '/forgot' } },
  {
    name: 'forgot-sent',
    query: { as: 'nobody', path: '/forgot' },
    then: async (page) => {
      await fill(page, 'E-mail', 'mara@example.org');
      await page.getByRole('button', { name: 'Send me a link' }).click();
      await page.getByText('Look into your mail').waitFor();
    },
  },
  { name: 'new-password', query: { as: 'nobody', path: '/new-password#good-link' } },
  { name: 'deleted', query: { as: 'nobody', path: '/deleted' } },
  { name: 'about', query: { path: '/about' } },
  { name: 'setup', query: { path: '/setup' } },
  { name: 'name-camera', query: { path: '/setup/camera' } },
  {
    name: 'sign-in',
    query: { as: 'nobody', path: '/sign-in' },
    then: async (page) => {
      await fill(page, 'E-mail', 'mara@example.org');
      await fill(page, 'Password', 'not this one');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'sign-up', query: { as: 'first' } },
  { name: 'sign-up-invited', query: { as: 'nobody', path: '/sign-up#nji_7Qm2xR4t' } },
  { name: 'pair', query: { as: 'nobody', path: '/pair#K7M' } },
  { name: 'not-found', query: { path: '/nowhere' } },
  ...(Object.keys(cameraTexts) as CameraScene[]).map((camera) => ({
    name: `camera-${camera}`,
    query: { as: 'camera', path: '/watch', camera },
    then: (page: Page) => page.getByText(cameraTexts[camera]).first().waitFor({ state: 'attached' }),
  })),
  ...(['recording', 'settings', 'waiting', 'mask'] as const).map((camera) => ({
    name: `camera-landscape-${camera}`,
    query: { as: 'camera', path: '/watch', camera },
    size: { width: 844, height: 390 },
    then: (page: Page) => page.getByText(cameraTexts[camera]).first().waitFor({ state: 'attached' }),
  })),
];

/** Draws every screen, on phone and desk, dark and light, into `test-results/screens`. Arguments choose by name. */
export async function drawScreens(folder: URL, chosen: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const server = await createServer({ root, server: { host: '127.0.0.1', port: 0, hmr: false }, logLevel: 'error' });
  await server.listen();
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags });
  try {
    const drawn = await draw(browser, server.resolvedUrls?.local[0] ?? '');
    for (const shot of shots.filter(({ name }) => !chosen.length || chosen.includes(name))) {
      const frames = shot.size ? { only: shot.size } : sizes;
      for (const [where, size] of Object.entries(frames))
        for (const scheme of ['dark', 'light'] as const) {
          const file = [shot.name, where === 'only' ? '' : where, scheme].filter(Boolean).join('-');
          const path = fileURLToPath(new URL(`${file}.png`, folder));
          await take(browser, server, { shot, size, scheme, path, drawn });
          console.log(`  ${file}`);
        }
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

interface Take {
  readonly shot: Shot;
  readonly size: { readonly width: number; readonly height: number };
  readonly scheme: 'dark' | 'light';
  readonly path: string;
  readonly drawn: Drawn;
}

/** What the harness's page offers. */
type DrawClip = (svg: string, seconds: number) => Promise<string>;

/** What a server would send of drawn events. */
interface Drawn {
  readonly pictures: ReadonlyMap<SceneName, Buffer>;
  readonly clip: Buffer;
}

async function take(browser: Browser, server: ViteDevServer, { shot, size, scheme, path, drawn }: Take): Promise<void> {
  const context = await browser.newContext({
    viewport: size,
    colorScheme: scheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${shot.name}: ${error.message}`));
  await page.route(/\/api\/v1\/events\/([\w-]+)\/(poster|clip|preview\/\d)$/, (route) => {
    const [, id = '', kind] = /events\/([\w-]+)\/(\w+)/.exec(route.request().url()) ?? [];
    const picture = drawn.pictures.get(posters[id] ?? 'hallway');
    return kind !== 'clip' && picture
      ? route.fulfill({ body: picture, contentType: 'image/jpeg' })
      : route.fulfill({ body: drawn.clip, contentType: 'video/webm' });
  });
  // A clip that is being sent stays on its way.
  await page.route('**/blobs/**', () => undefined);
  const address = server.resolvedUrls?.local[0] ?? '';
  await page.goto(`${address}testing/screens/harness.html?${new URLSearchParams(shot.query)}`);
  await page.locator('h1, button.dim').first().waitFor({ state: 'attached' });
  await page.waitForLoadState('load');
  // what stands beside the list comes later
  await page.locator('.inspector.bones').waitFor({ state: 'detached' });
  await shot.then?.(page);
  await page.evaluate(async () => {
    await document.fonts.ready;
    // Pictures that are in sight are fetched late, because they are marked as lazy.
    const inSight = ({ top, bottom, width }: DOMRect) => width > 0 && top < innerHeight && bottom > 0;
    // What lies in a closed part has a place too, but is not fetched.
    const shown = (image: HTMLImageElement) =>
      image.checkVisibility({ contentVisibilityAuto: true }) && inSight(image.getBoundingClientRect());
    const seen = [...document.images].filter(shown);
    await Promise.all(seen.map((image) => image.decode()));
  });
  await page.screenshot({ path, animations: 'disabled' });
  await context.close();
}

/** The drawn scenes as JPEG files, and a clip of one. */
async function draw(browser: Browser, address: string): Promise<Drawn> {
  const page = await browser.newPage({ viewport: { width: 640, height: 360 } });
  const pictures = new Map<SceneName, Buffer>();
  for (const [name, svg] of Object.entries(scenes)) {
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
    pictures.set(name as SceneName, await page.screenshot({ type: 'jpeg', quality: 82 }));
  }
  await page.goto(`${address}testing/screens/harness.html?as=nobody`);
  await page.waitForFunction(() => 'drawClip' in globalThis);
  const clip = await page.evaluate(
    (svg) => (globalThis as unknown as { drawClip: DrawClip }).drawClip(svg, 24),
    scenes.visitor,
  );
  await page.close();
  return { pictures, clip: Buffer.from(clip, 'base64') };
}
