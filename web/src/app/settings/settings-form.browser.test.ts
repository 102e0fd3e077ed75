import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ApiProblem } from '../../api/problem';
import { type CameraSettings, defaultCameraSettings } from '../../core/event';
import '../styles/styles.css';
import SettingsForm from './SettingsForm.svelte';

let form: Record<string, unknown> | undefined;
let saved: CameraSettings[] = [];
let refusal: ApiProblem | undefined;

beforeEach(() => page.viewport(390, 844));
afterEach(async () => {
  if (form) await unmount(form);
  form = undefined;
  saved = [];
  refusal = undefined;
});

function open(settings: Partial<CameraSettings> = {}, more: Record<string, unknown> = {}) {
  const save = (changed: CameraSettings) => {
    if (refusal) return Promise.reject(refusal);
    saved.push(changed);
    return Promise.resolve();
  };
  const props = { settings: { ...defaultCameraSettings, ...settings }, save, onmask: () => undefined, ...more };
  form = mount(SettingsForm, { target: document.body, props });
}

const slider = (name: string) => page.getByRole('slider', { name });

test('the sensitivity is one slider whose stops say what they mean; a change is saved at once and can be undone', async () => {
  open();
  (slider('Sensitivity').element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(page.getByText(/Small and distant things too/)).toBeVisible();
  await expect.element(page.getByText('Saved.')).toBeVisible();
  expect(saved.at(-1)).toMatchObject({ sensitivity: 'high', mask: [] });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.element(page.getByText(/Undone/)).toBeVisible();
  expect(saved.at(-1)?.sensitivity).toBe('normal');
  await expect.element(slider('Sensitivity')).toHaveAttribute('aria-valuetext', 'Normal');
});

test('what the server refuses is put back and said, and can be tried again', async () => {
  open();
  refusal = new ApiProblem({ code: 'unreachable', status: 0, detail: 'The server does not answer.' });
  await page.getByRole('switch', { name: 'Follow what goes on' }).click();
  await expect.element(page.getByText('Not saved. The server does not answer.')).toBeVisible();
  await expect.element(page.getByRole('switch', { name: 'Follow what goes on' })).toBeChecked();
  refusal = undefined;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.element(page.getByText('Saved.')).toBeVisible();
  expect(saved.at(-1)?.extension).toBe(false);
});

test('a figure by hand takes the place of the sensitivity; a wrong one is said and not saved', async () => {
  open();
  await page.getByText('Advanced').click();
  const share = page.getByLabelText('Least change, in % of the picture');
  await share.fill('40');
  await userEvent.tab();
  await expect.element(page.getByRole('alert')).toHaveTextContent('Give a number from 0.05 to 20.');
  expect(saved).toEqual([]);
  await share.fill('0,4');
  await userEvent.tab();
  await vi.waitUntil(() => saved.length === 1);
  expect(saved[0]?.motion).toEqual({ leastShare: 0.004 });
  await expect.element(page.getByText('1 set by hand')).toBeVisible();
  await share.fill('');
  await userEvent.tab();
  await vi.waitUntil(() => saved.length === 2);
  expect(saved[1]?.motion).toEqual({});
});

test('the line of loudness is set beside what is heard', async () => {
  const sample = { changedShare: 0, threshold: 0.01, framesPerSecond: 15, levelDb: -41 };
  open({ sound: { on: true, leastDb: -65 } }, { sample });
  await expect.element(page.getByText(/Heard now: −41 dB, above the line/)).toBeVisible();
  (slider('Loud enough from').element() as HTMLElement).focus();
  await userEvent.keyboard('{PageUp}{PageUp}{PageUp}{PageUp}');
  await vi.waitUntil(() => (saved.at(-1)?.sound.leastDb ?? -90) > -41);
  await expect.element(page.getByText(/below the line/)).toBeVisible();
});

test('sounds cannot count where the microphone is off', async () => {
  open({ camera: { ...defaultCameraSettings.camera, microphone: false } });
  await expect.element(page.getByRole('switch', { name: 'Sounds count too' })).toBeDisabled();
  await expect.element(page.getByText(/The microphone is off/)).toBeVisible();
});

test('who only looks on can change nothing', async () => {
  open({}, { disabled: true });
  await expect.element(slider('Sensitivity')).toBeDisabled();
  await expect.element(page.getByRole('radio', { name: 'Front' })).toBeDisabled();
});

test('the camera, its picture and its microphone are chosen', async () => {
  open();
  for (const name of ['Front', '480p', '15']) await page.getByRole('radio', { name, exact: true }).click();
  await page.getByRole('switch', { name: 'Microphone' }).click();
  await vi.waitUntil(() => saved.length === 4);
  expect(saved.at(-1)?.camera).toEqual({ facing: 'user', height: 480, frameRate: 15, microphone: false });
});

test('instructions are added, changed and deleted, and each is saved at once', async () => {
  open({ instructions: ['Tell me if the door is open'] });
  await page.getByLabelText('A new instruction').fill('  Tell me if the dog is on the sofa ');
  await userEvent.keyboard('{Enter}');
  await vi.waitUntil(() => saved.length === 1);
  expect(saved[0]?.instructions).toEqual(['Tell me if the door is open', 'Tell me if the dog is on the sofa']);
  await page.getByLabelText('Instruction 1').fill('Tell me if the window is open');
  await userEvent.tab();
  await vi.waitUntil(() => saved.length === 2);
  await page.getByRole('button', { name: 'Delete “Tell me if the dog is on the sofa”' }).click();
  await vi.waitUntil(() => saved.length === 3);
  expect(saved[2]?.instructions).toEqual(['Tell me if the window is open']);
});

test('no more instructions are taken than a camera may have', () => {
  open({ instructions: Array.from({ length: 8 }, (_, index) => `Instruction ${index}`) });
  expect(page.getByLabelText('A new instruction').elements()).toHaveLength(0);
});
