import type { Device, DeviceCoverage } from '../../api/shapes';
import type { Unseen } from '../words/blind-words';

/** A stretch in which one camera saw nothing. */
export interface UnseenStretch {
  readonly deviceId: string;
  readonly state: 'blind' | 'silent';
  readonly from: Date;
  readonly until: Date;
  readonly goesOn: boolean;
  readonly reason?: string | undefined;
}

/** Stretches of one camera that are told as one. */
export interface UnseenRow extends Unseen {
  readonly key: string;
  readonly deviceId: string;
}

/** A camera that sees again for less than this in between is told of once. */
const togetherMs = 10 * 60_000;
/** Less than this is no news, such as a camera that is opened anew; the day's drawing shows it all the same. */
const leastSeconds = 5;

/** When cameras saw nothing. Time in which a camera was not asked to watch is none of it. */
export function unseenOf(coverage: readonly DeviceCoverage[], devices: readonly Device[], now: Date): UnseenStretch[] {
  return coverage.flatMap(({ deviceId, stretches }) => {
    const device = devices.find(({ id }) => id === deviceId);
    const last = stretches.reduce((latest, { until }) => (until > latest ? until : latest), '');
    return stretches.flatMap(({ state, from, until, reason }) => {
      if (state === 'watching') return [];
      const goesOn = until === last && device?.state === state;
      const end = goesOn ? Math.max(now.getTime(), Date.parse(until)) : Date.parse(until);
      return [{ deviceId, state, from: new Date(from), until: new Date(end), goesOn, reason }];
    });
  });
}

/** The part of each stretch that lies between two times; what goes on keeps its beginning, to be told of as a whole. */
export function unseenWithin(unseen: readonly UnseenStretch[], from: Date, to: Date): UnseenStretch[] {
  return unseen
    .filter((stretch) => stretch.from < to && stretch.until > from)
    .map((stretch) => {
      const goesOn = stretch.goesOn && stretch.until <= to;
      return {
        ...stretch,
        from: goesOn || stretch.from > from ? stretch.from : from,
        until: stretch.until > to ? to : stretch.until,
        goesOn,
      };
    });
}

/** The rows to tell of, the latest end first. */
export function unseenRows(unseen: readonly UnseenStretch[]): UnseenRow[] {
  const rows: UnseenRow[] = [];
  for (const stretch of unseen.toSorted((one, other) => one.from.getTime() - other.from.getTime())) {
    const index = rows.findLastIndex((row) => row.deviceId === stretch.deviceId);
    const before = rows[index];
    if (before && belongs(before, stretch)) rows[index] = joined(before, stretch);
    else rows.push(rowOf(stretch));
  }
  return rows
    .filter(({ seconds, goesOn }) => goesOn || seconds >= leastSeconds)
    .sort((one, other) => other.until.getTime() - one.until.getTime());
}

function secondsOf({ from, until }: UnseenStretch): number {
  return (until.getTime() - from.getTime()) / 1000;
}

function rowOf(stretch: UnseenStretch): UnseenRow {
  const key = `${stretch.deviceId} ${stretch.state} ${stretch.from.getTime()}`;
  return { ...stretch, key, seconds: secondsOf(stretch), times: 1 };
}

function belongs(row: UnseenRow, stretch: UnseenStretch): boolean {
  const isSame = row.state === stretch.state && row.reason === stretch.reason;
  return isSame && stretch.from.getTime() - row.until.getTime() < togetherMs;
}

function joined(row: UnseenRow, stretch: UnseenStretch): UnseenRow {
  // Two stretches that touch come from two sessions, or from two requests: they are one.
  const touches = stretch.from.getTime() - row.until.getTime() < 1_000;
  return {
    ...row,
    until: stretch.until,
    goesOn: stretch.goesOn,
    seconds: row.seconds + secondsOf(stretch),
    times: touches ? row.times : row.times + 1,
  };
}
