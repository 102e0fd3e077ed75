/** Width and height of the picture: the only size that the published graph takes. */
export const SIDE = 416;

/**
 * Draws a picture in whole numbers only, so that any language draws the same: a sky that darkens, a chequered floor, and a
 * figure with a head. Three bytes for each pixel: blue, green, red.
 */
export function drawPicture() {
  const bytes = new Uint8Array(SIDE * SIDE * 3);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) bytes.set(colour(x, y), (y * SIDE + x) * 3);
  }
  return bytes;
}

function colour(x, y) {
  if (square(x - 208) + square(y - 110) < square(34)) return [120, 160, 215];
  if (square(x - 208) * 9 + square(y - 230) * 2 < square(130)) return [150, 60, 40];
  if (y > 300 && y < 390 && (Math.abs(x - 186) < 14 || Math.abs(x - 230) < 14)) return [60, 45, 40];
  if (y < 250) return [230 - (y >> 1), 200 - (y >> 1), 170 - (y >> 2)];
  return ((x >> 5) + (y >> 5)) % 2 === 0 ? [90, 110, 120] : [60, 75, 85];
}

const square = (value) => value * value;
