import axe from 'axe-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { idOf, owner } from '../../testing/app/builders';
import { Household, problem } from '../../testing/app/household';
import { goodCode, withPeople } from '../../testing/app/household-people';
import { openApp, type OpenApp, type OpenOptions } from '../../testing/app/open-app';
import { ScriptedWatch } from '../../testing/app/scripted-watch';
import { cameraScenes } from '../../testing/screens/camera-scenes';
import { cameraTexts, type CameraScene } from '../../testing/screens/camera-texts';
import { chosenEvent, failedEvent, skippedEvent, spentStory, story, unheardEvent } from '../../testing/screens/story';

let app: OpenApp | undefined;

beforeEach(() => {
  document.documentElement.lang = 'en';
  document.title = 'Nightjar';
  localStorage.removeItem('nightjar.resume');
});
afterEach(async () => {
  await app?.close();
  app = undefined;
  delete document.documentElement.dataset['theme'];
});

const camera = { deviceId: owner.account.id, name: 'Hallway', accountId: owner.account.id, token: 'njd_test' };
const aCamera = idOf('device', 1);
const ofOwner =
  (path: string): (() => OpenOptions) =>
  () => ({ path, household: story(new Date()) });
const ofHousehold =
  (path: string): (() => OpenOptions) =>
  () => ({ path, household: withPeople(story(new Date())) });
const ofSpent =
  (path: string): (() => OpenOptions) =>
  () => ({ path, household: spentStory(new Date()) });
const ofNobody =
  (path: string): (() => OpenOptions) =>
  () => ({ path, household: new Household() });

/** Its first camera was asked to stop, and has not heard it. */
function ofStopping(): OpenOptions {
  const household = story(new Date());
  const [first, ...others] = household.devices;
  if (first) household.devices = [{ ...first, stopAskedAt: new Date().toISOString() }, ...others];
  return { path: `/cameras/${aCamera}`, household };
}

/** Every screen, with the heading that tells that it is there. */
const screens: readonly (readonly [string, () => OpenOptions, RegExp])[] = [
  ['timeline', ofOwner('/'), /saw/],
  ['empty timeline', () => ({ household: new Household({ me: owner }) }), /Nothing has happened/],
  ['event', ofOwner(`/events/${chosenEvent}`), /A person came in/],
  ['event that its model did not tell of', ofOwner(`/events/${unheardEvent}`), /walked out of view/],
  ['failed event', ofOwner(`/events/${failedEvent}`), /The clip is here to play/],
  ['search', ofOwner('/search?q=person'), /Search/],
  ['search for nothing yet', ofOwner('/search'), /Search/],
  ['search without a result', ofOwner('/search?q=giraffe&days=7'), /Search/],
  ['cameras', ofOwner('/cameras'), /watching/],
  ['one camera', ofOwner(`/cameras/${aCamera}`), /Hallway/],
  ['camera that was asked to stop', ofStopping, /Hallway/],
  ['areas to ignore', ofOwner(`/cameras/${aCamera}/mask`), /Areas to ignore/],
  ['adding a camera', ofOwner('/cameras/add'), /What will it look at/],
  ['alerts', ofOwner('/alerts'), /When should Nightjar speak up/],
  ['linking Telegram', ofOwner('/alerts/telegram'), /write to you on Telegram/],
  ['you', ofOwner('/you'), /Mara/],
  ['people', ofHousehold('/you/people'), /others belong to/],
  ['changing the password', ofOwner('/you/password'), /Change your password/],
  ['deleting everything', ofHousehold('/you/delete'), /Delete your account/],
  ['being invited, signed in', ofOwner(`/join#${goodCode}`), /Join Ben/],
  ['usage', ofOwner('/you/usage'), /looked at this month/],
  ['usage that is used up', ofSpent('/you/usage'), /used up/],
  ['event that was not analysed', ofSpent(`/events/${skippedEvent}`), /The clip is here to play/],
  ['about', ofOwner('/about'), /About Nightjar/],
  ['setup', ofOwner('/setup'), /What should this device do/],
  ['naming a camera', ofOwner('/setup/camera'), /What does it look at/],
  ['not found', ofOwner('/nowhere'), /Nothing is at this address/],
  ['sign-in', ofNobody('/sign-in'), /Good to have you back/],
  ['being invited', ofNobody(`/join#${goodCode}`), /Join Ben/],
  ['an old invitation', ofNobody('/join#nji_old'), /not good/],
  ['a forgotten password', ofNobody('/forgot'), /A new password/],
  ['setting a new password', ofNobody('/new-password#good-link'), /Set a new password/],
  ['half a link', ofNobody('/new-password'), /not whole/],
  ['everything deleted', ofNobody('/deleted'), /Everything is deleted/],
  ['sign-up', ofNobody('/sign-up'), /Join a household/],
  ['pairing', ofNobody('/pair#K7M'), /Make this phone a camera/],
  ['camera', () => ({ path: '/watch', household: new Household(), camera }), /ready to watch/],
];

