import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aDevice, anEvent, findings, idOf, minutesBefore, owner } from '../../../testing/app/builders';
import { Household, problem } from '../../../testing/app/household';
import { openApp, type OpenApp } from '../../../testing/app/open-app';
import type { Findings, NightjarEvent, Why } from '../../api/shapes';
import { previewAddress } from '../../api/api';

let app: OpenApp | undefined;
let household: Household;
const now = new Date();
const id = idOf('event', 1);
const path = `/events/${id}`;

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(390, 844);
});
afterEach(async () => {
  await app?.close();
  app = undefined;
});

const why: Why = {
  settings: { version: 1, sensitivity: 'normal', extension: true, ignoredAreas: 2 },
  motionThreshold: 0.0025,
  curve: Array.from({ length: 48 }, (_, half) => ({
    atSeconds: half / 2,
    share: half > 20 && half < 30 ? 0.1 : 0.0004,
  })),
};

async function open(more: Partial<NightjarEvent> = {}, reason: Why | null = why): Promise<void> {
  const event = anEvent(1, minutesBefore(now, 5), more);
  household = new Household({ me: owner, devices: [aDevice(1, 'Hallway')], events: [event] });
  if (reason) household.reasons.set(id, reason);
  app = await openApp({ household, path });
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const alarm = () => button('False alarm').last();

test('says why it fired: what changed, what was enough, the curve and the settings then in force', async () => {
  await open();
  await expect.element(page.getByText(/in 16 of 144 cells; 0\.25.% was enough/)).toBeVisible();
  await expect
    .element(page.getByRole('img', { name: /Movement over 24 seconds. It passes .* at second 1[01]\./ }))
    .toBeVisible();
  await expect.element(page.getByText('Sensitivity normal · 2 ignored areas · dashed: threshold')).toBeVisible();
});

const spoken = (more: Partial<Findings> = {}) =>
  findings('A person came in and sat down.', { engine: 'vlm', model: 'Qwen2.5-VL', ...more });

test('says what was asked for, how it was answered, and more of what was seen', async () => {
  const asked = ['Tell me if the dog is on the sofa'];
  await open({
    findings: spoken({
      details: 'The sofa stayed empty.',
      concern: 1,
      tokens: { prompt: 1200, completion: 80 },
      instructions: { matched: 'no', why: 'No dog was seen.', asked },
    }),
  });
  const answer = page.getByRole('region', { name: 'What you asked for' });
  await expect.element(answer).toHaveTextContent(/Tell me if the dog is on the sofa\s*No\.\s*No dog was seen\./);
  await expect.element(page.getByText('The sofa stayed empty.')).toBeVisible();
  await expect.element(page.getByText('Worth a look')).toBeVisible();
  await expect.element(page.getByText('1,280 tokens')).toBeVisible();
});

test('says why the model did not tell of it, and has it analysed again', async () => {
  const notHeard = { engine: 'vlm', model: 'Qwen2.5-VL', code: 'tookTooLong', text: 'It did not answer within 45 s.' };
  await open({ findings: findings('A person, for about nine seconds.', { notHeard }) });
  await expect
    .element(page.getByText('It did not answer within 45 s. This is told by NanoDet-g, from labels alone.'))
    .toBeVisible();
  await button('Analyse again').click();
  await expect.element(page.getByText('Being looked at')).toBeVisible();
  expect(household.asked).toContain(`POST /events/${id}/analysis`);
});

test('an event that was asked for stands out in the timeline', async () => {
  const asked = ['Tell me if anyone comes in'];
  await open({ findings: spoken({ instructions: { matched: 'yes', why: 'One person.', asked } }) });
  await page.getByRole('link', { name: 'Back to the timeline' }).first().click();
  await expect.element(page.getByText('You asked for this')).toBeVisible();
});

test('a thumb takes a reason and words, and can be taken back', async () => {
  await open();
  await button('Not told well').click();
  await button('Something is left out').click();
  await page.getByLabelText('More, in your words').fill('The door was open');
  await userEvent.tab();
  await expect
    .poll(() => household.events[0]?.feedback)
    .toEqual({ thumb: 'down', reason: 'leftOut', text: 'The door was open' });
  await expect.element(button('Something is left out')).toHaveAttribute('aria-pressed', 'true');
  await button('Not told well').click();
  await expect.poll(() => household.events[0]?.feedback).toBeUndefined();
});

test('an event whose camera did not say why still says what is known', async () => {
  await open({}, null);
  await expect.element(page.getByText(/in 16 of 144 cells\./)).toBeVisible();
});

test('a sound tells how far it rose', async () => {
  const sound: Why = {
    settings: { version: 1, sensitivity: 'normal', extension: true, ignoredAreas: 0, sound: { leastDb: -65 } },
    soundThresholdDb: 7,
    curve: [0, 1, 2, 3].map((atSeconds) => ({ atSeconds, riseDb: atSeconds === 2 ? 14 : 1 })),
  };
  await open({ trigger: { type: 'sound', score: 14, levelDb: -41, riseDb: 14, doubt: false } }, sound);
  await expect
    .element(page.getByText(/The sound rose 14.dB above the usual, to −41.dB; 7.dB was enough/))
    .toBeVisible();
  await expect.element(page.getByRole('img', { name: /Sound above the usual over 3 seconds/ })).toBeVisible();
  await expect.element(page.getByText(/sounds from −65.dB/)).toBeVisible();
});

test('a false alarm is marked by one tap, proposes what to do, and all of it can be undone', async () => {
  await open();
  await alarm().click();
  await expect.element(page.getByText('Marked as a false alarm.')).toBeVisible();
  expect(household.events[0]?.feedback).toEqual({ thumb: 'down', reason: 'falseAlarm' });

  await button('Ignore where it moved').click();
  await expect.element(page.getByText('Done: ignore where it moved.')).toBeVisible();
  expect(household.settings.mask).toHaveLength(1);
  await button('Lower the sensitivity to low').click();
  await expect.poll(() => household.settings.sensitivity).toBe('low');

  await button('Undo').nth(1).click();
  await expect.poll(() => household.settings.mask).toEqual([]);
  expect(household.settings.sensitivity).toBe('low');
  await expect.element(button('Ignore where it moved')).toBeVisible();
  await button('Undo').first().click();
  await expect.poll(() => household.events[0]?.feedback).toBeUndefined();
  await expect.element(page.getByText('Marked as a false alarm.')).not.toBeInTheDocument();
});

test('a proposal that the server refuses says why and can be taken again', async () => {
  await open({ feedback: { thumb: 'down', reason: 'falseAlarm' } });
  const refusal = problem(503, 'unavailable', 'The database is starting. Wait a moment.');
  household.refusals.set(`PUT /devices/${idOf('device', 1)}/settings`, refusal);
  await button('Ignore where it moved').click();
  await expect.element(page.getByText('The database is starting. Wait a moment.')).toBeVisible();
  await button('Ignore where it moved').click();
  await expect.poll(() => household.settings.mask.length).toBe(1);
});

test('an area is drawn over the picture of the event, beginning with what moved', async () => {
  await open();
  await button('Ignore an area').click();
  await expect.element(page.getByRole('heading', { name: 'Areas to ignore' })).toBeVisible();
  await expect.element(page.getByLabelText(/^Name of False alarm/)).toBeVisible();
  await expect.element(button('What moved')).toHaveAttribute('aria-pressed', 'true');
  await expect.element(page.getByText('would have stopped one this week')).toBeVisible();
  await button('Save').click();
  await expect.element(page.getByRole('heading', { level: 1, name: /A person/ })).toBeVisible();
  expect(household.settings.mask[0]?.name).toMatch(/^False alarm/);
});

test('who only looks on marks a false alarm, and is proposed nothing', async () => {
  await open();
  household.me = { ...owner, role: 'monitor' };
  await app?.close();
  app = await openApp({ household, path });
  await alarm().click();
  await expect.element(page.getByText('Marked as a false alarm.')).toBeVisible();
  expect(button('Ignore where it moved').elements()).toHaveLength(0);
  expect(button('Ignore an area').elements()).toHaveLength(0);
});

test('a preview stands for the poster while the clip is on its way', async () => {
  performance.clearResourceTimings();
  await open({ state: 'announced', poster: false, previews: 2 });
  const asked = () => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
  await expect.poll(asked).toContain(previewAddress(id, 2));
  await expect.element(page.getByText('Waiting for the clip')).toBeVisible();
});
