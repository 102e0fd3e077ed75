import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { button, CameraPage, heading } from '../../../../testing/app/camera-page';
import { defaultCameraSettings, type CameraSettings } from '../../../core/event';

let camera: CameraPage;
let unstub: (() => void) | undefined;

beforeEach(async () => {
  await page.viewport(390, 844);
  localStorage.clear();
  camera = new CameraPage();
});
afterEach(async () => {
  unstub?.();
  unstub = undefined;
  await camera.close();
});

const sheet = () => page.getByRole('dialog', { name: 'Camera settings' });
const sensitivity = () => page.getByRole('slider', { name: 'Sensitivity' });

async function makeMoreSensitive(): Promise<void> {
  await button('Camera settings').click();
  await expect.element(sensitivity()).toBeVisible();
  (sensitivity().element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}');
}

async function closeSheet(): Promise<void> {
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
}

test('the settings open before it watches, by keys alone, and give the focus back', async () => {
  await camera.open();
  (button('Camera settings').element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(sheet()).toBeVisible();
  await closeSheet();
  await expect.element(button('Camera settings')).toHaveFocus();
});

test('areas are drawn over the live picture only', async () => {
  await camera.open();
  await button('Camera settings').click();
  await page.getByRole('button', { name: /^Areas to ignore/ }).click();
  await expect.element(page.getByText('Start watching, then open them again.')).toBeVisible();
});

test('what is changed on the phone holds at once and reaches the server', async () => {
  await camera.open();
  await camera.start();
  await makeMoreSensitive();
  await expect.poll(() => camera.watch.updates.at(-1)?.sensitivity).toBe('high');
  await expect.poll(() => camera.household.settings).toMatchObject({ version: 2, sensitivity: 'high' });
});

test('without a connection the change is kept, said, and sent later', async () => {
  await camera.open();
  await camera.start();
  camera.household.isUnreachable = true;
  await makeMoreSensitive();
  await expect.element(sheet()).toHaveTextContent('Your server hears of them when it answers.');
  await expect.element(sheet()).toHaveTextContent('Kept on this phone, and not sent yet.');
  await expect.element(sheet()).not.toHaveTextContent('Saved.');
  expect(camera.watch.updates.at(-1)?.sensitivity).toBe('high');
  await closeSheet();
  await expect.element(page.getByText('The changed settings hold on this phone.')).toBeVisible();
  camera.household.isUnreachable = false;
  dispatchEvent(new Event('online'));
  await expect.poll(() => camera.household.settings.sensitivity).toBe('high');
  await expect.element(page.getByText('The changed settings hold on this phone.')).not.toBeInTheDocument();
});

test('what was kept on the phone counts as saved only once the server has it', async () => {
  await camera.open();
  await camera.start();
  camera.household.isUnreachable = true;
  await makeMoreSensitive();
  await expect.element(sheet()).toHaveTextContent('Kept on this phone, and not sent yet.');
  camera.household.isUnreachable = false;
  dispatchEvent(new Event('online'));
  await expect.element(sheet()).toHaveTextContent('Saved.');
  expect(camera.household.settings.sensitivity).toBe('high');
});

test('what was kept on the phone and dropped later never counts as saved', async () => {
  await camera.open();
  await camera.start();
  camera.household.isUnreachable = true;
  await makeMoreSensitive();
  await expect.element(sheet()).toHaveTextContent('Kept on this phone, and not sent yet.');
  camera.household.settings = { ...defaultCameraSettings, version: 5, preSeconds: 15 };
  camera.household.isUnreachable = false;
  dispatchEvent(new Event('online'));
  await expect.element(sheet()).toHaveTextContent('Not saved: other settings hold now.');
  await expect.element(sheet()).not.toHaveTextContent('Saved.');
});

test('what its owner changed meanwhile wins, and that is told', async () => {
  await camera.open();
  await camera.start();
  camera.household.isUnreachable = true;
  await makeMoreSensitive();
  await closeSheet();
  camera.household.settings = { ...defaultCameraSettings, version: 5, preSeconds: 15 };
  camera.household.isUnreachable = false;
  dispatchEvent(new Event('online'));
  await expect.element(page.getByText('Somebody changed the settings elsewhere meanwhile.')).toBeVisible();
  expect(camera.watch.updates.at(-1)).toMatchObject({ preSeconds: 15, sensitivity: 'normal' });
  expect(camera.household.settings.version).toBe(5);
  await button('Understood').click();
  await expect.element(page.getByText('Somebody changed the settings elsewhere')).not.toBeInTheDocument();
});

test('one of several lenses is chosen on this phone, and used again after a reload', async () => {
  const lens = (id: string, label: string) => ({ kind: 'videoinput', deviceId: id, label }) as MediaDeviceInfo;
  const real = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
  navigator.mediaDevices.enumerateDevices = () => Promise.resolve([lens('1', 'Back camera'), lens('2', 'Back, wide')]);
  unstub = () => (navigator.mediaDevices.enumerateDevices = real);
  await camera.open();
  await camera.start();
  await button('Camera settings').click();
  await page.getByLabelText('Lens').selectOptions('Back, wide');
  expect(camera.watch.chosen).toEqual([{ deviceId: '2' }]);
  await closeSheet();
  await button('Stop watching').click();
  await camera.start();
  expect(camera.watch.options?.camera).toEqual({ deviceId: '2' });
  await button('Camera settings').click();
  await page.getByLabelText('Lens').selectOptions('As the settings say');
  expect(camera.watch.chosen.at(-1)).toEqual({});
});

test('says what the camera gives and how it is recorded, and learns more while it watches', async () => {
  await camera.open();
  await button('Camera settings').click();
  await expect.element(sheet()).toHaveTextContent('While it watches, this also says what the camera gives');
  await closeSheet();
  await camera.start();
  await button('Camera settings').click();
  await expect.element(sheet()).toHaveTextContent('640 × 360');
  await expect.element(sheet()).toHaveTextContent(/Key frames\s*not measured yet/);
  camera.watch.observer?.opened?.({
    ...camera.watch.details,
    source: 'codecs',
    keyFrameSeconds: 1.02,
    label: 'Back camera',
  });
  await expect.element(sheet()).toHaveTextContent('every 1.0 s, as measured');
  await expect.element(sheet()).toHaveTextContent('the browser’s encoders, picture by picture');
});

test('areas to ignore are drawn over the live picture and hatched from then on', async () => {
  await camera.open();
  await camera.start();
  expect(document.querySelectorAll('.live .ignored')).toHaveLength(0);
  await button('Areas to ignore').click();
  await expect.element(heading('Areas to ignore')).toBeVisible();
  await button('New area').click();
  await button('Save').click();
  await expect.element(heading('Watching')).toBeVisible();
  await expect.poll(() => document.querySelectorAll('.live .ignored').length).toBe(1);
  await expect.poll(() => camera.household.settings.mask.length).toBe(1);
  expect(camera.watch.updates.at(-1)?.mask).toHaveLength(1);
});

test('the live picture shows what moves, and the meters what counts', async () => {
  camera.household.settings = { ...defaultCameraSettings, sound: { on: true, leastDb: -65 } } satisfies CameraSettings;
  await camera.open();
  await camera.start();
  const quiet = { changedShare: 0.002, threshold: 0.01, framesPerSecond: 24, lastPacketSeconds: 0.4 };
  camera.watch.observer?.sample({ ...quiet, levelDb: -58, riseDb: 2, soundThresholdDb: 12 });
  await expect.element(page.getByText('quiet')).toBeVisible();
  expect(document.querySelectorAll('.live .cell')).toHaveLength(0);
  camera.watch.observer?.state({ kind: 'moved' });
  const moving = { ...quiet, changedShare: 0.06, cells: [9, 25], levelDb: -20, riseDb: 21, soundThresholdDb: 12 };
  camera.watch.observer?.sample(moving);
  await expect.element(page.getByText('moving')).toBeVisible();
  await expect.element(page.getByText('loud')).toBeVisible();
  expect(document.querySelectorAll('.live .cell')).toHaveLength(2);
});

test('the screen goes dark by itself, and a sheet does not shine over it', async () => {
  localStorage.setItem('nightjar.phone', JSON.stringify({ dimAfterMinutes: 0.05 }));
  await camera.open();
  await camera.start();
  await button('Camera settings').click();
  const dark = page.getByRole('button', { name: 'Watching, screen dimmed. Tap to wake.' });
  await expect.element(dark).toBeVisible();
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  expect(camera.watch.stopped).toBe(false);
});

test('when the screen goes dark is set on this phone', async () => {
  await camera.open();
  await button('Camera settings').click();
  await page.getByLabelText('Screen goes dark').selectOptions('only when asked');
  await closeSheet();
  await camera.close();
  await camera.open();
  await button('Camera settings').click();
  await expect.element(page.getByLabelText('Screen goes dark')).toHaveDisplayValue('only when asked');
});
