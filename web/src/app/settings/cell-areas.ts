import type { Area, Point } from './area';

/** Movement is counted in a grid of so many cells. */
const columns = 16;
const rows = 9;
/** More groups than this are no single thing in the picture; the largest ones are proposed. */
const mostProposed = 3;

/** The areas to propose where these cells moved: around each group of cells that touch, the largest groups first. */
export function areasAround(cells: readonly number[]): Area[] {
  return groupsOf(cells)
    .toSorted((one, other) => other.length - one.length)
    .slice(0, mostProposed)
    .map((group) => ({ points: hull(group.flatMap(cornersOf)) }));
}

function groupsOf(cells: readonly number[]): number[][] {
  const left = new Set(cells);
  const groups: number[][] = [];
  for (const first of left) {
    const group = [first];
    left.delete(first);
    for (const cell of group)
      for (const other of left)
        if (touch(cell, other)) {
          group.push(other);
          left.delete(other);
        }
    groups.push(group);
  }
  return groups;
}

function touch(one: number, other: number): boolean {
  const across = Math.abs((one % columns) - (other % columns));
  const down = Math.abs(Math.floor(one / columns) - Math.floor(other / columns));
  return across <= 1 && down <= 1;
}

function cornersOf(cell: number): Point[] {
  const column = cell % columns;
  const row = Math.floor(cell / columns);
  return [
    [column, row],
    [column + 1, row],
    [column + 1, row + 1],
    [column, row + 1],
  ].map(([x = 0, y = 0]) => ({ x: x / columns, y: y / rows }));
}

/** The convex hull, clockwise on the screen, by Andrew's monotone chain. On this grid it has far fewer than 32 corners. */
function hull(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((one, other) => one.x - other.x || one.y - other.y);
  return [...chain(sorted), ...chain(sorted.toReversed())];
}

function chain(sorted: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of sorted) {
    while (turn(kept.at(-2), kept.at(-1), point) <= 1e-9) kept.pop();
    kept.push(point);
  }
  return kept.slice(0, -1);
}

/** Above zero when the way from the first over the second to the third turns right on the screen. */
function turn(first: Point | undefined, second: Point | undefined, third: Point): number {
  if (!first || !second) return 1;
  return (second.x - first.x) * (third.y - first.y) - (second.y - first.y) * (third.x - first.x);
}
