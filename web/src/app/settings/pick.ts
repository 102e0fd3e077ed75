import { type Area, contains, distance, nearestEdge, type Point, type Size } from './area';
import type { Drawing } from './drawing';

/** What lies under a finger. */
export type Picked =
  | { readonly kind: 'corner'; readonly area: number; readonly corner: number }
  | { readonly kind: 'edge'; readonly area: number; readonly edge: number; readonly at: Point }
  | { readonly kind: 'area'; readonly area: number }
  | { readonly kind: 'nothing' };

/** How near is near enough, in pixels: half a touch target for corners, a little less for edges. */
export interface Reach {
  readonly corner: number;
  readonly edge: number;
}

/** A finger covers more than a mouse points at. */
export function reachOf(pointerType: string): Reach {
  return pointerType === 'mouse' ? { corner: 12, edge: 8 } : { corner: 24, edge: 18 };
}

/** What lies at a place of a picture of this size: corners and edges of the chosen area first, then areas, the top one. */
export function pickAt(drawing: Drawing, point: Point, size: Size, reach: Reach): Picked {
  const number = drawing.chosen?.area;
  const area = number === undefined ? undefined : drawing.areas[number];
  if (area && number !== undefined) {
    const corner = nearestCorner(area, point, size, reach);
    if (corner !== undefined) return { kind: 'corner', area: number, corner };
    const { edge, at, distance: apart } = nearestEdge(area, point, size);
    if (apart <= reach.edge) return { kind: 'edge', area: number, edge, at };
    if (contains(area, point)) return { kind: 'area', area: number };
  }
  const top = drawing.areas.findLastIndex((other) => contains(other, point));
  if (top >= 0) return { kind: 'area', area: top };
  const near = drawing.areas.findLastIndex((other) => nearestEdge(other, point, size).distance <= reach.edge);
  return near >= 0 ? { kind: 'area', area: near } : { kind: 'nothing' };
}

function nearestCorner(area: Area, point: Point, size: Size, reach: Reach): number | undefined {
  const apart = area.points.map((corner) => distance(corner, point, size));
  const least = Math.min(...apart);
  return least <= reach.corner ? apart.indexOf(least) : undefined;
}
