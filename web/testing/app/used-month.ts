import type { Plan, Usage } from '../../src/api/shapes';
import { idOf } from './builders';

export const free: Plan = {
  name: 'free',
  monthlySeconds: 1800,
  longestClipSeconds: 20,
  uploadsPerHour: 20,
  previewsPerHour: 120,
  retentionDays: 7,
  cameras: 2,
  members: 2,
};

export const plus: Plan = {
  name: 'plus',
  monthlySeconds: 36_000,
  longestClipSeconds: 60,
  uploadsPerHour: 120,
  previewsPerHour: 600,
  retentionDays: 60,
  cameras: 10,
  members: 10,
};

export const home: Plan = {
  name: 'home',
  longestClipSeconds: 60,
  previewsPerHour: 1200,
  retentionDays: 30,
  cameras: 20,
  members: 20,
};

/** The 22nd of November, on the larger plan, unless said otherwise. */
export function aMonth(more: Partial<Usage> = {}): Usage {
  const minutes = [0, 4, 9, 2, 6, 11, 8, 3, 7, 16, 4, 2, 9, 12, 5, 8, 3, 6, 19, 7, 21, 14];
  const days = minutes
    .map((count, index) => ({
      day: `2026-11-${String(index + 1).padStart(2, '0')}`,
      seconds: count * 60,
      events: count * 2,
    }))
    .filter((day) => day.seconds > 0);
  return {
    month: '2026-11',
    timeZone: 'Europe/Berlin',
    beginsAt: '2026-10-31T23:00:00.000Z',
    endsAt: '2026-11-30T23:00:00.000Z',
    today: '2026-11-22',
    plan: plus,
    usedSeconds: 10_560,
    heldSeconds: 0,
    leftSeconds: 25_440,
    cameras: [
      { deviceId: idOf('device', 1), seconds: 6180, events: 206 },
      { deviceId: idOf('device', 2), seconds: 2640, events: 88 },
      { deviceId: idOf('device', 9), seconds: 1740, events: 58 },
    ],
    days,
    ...more,
  };
}

/** A month of the smallest plan that is used up. */
export function aSpentMonth(): Usage {
  return aMonth({
    plan: free,
    usedSeconds: 1800,
    leftSeconds: 0,
    next: plus,
    cameras: [{ deviceId: idOf('device', 1), seconds: 1800, events: 71 }],
    days: [
      { day: '2026-11-03', seconds: 300, events: 12 },
      { day: '2026-11-09', seconds: 420, events: 16 },
      { day: '2026-11-16', seconds: 640, events: 25 },
      { day: '2026-11-21', seconds: 440, events: 18 },
    ],
  });
}

/** The same without one of its parts. */
export function lacking<Whole extends object, Part extends keyof Whole>(whole: Whole, part: Part): Omit<Whole, Part> {
  const rest: Partial<Whole> = { ...whole };
  delete rest[part];
  return rest as Omit<Whole, Part>;
}
