import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import '../styles/styles.css';
import type { Area } from './area';
import MaskEditor from './MaskEditor.svelte';

let editor: Record<string, unknown> | undefined;
let saved: readonly Area[] | undefined;
const close = vi.fn();

beforeEach(async () => {
  document.title = 'Nightjar';
  await page.viewport(390, 844);
});
afterEach(async () => {
  if (editor) await unmount(editor);
  editor = undefined;
  saved = undefined;
  close.mockReset();
});

const square: Area = {
  name: 'Television',
  points: [
    { x: 0.2, y: 0.2 },
    { x: 0.6, y: 0.2 },
    { x: 0.6, y: 0.7 },
    { x: 0.2, y: 0.7 },
  ],
};

function open(mask: readonly Area[] = [], more: Record<string, unknown> = {}) {
  editor = mount(MaskEditor, {
    target: document.body,
    props: {
      mask,
      picture: drawnPicture(),
      ratio: 16 / 9,
      save: (areas: readonly Area[]) => {
        saved = areas;
        return Promise.resolve();
      },
      close,
      ...more,
    },
  });
}

function drawnPicture(): string {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 64, height: 36 });
  const context = canvas.getContext('2d');
  context?.fillRect(0, 0, 30, 20);
  return canvas.toDataURL();
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });

/** Where a place of the picture is in the window. */
function at(x: number, y: number): { readonly x: number; readonly y: number } {
  const picture = page.getByRole('application').element().getBoundingClientRect();
  // The tests' page stands, perhaps smaller than it is, in a frame of the window that input goes to.
  const frame = window.frameElement?.getBoundingClientRect() ?? { x: 0, y: 0, width: innerWidth };
  const scale = frame.width / innerWidth;
  return {
    x: frame.x + (picture.x + x * picture.width) * scale,
    y: frame.y + (picture.y + y * picture.height) * scale,
  };
}

type Place = readonly [number, number];

const hand = {
  async mouse(type: string, place: Place) {
    const names: Record<string, string> = { down: 'mousePressed', move: 'mouseMoved', up: 'mouseReleased' };
    const buttons = type === 'up' ? 0 : 1;
    await cdp().send('Input.dispatchMouseEvent', {
      type: names[type] as 'mousePressed',
      ...at(...place),
      button: type === 'move' ? 'none' : 'left',
      buttons,
      clickCount: 1,
    });
  },
  async touch(type: string, place: Place) {
    const names: Record<string, string> = { down: 'touchStart', move: 'touchMove', up: 'touchEnd' };
    await cdp().send('Input.dispatchTouchEvent', {
      type: names[type] as 'touchStart',
      touchPoints: type === 'up' ? [] : [at(...place)],
    });
  },
};

type Hand = keyof typeof hand;

async function tap(by: Hand, place: Place) {
  await hand[by]('down', place);
  await hand[by]('up', place);
}

