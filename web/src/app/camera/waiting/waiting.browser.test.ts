import { afterEach, beforeEach, expect, test } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import { idOf } from '../../../../testing/app/builders';
import { button, CameraPage, heading } from '../../../../testing/app/camera-page';
import { problem } from '../../../../testing/app/household';

let camera: CameraPage;

beforeEach(async () => {
  await page.viewport(390, 844);
  localStorage.clear();
  camera = new CameraPage();
  await camera.open();
});
afterEach(() => camera.close());

const id = idOf('event', 1);
const tooLong = 'This clip is 31 s; your plan allows 20 s. It was kept on the phone.';
const announcement = {
  sessionId: idOf('session', 1),
  at: new Date().toISOString(),
  trigger: { type: 'motion', score: 0.1, doubt: false } as const,
};

/** The camera recorded an event that the server refuses, once. */
async function refused(): Promise<void> {
  camera.household.refusals.set(`PUT /events/${id}`, problem(422, 'clipTooLong', tooLong));
  await camera.start();
  camera.watch.observer?.event({ id, announcement });
  await expect.element(button('1 refused')).toBeVisible();
}

const sheet = () => page.getByRole('dialog', { name: 'What waits here' });
const puts = () => camera.household.asked.filter((key) => key === `PUT /events/${id}`).length;

test('says that nothing waits', async () => {
  await camera.start();
  await button('nothing waiting').click();
  await expect.element(sheet()).toHaveTextContent('Nothing waits.');
  await userEvent.keyboard('{Escape}');
  await expect.element(button('nothing waiting')).toHaveFocus();
});

test('a refused event says why, and is tried again when somebody wants it', async () => {
  await refused();
  await expect.element(page.getByText(tooLong)).toBeVisible();
  await button('Show').click();
  await expect.element(sheet()).toHaveTextContent('Refused');
  await button('Try again').click();
  await expect.poll(puts).toBe(2);
  await expect.element(sheet()).toHaveTextContent('Nothing waits.');
});

test('a refused event is removed only after the consequence was said', async () => {
  await refused();
  await button('1 refused').click();
  await button('Remove').click();
  await expect.element(page.getByText('It goes from this phone, and nobody gets to see it.')).toBeVisible();
  await button('Keep it').click();
  expect((await camera.app?.outbox.status())?.items).toHaveLength(1);
  await button('Remove').click();
  await button('Remove it').click();
  await expect.element(sheet()).toHaveTextContent('Nothing waits.');
  expect(puts()).toBe(1);
});

test('the server’s log hears once of a refused event, by its id alone', async () => {
  await refused();
  dispatchEvent(new Event('pagehide'));
  await expect.poll(() => camera.said('POST', /client-log$/)).toHaveLength(1);
  const [said] = camera.said<{ entries: unknown[] }>('POST', /client-log$/);
  expect(said?.entries).toEqual([expect.objectContaining({ code: 'refused.clipTooLong', eventId: id, message: '' })]);
});

test('a dismissed clip says how long it can still be asked for', async () => {
  camera.household.decision = 'dismiss';
  await camera.start();
  camera.watch.observer?.suspected?.({ id, announcement, frames: [new Blob(['frame'])] });
  camera.watch.observer?.event({ id, announcement });
  await button('1 dismissed').click();
  await expect.element(sheet()).toHaveTextContent('in case somebody asks for it');
});

test('an event that does not move says why, and that it is tried again', async () => {
  await camera.start();
  camera.household.refusals.set(`PUT /events/${id}`, problem(503, 'busy', 'The server is busy.'));
  camera.household.staysDown = true;
  camera.watch.observer?.event({ id, announcement });
  await button('1 waiting').click();
  await expect.element(sheet()).toHaveTextContent('The server is busy.');
  await expect.element(sheet()).toHaveTextContent(/Tried again in \d+ s|Waits for its turn|Nothing waits/);
});

test('a browser that cleared what was kept is told, and the phone is paired anew', async () => {
  await camera.start();
  await cdp().send('Storage.clearDataForOrigin', { origin: location.origin, storageTypes: 'indexeddb' });
  await expect.element(heading('This browser cleared what Nightjar kept.'), { timeout: 20_000 }).toBeVisible();
  await expect.poll(() => camera.watch.stopped).toBe(true);
  await expect.element(button('Pair it again')).toBeVisible();
});
