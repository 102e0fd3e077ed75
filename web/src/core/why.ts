import type { CameraSettings, Why, WhyPoint } from './event';

/** What was measured at one moment, in seconds on the session's clock. */
export interface Measured extends Omit<WhyPoint, 'atSeconds'> {
  readonly at: number;
}

/** What decided at a trigger; the curve joins it once the clip is complete. */
export type Reason = Omit<Why, 'curve'>;

/** A curve has no more points than this. */
const mostCurvePoints = 240;

/** The settings that decide, as they are told with an event. */
export function reasonSettings({ version, sensitivity, extension, sound, mask }: CameraSettings): Reason['settings'] {
  const { on, leastDb, riseDb } = sound;
  return {
    version,
    sensitivity,
    extension,
    ...(on && { sound: { leastDb, ...(riseDb === undefined ? {} : { riseDb }) } }),
    ignoredAreas: mask.length,
  };
}

/**
 * What was measured from one time to another, as points from `start` on. Where there is too much of it, each point
 * stands for a stretch and shows the most that was measured in it, so that no peak is lost.
 */
export function curveOf(measured: readonly Measured[], from: number, to: number, start = from): WhyPoint[] {
  const shown = measured.filter(({ at }) => at >= from && at <= to);
  const stretches = shown.length <= mostCurvePoints ? shown.map((one) => [one]) : stretched(shown, from, to);
  return stretches.map((stretch) => most(stretch, start));
}

function stretched(shown: readonly Measured[], from: number, to: number): (readonly Measured[])[] {
  const stretches = Array.from({ length: mostCurvePoints }, (): Measured[] => []);
  for (const one of shown)
    stretches[Math.min(mostCurvePoints - 1, Math.floor(((one.at - from) / (to - from)) * mostCurvePoints))]!.push(one);
  return stretches.filter(({ length }) => length > 0);
}

/** The time is that of the largest share, or else of the loudest sound. */
function most(stretch: readonly Measured[], start: number): WhyPoint {
  const largest = (value: 'share' | 'riseDb') => {
    const known = stretch.filter((one) => one[value] !== undefined);
    return known.length === 0 ? undefined : known.reduce((one, other) => (other[value]! > one[value]! ? other : one));
  };
  const [share, rise] = [largest('share'), largest('riseDb')];
  return {
    atSeconds: rounded((share ?? rise ?? stretch[0]!).at - start, 1_000),
    ...(share && { share: rounded(share.share!, 100_000) }),
    ...(rise && { riseDb: rounded(rise.riseDb!, 10) }),
  };
}

function rounded(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}
