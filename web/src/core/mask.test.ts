import { expect, test } from 'vitest';
import type { IgnoredArea } from './event';
import { cellsInMask, maskPixels, maskShare, rectangle } from './mask';

const area = (...points: readonly (readonly [number, number])[]): IgnoredArea => ({
  points: points.map(([x, y]) => ({ x, y })),
});

/** The pixels as rows of text, # for an ignored one. */
function picture(mask: readonly IgnoredArea[], width: number, height: number): string[] {
  const text = Array.from(maskPixels(mask, width, height), (pixel) => (pixel ? '#' : '.')).join('');
  return Array.from({ length: height }, (_, y) => text.slice(y * width, (y + 1) * width));
}

test('a rectangle ignores exactly the pixels that it touches', () => {
  expect(picture([rectangle([0.25, 0.5, 0.5, 0.25])], 8, 4)).toEqual(['........', '........', '..####..', '........']);
  expect(picture([rectangle([0.3, 0.5, 0.4, 0.3])], 8, 4)).toEqual(['........', '........', '..####..', '..####..']);
});

test('a triangle ignores its own side of the slope', () => {
  expect(picture([area([0, 0], [1, 1], [0, 1])], 4, 4)).toEqual(['#...', '##..', '###.', '####']);
});

test('the same mask fits an upright picture', () => {
  expect(picture([rectangle([0, 0, 0.5, 1])], 2, 4)).toEqual(['#.', '#.', '#.', '#.']);
});

test('an area that is drawn the other way round is the same area', () => {
  const points = [
    [0.1, 0.1],
    [0.9, 0.2],
    [0.4, 0.9],
  ] as const;
  expect(picture([area(...points)], 16, 9)).toEqual(picture([area(...points.toReversed())], 16, 9));
});

test('an area that crosses itself ignores all that it encloses', () => {
  const bowTie = area([0, 0], [1, 1], [1, 0], [0, 1]);
  expect(picture([bowTie], 4, 4)).toEqual(['#..#', '####', '####', '#..#']);
  const star = [0, 2, 4, 1, 3].map((i) => {
    const turn = (2 * Math.PI * i) / 5;
    return [0.5 + 0.5 * Math.sin(turn), 0.5 - 0.5 * Math.cos(turn)] as const;
  });
  expect(picture([area(...star)], 21, 21)[10]![10]).toBe('#');
});

test('two areas that overlap ignore both', () => {
  const both = [rectangle([0, 0, 0.75, 1]), rectangle([0.5, 0, 0.5, 1])];
  expect(maskShare(both)).toBe(1);
});

test('areas without a surface ignore nothing', () => {
  const nothing = [
    area(),
    area([0.5, 0.5]),
    area([0.1, 0.1], [0.9, 0.9]),
    area([0.5, 0.5], [0.5, 0.5], [0.5, 0.5]),
    area([0.1, 0.1], [0.9, 0.9], [0.5, 0.5]),
    area([0.5, NaN], [1, 0], [1, 1]),
    area([0.5, Infinity], [1, 0], [1, 1]),
  ];
  expect(maskShare(nothing)).toBe(0);
});

test('what lies outside of the picture is cut off', () => {
  expect(maskShare([rectangle([-5, -5, 11, 11])])).toBe(1);
  expect(maskShare([rectangle([1.2, 0, 1, 1]), rectangle([0, -2, 1, 1])])).toBe(0);
  expect(picture([rectangle([-1, 0, 1.5, 1])], 4, 1)).toEqual(['##..']);
});

test('the pixels of one mask are the same array each time', () => {
  const mask = [rectangle([0, 0, 0.5, 0.5])];
  expect(maskPixels(mask, 160, 90)).toBe(maskPixels(mask, 160, 90));
  expect(maskPixels(mask, 90, 160)).not.toBe(maskPixels(mask, 160, 90));
});

test('cells count as ignored from half of their surface on', () => {
  expect(cellsInMask([rectangle([0, 0, 2 / 16, 1 / 9])])).toEqual([0, 1]);
  expect(cellsInMask([rectangle([0, 0, 1.4 / 16, 1 / 9])])).toEqual([0]);
  expect(cellsInMask([rectangle([0, 8 / 9, 1, 1 / 9])])).toHaveLength(16);
  expect(cellsInMask([])).toEqual([]);
});
