import { expect, test } from 'vitest';
import { cellsInMask } from '../../core/mask';
import { type Area, contains, movedBy, mostAreas, mostCorners, newQuadrilateral, withoutCorner } from './area';
import { areaName, chosenWords, percentWords, refusalWords } from './area-words';
import { areasAround } from './cell-areas';
import { changed, firstDraft, redone, undone } from './drafts';
import {
  addArea,
  addCorner,
  addOutlineCorner,
  closeOutline,
  type Drawing,
  isDrawing,
  moveChosen,
  removeChosen,
  renameArea,
} from './drawing';
import { divided } from './moving-now';
import { pickAt, reachOf } from './pick';

const square: Area = {
  points: [
    { x: 0.2, y: 0.2 },
    { x: 0.4, y: 0.2 },
    { x: 0.4, y: 0.4 },
    { x: 0.2, y: 0.4 },
  ],
};
const size = { width: 400, height: 200 };
const touch = reachOf('touch');

test('a new area goes where no other is', () => {
  const first = newQuadrilateral([]);
  const second = newQuadrilateral([first]);
  expect(contains(first, { x: 0.5, y: 0.5 })).toBe(true);
  expect(second.points.some((point) => contains(first, point))).toBe(false);
});

test('an area stops at the edge of the picture and keeps its shape', () => {
  const moved = movedBy(square, { x: 5, y: -5 });
  expect(moved.points).toEqual([
    { x: 0.8, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 0.2 },
    { x: 0.8, y: 0.2 },
  ]);
});

test('a corner is moved by itself, and never out of the picture', () => {
  const drawing: Drawing = { areas: [square], chosen: { area: 0, corner: 2 } };
  expect(moveChosen(drawing, { x: 0.7, y: 0.1 }).areas[0]?.points[2]).toEqual({ x: 1, y: 0.5 });
  expect(moveChosen(drawing, { x: 0.1, y: 0 }).areas[0]?.points[0]).toEqual(square.points[0]);
});

test('three corners are the least: the area goes as a whole or not at all', () => {
  const triangle = withoutCorner(square, 1);
  expect(triangle?.points).toHaveLength(3);
  expect(removeChosen({ areas: [triangle ?? square], chosen: { area: 0, corner: 0 } })).toBe('tooFewCorners');
  expect(removeChosen({ areas: [square], chosen: { area: 0 } })).toEqual({ areas: [] });
});

test('says the limits when they are reached', () => {
  expect(addArea({ areas: Array.from({ length: mostAreas }, () => square) })).toBe('tooManyAreas');
  const round = { points: Array.from({ length: mostCorners }, (_, n) => ({ x: n / 40, y: (n % 2) / 2 })) };
  expect(addCorner({ areas: [round] }, 0, 3)).toBe('tooManyCorners');
  expect(refusalWords('tooManyAreas')).toBe('16 areas are the most. Delete one first.');
});

test('an area is drawn corner by corner and closed from three on', () => {
  const corners = [
    { x: 0.1, y: 0.1 },
    { x: 0.9, y: 0.1 },
    { x: 0.5, y: 0.9 },
  ];
  expect(closeOutline({ areas: [], outline: corners.slice(0, 2) })).toBe('tooFewCorners');
  let drawing: Drawing = { areas: [], outline: [] };
  for (const corner of corners) {
    const drawn = addOutlineCorner(drawing, corner);
    if (isDrawing(drawn)) drawing = drawn;
  }
  expect(closeOutline(drawing)).toEqual({ areas: [{ points: corners }], chosen: { area: 0 } });
});

test('a finger finds corners of the chosen area, then its edges, then areas, the top one first', () => {
  const drawing: Drawing = { areas: [square, square], chosen: { area: 0 } };
  expect(pickAt(drawing, { x: 0.21, y: 0.22 }, size, touch)).toEqual({ kind: 'corner', area: 0, corner: 0 });
  expect(pickAt(drawing, { x: 0.3, y: 0.22 }, size, touch)).toMatchObject({ kind: 'edge', area: 0, edge: 0 });
  expect(pickAt({ areas: [square, square] }, { x: 0.3, y: 0.3 }, size, touch)).toEqual({ kind: 'area', area: 1 });
  expect(pickAt(drawing, { x: 0.9, y: 0.9 }, size, touch)).toEqual({ kind: 'nothing' });
});

test('a mouse has to point more closely than a finger', () => {
  const drawing: Drawing = { areas: [square], chosen: { area: 0 } };
  const beside = { x: 0.155, y: 0.2 };
  expect(pickAt(drawing, beside, size, touch).kind).toBe('corner');
  expect(pickAt(drawing, beside, size, reachOf('mouse')).kind).toBe('nothing');
});

test('undo and redo go back and forth, and a new step ends the way forth', () => {
  let drafts = changed(changed(firstDraft(1), 2), 3);
  drafts = undone(undone(undone(drafts)));
  expect(drafts.now).toBe(1);
  drafts = redone(drafts);
  expect(drafts.now).toBe(2);
  expect(redone(changed(drafts, 9)).now).toBe(9);
});

test('shares are said with the precision that matters', () => {
  expect(percentWords(0.0412)).toBe('4.1\u00a0%');
  expect(percentWords(0.14)).toBe('14\u00a0%');
  expect(percentWords(0)).toBe('0\u00a0%');
});

test('areas and corners are named so that they can be heard', () => {
  const drawing = renameArea({ areas: [square, square] }, 1, 'Television');
  expect(areaName(square, 0)).toBe('Area 1');
  expect(chosenWords(drawing, { area: 1, corner: 0 })).toBe(
    'Television, corner 1 of 4, 20 % from the left, 20 % from the top',
  );
});

test('areas are proposed around the cells that moved, one for each group', () => {
  const lamp = [0, 1, 16, 17];
  const curtain = [140, 141, 142];
  const [largest, other] = areasAround([...curtain, ...lamp]);
  expect(largest?.points).toHaveLength(4);
  expect(cellsInMask([largest ?? square])).toEqual(lamp);
  expect(cellsInMask([other ?? square])).toEqual(curtain);
  expect(areasAround([])).toEqual([]);
});

test('what moves is divided by the areas as they are drawn, before they are saved', () => {
  const moving = { cells: [0, 1, 15], ignoredCells: [14], share: 0.03, ignoredShare: 0.01 };
  expect(divided(moving, [], false)).toMatchObject({ cells: [0, 1, 15], share: 0.03, about: false });
  const left = areasAround([0, 1]);
  const now = divided(moving, left, true);
  expect(now).toMatchObject({ cells: [15, 14], ignoredCells: [0, 1], about: true });
  expect(now.share).toBeCloseTo(0.02);
});
