import type { GrayFrame } from './gray';

/** Half-widths of what is compared: the pixel with its neighbours, and its surroundings. */
const ownRadius = 1;
const wideRadius = 8;
/** Pixels whose level is this low are mostly noise: it keeps their relative contrast from exploding. */
const darkLevel = 16;

/**
 * How each pixel differs from its surroundings, in per cent of their level. A change of light scales a pixel and
 * its surroundings alike, so it nearly vanishes here; a thing that comes into the picture does not. Pixels that are ignored count neither for themselves nor for others.
 */
export function contrastOf(frame: GrayFrame, ignored?: Uint8Array): Float32Array {
  const { width, height } = frame;
  const shares = sharesFor(width, height, ignored);
  const sums = integral(frame, ignored);
  const stride = width + 2 * wideRadius + 1;
  const contrast = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const own = corners(stride, y, ownRadius);
    const wide = corners(stride, y, wideRadius);
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const self =
        shares.own[i]! *
        (sums[own.bottomRight + x]! - sums[own.topRight + x]! - sums[own.bottomLeft + x]! + sums[own.topLeft + x]!);
      const around =
        shares.wide[i]! *
        (sums[wide.bottomRight + x]! - sums[wide.topRight + x]! - sums[wide.bottomLeft + x]! + sums[wide.topLeft + x]!);
      contrast[i] = (100 * (self - around)) / (around + darkLevel);
    }
  }
  return contrast;
}

/** Where the sums of a square around (0, y) stand in the table; a column to the right is one further. */
function corners(stride: number, y: number, radius: number) {
  const top = (y + wideRadius - radius) * stride;
  const bottom = (y + wideRadius + radius + 1) * stride;
  const left = wideRadius - radius;
  const right = wideRadius + radius + 1;
  return { topLeft: top + left, topRight: top + right, bottomLeft: bottom + left, bottomRight: bottom + right };
}

/** Working memory, used again by each call: nothing of it is seen outside. */
let table = new Int32Array(0);

/** Sums over all pixels above and left of each one, with room for the wide surroundings on all sides. */
function integral({ width, height, pixels }: GrayFrame, ignored: Uint8Array | undefined): Int32Array {
  const stride = width + 2 * wideRadius + 1;
  const rows = height + 2 * wideRadius + 1;
  if (table.length !== stride * rows) table = new Int32Array(stride * rows);
  for (let row = wideRadius + 1; row < rows; row++) {
    const source = (row - wideRadius - 1) * width;
    const inside = row <= height + wideRadius;
    let sum = 0;
    for (let x = 0, i = row * stride + wideRadius + 1; x < width; x++, i++) {
      if (inside && !(ignored && ignored[source + x])) sum += pixels[source + x]!;
      table[i] = table[i - stride]! + sum;
    }
    for (let i = row * stride + wideRadius + 1 + width; i < (row + 1) * stride; i++)
      table[i] = table[i - stride]! + sum;
  }
  return table;
}

/** One over the number of pixels that count, around each pixel. */
interface Shares {
  readonly own: Float32Array;
  readonly wide: Float32Array;
}

/** They depend on nothing but the size and on what is ignored, so they are worked out once for each. */
const sharesByMask = new WeakMap<object, Shares>();
const sharesBySize = new Map<string, Shares>();

function sharesFor(width: number, height: number, ignored: Uint8Array | undefined): Shares {
  const known = ignored ? sharesByMask.get(ignored) : sharesBySize.get(`${width}x${height}`);
  if (known && known.own.length === width * height) return known;
  const shares = makeShares(width, height, ignored);
  if (ignored) sharesByMask.set(ignored, shares);
  else {
    sharesBySize.clear();
    sharesBySize.set(`${width}x${height}`, shares);
  }
  return shares;
}

function makeShares(width: number, height: number, ignored: Uint8Array | undefined): Shares {
  const ones = { width, height, pixels: new Uint8Array(width * height).fill(1) };
  const sums = integral(ones, ignored).slice();
  const stride = width + 2 * wideRadius + 1;
  const share = (radius: number) => {
    const shares = new Float32Array(width * height);
    for (let y = 0; y < height; y++) {
      const at = corners(stride, y, radius);
      for (let x = 0; x < width; x++) {
        const count =
          sums[at.bottomRight + x]! - sums[at.topRight + x]! - sums[at.bottomLeft + x]! + sums[at.topLeft + x]!;
        shares[y * width + x] = count === 0 ? 0 : 1 / count;
      }
    }
    return shares;
  };
  return { own: share(ownRadius), wide: share(wideRadius) };
}