const sizes = [
  ['phone', 390, 844],
  ['desk', 1440, 900],
] as const;

for (const [size, width, height] of sizes) {
  for (const theme of ['dark', 'light'] as const) {
    test.each(screens)(`axe finds nothing on %s (${size}, ${theme})`, async (_name, options, heading) => {
      await page.viewport(width, height);
      document.documentElement.dataset['theme'] = theme;
      app = await openApp(options());
      await expect.element(page.getByRole('heading', { name: heading }).first()).toBeVisible();
      expect(await violations()).toEqual([]);
    });
  }
}

/** States of the camera screen that come about without a server that takes clips. */
const cameraStates = (Object.keys(cameraTexts) as CameraScene[]).filter((scene) => !/sending|waiting/.test(scene));

for (const [width, height] of [
  [390, 844],
  [844, 390],
] as const) {
  test.each(cameraStates)(`axe finds nothing on the camera that is %s (${width} × ${height})`, async (scene) => {
    await page.viewport(width, height);
    const household = new Household();
    const watch = new ScriptedWatch();
    app = await openApp({ path: '/watch', household, camera, startWatch: watch.start });
    await cameraScenes[scene]({ watch, outbox: app.outbox, household, update: app.update });
    await expect.poll(() => document.body.textContent).toContain(cameraTexts[scene]);
    expect(await violations()).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
}

test('axe finds nothing on what waits', async () => {
  await page.viewport(390, 844);
  const household = new Household();
  const refused = idOf('event', 1);
  household.refusals.set(`PUT /events/${refused}`, problem(422, 'clipTooLong', 'This clip is 31 s.'));
  app = await openApp({ path: '/watch', household, camera });
  const trigger = { type: 'motion', score: 0.1, doubt: false } as const;
  await app.outbox.add({
    id: refused,
    announcement: { sessionId: idOf('session', 1), at: new Date().toISOString(), trigger },
  });
  await page.getByRole('button', { name: '1 refused' }).click();
  await expect.element(page.getByRole('dialog')).toHaveTextContent('This clip is 31 s.');
  expect(await violations()).toEqual([]);
});

test('axe finds nothing on an event that was reviewed, and on its keys', async () => {
  await page.viewport(390, 844);
  app = await openApp(ofOwner(`/events/${chosenEvent}`)());
  await page.getByRole('button', { name: 'Mark as reviewed' }).click();
  await expect.element(page.getByText('Reviewed', { exact: true })).toBeVisible();
  expect(await violations()).toEqual([]);
  await userEvent.keyboard('?');
  await expect.element(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  expect(await violations()).toEqual([]);
});

test('axe finds nothing on a deletion that can be undone', async () => {
  await page.viewport(390, 844);
  app = await openApp(ofOwner(`/events/${chosenEvent}`)());
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  expect(await violations()).toEqual([]);
});

/** What is opened on a screen, and looked at as well. */
const opened: readonly (readonly [string, string, () => Promise<void>])[] = [
  ['advanced settings', `/cameras/${aCamera}`, () => page.getByText('Advanced').click()],
  [
    'an area that is being changed',
    `/cameras/${aCamera}/mask`,
    () => page.getByRole('button', { name: 'New area' }).click(),
  ],
  [
    'what follows from a false alarm',
    `/events/${chosenEvent}`,
    async () => {
      await page.getByRole('button', { name: 'False alarm' }).last().click();
      await expect.element(page.getByRole('button', { name: 'Ignore where it moved' })).toBeVisible();
    },
  ],
  [
    'what is said of an event',
    `/events/${chosenEvent}`,
    async () => {
      await page.getByRole('button', { name: 'Not told well' }).click();
      await expect.element(page.getByRole('button', { name: 'Something is left out' })).toBeVisible();
    },
  ],
  [
    'what was dismissed',
    '/',
    () =>
      page
        .getByText(/changes of light|The light changed at/)
        .first()
        .click(),
  ],
];

for (const theme of ['dark', 'light'] as const) {
  test.each(opened)(`axe finds nothing on %s (${theme})`, async (_name, path, act) => {
    await page.viewport(390, 844);
    document.documentElement.dataset['theme'] = theme;
    app = await openApp(ofOwner(path)());
    await act();
    expect(await violations()).toEqual([]);
  });
}

test.each(screens)('%s reflows at 320 px without sideways scrolling', async (_name, options, heading) => {
  await page.viewport(320, 640);
  app = await openApp(options());
  await expect.element(page.getByRole('heading', { name: heading }).first()).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
});

/** What axe has to say, short enough to read. Animations are over, so that colours are final. */
async function violations(): Promise<string[]> {
  document.getAnimations().forEach((animation) => animation.cancel());
  const { violations: found } = await axe.run(document.body, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  });
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`));
}