async function drag(by: Hand, from: Place, to: Place) {
  await hand[by]('down', from);
  await hand[by]('move', [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
  await hand[by]('move', to);
}

async function save(): Promise<readonly Area[]> {
  await button('Save').click();
  await vi.waitUntil(() => saved);
  return saved ?? [];
}

const corners = (area: Area | undefined) =>
  area?.points.map(({ x, y }) => [Math.round(x * 20) / 20, Math.round(y * 20) / 20]);

for (const by of ['touch', 'mouse'] as const) {
  test(`an area is drawn corner by corner (${by})`, async () => {
    open();
    await button('Corner by corner').click();
    const places: Place[] = [
      [0.2, 0.3],
      [0.7, 0.3],
      [0.7, 0.8],
      [0.3, 0.8],
    ];
    for (const place of places) await tap(by, place);
    await tap(by, [0.2, 0.3]);
    await expect.element(button('Choose Area 1')).toBeVisible();
    expect((await save()).map(corners)).toEqual([places]);
    expect(close).toHaveBeenCalled();
  });

  test(`a corner is dragged under a loupe, and the whole area by its middle (${by})`, async () => {
    open([square]);
    await tap(by, [0.4, 0.45]);
    await drag(by, [0.6, 0.7], [0.8, 0.9]);
    await vi.waitUntil(() => document.querySelector('.loupe'));
    await hand[by]('up', [0.8, 0.9]);
    await vi.waitUntil(() => !document.querySelector('.loupe'));
    await drag(by, [0.4, 0.4], [0.5, 0.45]);
    await hand[by]('up', [0.5, 0.45]);
    const [area] = await save();
    expect(corners(area)).toEqual([
      [0.3, 0.25],
      [0.7, 0.25],
      [0.9, 0.95],
      [0.3, 0.75],
    ]);
  });

  test(`a tap on an edge adds a corner, and undo takes it back (${by})`, async () => {
    open([square]);
    await tap(by, [0.4, 0.45]);
    await tap(by, [0.4, 0.2]);
    await expect.element(page.getByText('Corner 2 of 5', { exact: true })).toBeVisible();
    await button('Undo').click();
    await expect.element(button('Save')).toBeDisabled();
    await button('Redo').click();
    await button('Delete corner').click();
    await button('New area').click();
    expect((await save()).map(({ points }) => points.length)).toEqual([4, 4]);
  });
}

test('areas are made, moved and removed by keyboard alone', async () => {
  open([square]);
  const corner = button(/^Television, corner 3 of 4/);
  await expect.element(page.getByRole('heading', { name: 'Areas to ignore' })).toHaveFocus();
  await userEvent.tab();
  await expect.element(button(/^Television, 4 corners/)).toHaveFocus();
  await userEvent.keyboard('{Tab}{Tab}{Tab}');
  await expect.element(corner).toHaveFocus();
  await userEvent.keyboard('{ArrowRight}{Shift>}{ArrowDown}{/Shift}');
  await expect.element(page.getByRole('status')).toHaveTextContent('61 % from the left, 75 % from the top');
  await expect.element(corner).toHaveFocus();
  await userEvent.keyboard('{Delete}{Control>}z{/Control}{Insert}');
  await expect.element(page.getByText('Corner 4 of 5', { exact: true })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByText('Corner 4 of 5', { exact: true })).not.toBeInTheDocument();
  const [area] = await save();
  expect(area?.points).toHaveLength(5);
  expect(area?.points[2]).toEqual({ x: 0.605, y: 0.75 });
});

test('a new area can be moved at once by the arrow keys', async () => {
  open();
  await expect.element(page.getByRole('heading', { name: 'Areas to ignore' })).toHaveFocus();
  button('New area').element().focus();
  await userEvent.keyboard('{Enter}{Shift>}{ArrowLeft}{/Shift}');
  const [area] = await save();
  expect(area?.points[0]).toEqual({ x: 0.33, y: 0.38 });
});

test('what was chosen by the mouse is moved on by the arrow keys', async () => {
  open([square]);
  await tap('mouse', [0.4, 0.45]);
  await tap('mouse', [0.6, 0.7]);
  await expect.element(button(/^Television, corner 3 of 4/)).toHaveFocus();
  await userEvent.keyboard('{ArrowLeft}');
  expect((await save())[0]?.points[2]).toEqual({ x: 0.595, y: 0.7 });
});

test('Escape takes back a drag that is under way', async () => {
  open([square]);
  await tap('mouse', [0.4, 0.45]);
  await drag('mouse', [0.6, 0.7], [0.9, 0.9]);
  await userEvent.keyboard('{Escape}');
  await hand.mouse('up', [0.9, 0.9]);
  await expect.element(button('Save')).toBeDisabled();
});

test('an area is named and deleted in the list', async () => {
  open([square]);
  await page.getByLabelText('Name of Television').fill('Screen in the corner');
  await button('New area').click();
  await button('Delete Area 2').click();
  expect((await save()).map(({ name }) => name)).toEqual(['Screen in the corner']);
});

test('says what three corners, sixteen areas mean', async () => {
  open(Array.from({ length: 16 }, () => square));
  await button('New area').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('16 areas are the most. Delete one first.');
});

test('leaving with changes is asked about, and keeps them unless it is meant', async () => {
  open([square]);
  await button('New area').click();
  await button('Close without saving').click();
  await expect.element(page.getByRole('dialog')).toHaveTextContent('stay as they were');
  await button('Go on drawing').click();
  expect(close).not.toHaveBeenCalled();
  await button('Close without saving').click();
  await button('Leave').click();
  expect(close).toHaveBeenCalled();
  expect(saved).toBeUndefined();
});

test('what moves is told apart by the areas as they are drawn', async () => {
  const moving = { cells: [0, 1, 16, 17], ignoredCells: [], share: 0.04, ignoredShare: 0, threshold: 0.01 };
  open([], { moving });
  await expect.element(page.getByText('Outside')).toBeVisible();
  expect(document.querySelectorAll('.moving')).toHaveLength(4);
  await button('Moving now').click();
  expect(document.querySelectorAll('.moving')).toHaveLength(0);
});

test('a proposed area is there to be saved, and says what it would have stopped', async () => {
  open([], { proposed: [{ ...square, name: 'Lamp' }], week: [[52, 53], [0]] });
  await expect.element(page.getByText('would have stopped one this week')).toBeVisible();
  expect(await save()).toHaveLength(1);
});

test('a save that is refused says why, and nothing is lost', async () => {
  open([square], { save: () => Promise.reject(new Error('no')) });
  await button('New area').click();
  await button('Save').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('Something went wrong');
  await expect.element(button('Delete Area 2')).toBeVisible();
  expect(close).not.toHaveBeenCalled();
});
