/** What was measured at one moment. */
export interface Measured {
  readonly at: number;
  readonly value: number;
}

/** A curve as it is drawn, in units of {@link curveSize}. */
export interface Curve {
  readonly line: string;
  /** The parts at or above the threshold. */
  readonly hot: string;
  /** How far down the threshold is; absent where there is none. */
  readonly thresholdY?: number;
  /** When it rose to the threshold, in seconds. */
  readonly passes: readonly number[];
  /** The first and the last second. */
  readonly from: number;
  readonly to: number;
}

export const curveSize = { width: 320, height: 76 } as const;
const margin = 6;

/** Draws what was measured. The scale is a square root, so that little shares and large ones can both be seen. */
export function curveOf(measured: readonly Measured[], threshold: number | undefined): Curve | undefined {
  const first = measured[0];
  const last = measured.at(-1);
  if (!first || !last || last.at <= first.at) return undefined;
  const most = Math.max(threshold ?? 0, ...measured.map(({ value }) => value), 1e-9);
  const place = ({ at, value }: Measured): Spot => ({
    x: ((at - first.at) / (last.at - first.at)) * curveSize.width,
    y: curveSize.height - margin - Math.sqrt(Math.max(0, value) / most) * (curveSize.height - 2 * margin),
  });
  const spots = measured.map(place);
  const line = path(spots);
  if (threshold === undefined) return { line, hot: '', passes: [], from: first.at, to: last.at };
  const { y: thresholdY } = place({ at: 0, value: threshold });
  return {
    line,
    hot: above(spots, thresholdY),
    thresholdY,
    ...passesOf(measured, threshold),
    from: first.at,
    to: last.at,
  };
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

function path(spots: readonly Spot[]): string {
  return spots.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

/** The parts of a line that lie on or above a height, cut where it crosses. */
function above(spots: readonly Spot[], height: number): string {
  const parts: Spot[][] = [];
  let part: Spot[] = [];
  for (const [index, spot] of spots.entries()) {
    const before = spots[index - 1];
    const isOver = spot.y <= height;
    if (before && before.y <= height !== isOver) part.push(crossing(before, spot, height));
    if (isOver) part.push(spot);
    else if (part.length) {
      parts.push(part);
      part = [];
    }
  }
  return [...parts, part]
    .filter((each) => each.length > 1)
    .map(path)
    .join('');
}

function crossing(from: Spot, to: Spot, y: number): Spot {
  return { x: from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x), y };
}

function passesOf(measured: readonly Measured[], threshold: number): { readonly passes: readonly number[] } {
  const rises = measured.filter(({ value }, index) => {
    const before = measured[index - 1];
    return value >= threshold && (!before || before.value < threshold);
  });
  return { passes: rises.map(({ at }) => at) };
}
