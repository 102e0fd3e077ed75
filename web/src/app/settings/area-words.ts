import { maskShare } from '../../core/mask';
import { inWords } from '../words/time';
import { type Area, mostAreas, mostCorners, type Point } from './area';
import type { Chosen, Drawing, Refusal } from './drawing';

/** A share of the picture: "0.4 %", "12 %". */
export function percentWords(share: number): string {
  const value = share * 100;
  return `${value > 0 && value < 9.95 ? value.toFixed(1).replace(/\.0$/, '') : Math.round(value)}\u00a0%`;
}

/** What an area is called; one without a name by its number. */
export function areaName(area: Area, number: number): string {
  return area.name ?? `Area ${number + 1}`;
}

/** Where a corner or an area is, for those who do not see it. */
function placeWords({ x, y }: Point): string {
  return `${Math.round(x * 100)} % from the left, ${Math.round(y * 100)} % from the top`;
}

/** What is chosen, as it is read out. */
export function chosenWords(drawing: Drawing, chosen: Chosen): string {
  const area = drawing.areas[chosen.area];
  if (!area) return '';
  const name = areaName(area, chosen.area);
  const corner = chosen.corner === undefined ? undefined : area.points[chosen.corner];
  if (!corner || chosen.corner === undefined)
    return `${name}, ${area.points.length} corners, ${percentWords(maskShare([area]))} of the picture`;
  return `${name}, corner ${chosen.corner + 1} of ${area.points.length}, ${placeWords(corner)}`;
}

/** Why a change was not made, and what to do. */
export function refusalWords(refusal: Refusal): string {
  switch (refusal) {
    case 'tooManyAreas':
      return `${mostAreas} areas are the most. Delete one first.`;
    case 'tooManyCorners':
      return `${mostCorners} corners are the most for one area. Begin another area, or delete a corner.`;
    case 'tooFewCorners':
      return 'An area has at least three corners. Delete the whole area instead, or set one more corner.';
  }
}

/** What a finger can do next. */
export function hintWords(drawing: Drawing): readonly string[] {
  const { outline, chosen, areas } = drawing;
  if (outline) return outline.length < 3 ? ['Tap corner by corner'] : ['Tap the first corner to close the area'];
  if (chosen?.corner !== undefined) return ['Drag the corner', 'move it by the arrows'];
  if (chosen) return ['Drag a corner', 'tap an edge to add one'];
  return areas.length ? ['Tap an area to change it'] : ['Nothing is ignored yet'];
}

/** How many events areas would have kept quiet. */
export function stoppedWords(stopped: number): string | undefined {
  if (stopped === 0) return undefined;
  return `would have stopped ${stopped > 12 ? stopped : inWords(stopped)} this week`;
}
