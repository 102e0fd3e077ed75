import type { IgnoredArea, MaskPoint } from '../../core/event';

/** A place in the picture: shares of its width and height from the top left, 0–1. */
export type Point = MaskPoint;

/** An area to ignore. */
export type Area = IgnoredArea;

/** The size of something on the screen, in pixels: what distances under a finger are measured in. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What the server takes. */
export const mostAreas = 16;
export const mostCorners = 32;
const leastCorners = 3;
export const longestName = 40;

/** The same place, inside the picture; exact to a ten-thousandth, which no camera tells apart. */
export function within({ x, y }: Point): Point {
  return { x: inside(x), y: inside(y) };
}

function inside(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 10_000;
}

/** The area with one corner elsewhere. */
export function withCorner(area: Area, corner: number, point: Point): Area {
  return { ...area, points: area.points.with(corner, within(point)) };
}

/** The whole area moved by so much, at most up to the edges of the picture. */
export function movedBy(area: Area, by: Point): Area {
  const x = held(
    area.points.map((point) => point.x),
    by.x,
  );
  const y = held(
    area.points.map((point) => point.y),
    by.y,
  );
  return { ...area, points: area.points.map((point) => within({ x: point.x + x, y: point.y + y })) };
}

function held(places: readonly number[], by: number): number {
  return Math.min(1 - Math.max(...places), Math.max(-Math.min(...places), by));
}

/** The area with a corner more, on the edge that begins at a corner: at a place on it, or else in its middle. */
export function withCornerAdded(area: Area, edge: number, at: Point = middleOf(area, edge)): Area {
  return { ...area, points: area.points.toSpliced(edge + 1, 0, within(at)) };
}

/** The area with a corner less; undefined where fewer than three would be left. */
export function withoutCorner(area: Area, corner: number): Area | undefined {
  if (area.points.length <= leastCorners) return undefined;
  return { ...area, points: area.points.toSpliced(corner, 1) };
}

/** The middle of the edge that begins at a corner. */
export function middleOf(area: Area, edge: number): Point {
  const [from, to] = edgeOf(area, edge);
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

function edgeOf({ points }: Area, edge: number): readonly [Point, Point] {
  const from = points[edge];
  const to = points[(edge + 1) % points.length];
  if (!from || !to) throw new RangeError(`An area of ${points.length} corners has no edge ${edge}`);
  return [from, to];
}

/** How far two places lie apart on a picture of this size, in pixels. */
export function distance(one: Point, other: Point, { width, height }: Size): number {
  return Math.hypot((one.x - other.x) * width, (one.y - other.y) * height);
}

/** The edge that passes closest to a place: the corner that it begins at, the place on it, and how far that is. */
export function nearestEdge(
  area: Area,
  point: Point,
  size: Size,
): { readonly edge: number; readonly at: Point; readonly distance: number } {
  const found = area.points.map((_, edge) => {
    const at = nearestOn(edgeOf(area, edge), point, size);
    return { edge, at, distance: distance(at, point, size) };
  });
  return found.reduce((best, next) => (next.distance < best.distance ? next : best));
}

function nearestOn([from, to]: readonly [Point, Point], point: Point, { width, height }: Size): Point {
  const x = (to.x - from.x) * width;
  const y = (to.y - from.y) * height;
  const length = x * x + y * y;
  if (length === 0) return from;
  const along = ((point.x - from.x) * width * x + (point.y - from.y) * height * y) / length;
  const share = Math.min(1, Math.max(0, along));
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** Whether a place lies in the area; what edges that cross enclose counts as inside, as it does for the camera. */
export function contains({ points }: Area, { x, y }: Point): boolean {
  let winding = 0;
  for (const [index, to] of points.entries()) {
    const from = points.at(index - 1) ?? to;
    if (to.y > y === from.y > y) continue;
    const crossing = to.x + ((y - to.y) * (from.x - to.x)) / (from.y - to.y);
    if (x < crossing) winding += to.y > from.y ? 1 : -1;
  }
  return winding !== 0;
}

const places = [0.5, 0.25, 0.75].flatMap((y) => [0.5, 0.25, 0.75].map((x) => ({ x, y })));

/** A quadrilateral to begin with: in the middle, or where no other area is yet. */
export function newQuadrilateral(areas: readonly Area[]): Area {
  const free = places.find((place) => !areas.some((area) => contains(area, place)));
  const { x, y } = free ?? { x: 0.5, y: 0.5 };
  const corners = [
    { x: x - 0.12, y: y - 0.12 },
    { x: x + 0.12, y: y - 0.12 },
    { x: x + 0.12, y: y + 0.12 },
    { x: x - 0.12, y: y + 0.12 },
  ];
  return { points: corners.map(within) };
}
