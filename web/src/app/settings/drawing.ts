import {
  type Area,
  movedBy,
  mostAreas,
  mostCorners,
  newQuadrilateral,
  type Point,
  withCorner,
  withCornerAdded,
  within,
  withoutCorner,
} from './area';

/** What is chosen: an area, or one of its corners. */
export interface Chosen {
  readonly area: number;
  readonly corner?: number;
}

/** Areas as they are being drawn. */
export interface Drawing {
  readonly areas: readonly Area[];
  /** The corners so far of an area that is drawn corner by corner. */
  readonly outline?: readonly Point[];
  readonly chosen?: Chosen;
}

/** A change that the limits do not allow. */
export type Refusal = 'tooManyAreas' | 'tooManyCorners' | 'tooFewCorners';

/** A drawing after a change, or why there is none. */
export type Drawn = Drawing | Refusal;

/** Whether a change was made. */
export function isDrawing(drawn: Drawn): drawn is Drawing {
  return typeof drawn !== 'string';
}

/** With the area of this number replaced. */
function replaced(drawing: Drawing, number: number, area: Area, chosen: Chosen): Drawing {
  return { areas: drawing.areas.with(number, area), chosen };
}

/** Drops a quadrilateral where nothing is yet, or the area that is given. */
export function addArea(drawing: Drawing, area: Area = newQuadrilateral(drawing.areas)): Drawn {
  if (drawing.areas.length >= mostAreas) return 'tooManyAreas';
  return { areas: [...drawing.areas, area], chosen: { area: drawing.areas.length } };
}

/** Sets the next corner of an area that is drawn corner by corner. */
export function addOutlineCorner(drawing: Drawing, point: Point): Drawn {
  const outline = drawing.outline ?? [];
  if (outline.length >= mostCorners) return 'tooManyCorners';
  return { areas: drawing.areas, outline: [...outline, within(point)] };
}

/** Makes an area of the corners that were set. */
export function closeOutline({ areas, outline = [] }: Drawing): Drawn {
  if (outline.length < 3) return 'tooFewCorners';
  return addArea({ areas }, { points: outline });
}

/** Moves what is chosen: a corner by itself, an area as a whole. */
export function moveChosen(drawing: Drawing, by: Point): Drawing {
  const { chosen } = drawing;
  const area = chosen && drawing.areas[chosen.area];
  if (!area) return drawing;
  const corner = chosen.corner === undefined ? undefined : area.points[chosen.corner];
  const moved =
    corner && chosen.corner !== undefined
      ? withCorner(area, chosen.corner, { x: corner.x + by.x, y: corner.y + by.y })
      : movedBy(area, by);
  return replaced(drawing, chosen.area, moved, chosen);
}

/** Adds a corner on an edge of an area and chooses it. */
export function addCorner(drawing: Drawing, number: number, edge: number, at?: Point): Drawn {
  const area = drawing.areas[number];
  if (!area) return drawing;
  if (area.points.length >= mostCorners) return 'tooManyCorners';
  return replaced(drawing, number, withCornerAdded(area, edge, at), { area: number, corner: edge + 1 });
}

/** Removes what is chosen: a corner, or a whole area. */
export function removeChosen(drawing: Drawing): Drawn {
  const { chosen } = drawing;
  const area = chosen && drawing.areas[chosen.area];
  if (!area) return drawing;
  if (chosen.corner === undefined) return removeArea(drawing, chosen.area);
  const fewer = withoutCorner(area, chosen.corner);
  if (!fewer) return 'tooFewCorners';
  return replaced(drawing, chosen.area, fewer, { area: chosen.area, corner: chosen.corner % fewer.points.length });
}

/** Removes an area. */
export function removeArea({ areas }: Drawing, number: number): Drawing {
  return { areas: areas.toSpliced(number, 1) };
}

/** Gives an area a name; an empty one takes it away. */
export function renameArea(drawing: Drawing, number: number, name: string): Drawing {
  const area = drawing.areas[number];
  if (!area) return drawing;
  const { points } = area;
  return replaced(drawing, number, { ...(name && { name }), points }, { area: number });
}
