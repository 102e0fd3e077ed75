import type { Plan, Usage } from '../../../api/shapes';

const language = 'en-GB';
const dayAndMonth = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' });
const monthName = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
const shortMonth = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' });

/** Before this day of a month nobody can say at what pace it goes. */
const paceFromDay = 3;

/** Seconds as minutes: "0", "2.5", "218". Below ten with one decimal, as long as it says something. */
export function minutesOf(seconds: number): string {
  const minutes = seconds / 60;
  return minutes < 10 ? String(Math.round(minutes * 10) / 10) : String(Math.round(minutes));
}

/** "1 minute", "2.5 minutes". */
export function inMinutes(seconds: number): string {
  const minutes = minutesOf(seconds);
  return `${minutes} ${minutes === '1' ? 'minute' : 'minutes'}`;
}

/** What the month came to so far, as the title of its screen. */
export function headline({ plan, usedSeconds, leftSeconds }: Usage): string {
  if (plan.monthlySeconds === undefined) {
    return usedSeconds ? `${inMinutes(usedSeconds)} looked at this month.` : 'Nothing was looked at this month yet.';
  }
  if (leftSeconds === 0) return `All ${inMinutes(plan.monthlySeconds)} of this month are used up.`;
  return `${minutesOf(usedSeconds)} of ${inMinutes(plan.monthlySeconds)} looked at this month.`;
}

/** What is left, where it is heading, and what it means when it runs out. */
export function outlook(usage: Usage): string {
  const { leftSeconds, heldSeconds } = usage;
  if (leftSeconds === undefined) return 'Your plan has no monthly limit.';
  const again = firstOfNext(usage.month);
  const later = 'cameras go on recording; events wait as “not analysed” and can be looked at later.';
  if (leftSeconds === 0) return `They begin again on ${again}. Until then ${later}`;
  const held = heldSeconds ? ` ${inMinutes(heldSeconds)} held for clips that are being looked at.` : '';
  const left = `${inMinutes(leftSeconds)} left until ${again}.${held}`;
  return `${left}${pace(usage)} Should they ever run out, ${later}`;
}

function pace({ usedSeconds, plan, today, month }: Usage): string {
  const day = dayOf(today);
  if (plan.monthlySeconds === undefined || day < paceFromDay || usedSeconds === 0) return '';
  const ending = (usedSeconds / day) * daysIn(month);
  return ending > plan.monthlySeconds
    ? ' At this pace they will not last the month.'
    : ` At this pace the month ends near ${minutesOf(ending)}.`;
}

/** "1 December", the first day of the month after "2026-11". */
export function firstOfNext(month: string): string {
  const { year, index } = parts(month);
  return dayAndMonth.format(new Date(Date.UTC(year, index + 1, 1)));
}

/** "November" of "2026-11". */
export function nameOf(month: string): string {
  const { year, index } = parts(month);
  return monthName.format(new Date(Date.UTC(year, index, 1)));
}

/** "Nov" of "2026-11". */
export function shortNameOf(month: string): string {
  const { year, index } = parts(month);
  return shortMonth.format(new Date(Date.UTC(year, index, 1)));
}

/** "7 November" of "2026-11-07". */
export function dayWords(day: string): string {
  return dayAndMonth.format(new Date(`${day}T00:00:00Z`));
}

/** How many days "2026-11" has. */
export function daysIn(month: string): number {
  const { year, index } = parts(month);
  return new Date(Date.UTC(year, index + 1, 0)).getUTCDate();
}

/** 7 of "2026-11-07". */
export function dayOf(day: string): number {
  return Number(day.slice(8));
}

/** What the drawing of the month shows, for those who do not see it. */
export function drawingWords({ month, days }: Usage): string {
  const most = days.reduce<Usage['days'][number] | undefined>(
    (first, day) => (first && first.seconds >= day.seconds ? first : day),
    undefined,
  );
  const title = `Minutes looked at on each day of ${nameOf(month)}.`;
  return most ? `${title} Most on ${dayWords(most.day)}: ${inMinutes(most.seconds)}.` : `${title} None so far.`;
}

/** "Plus" of "plus": as a plan is called on the screen. */
export function planName({ name }: Plan): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** What a plan gives, as names and values. */
export function planFacts(plan: Plan): readonly (readonly [string, string])[] {
  return [
    ['Looked at, a month', plan.monthlySeconds === undefined ? 'no limit' : `${minutesOf(plan.monthlySeconds)} min`],
    ['Longest clip', `${plan.longestClipSeconds} s`],
    ['Clips an hour', plan.uploadsPerHour === undefined ? 'no limit' : String(plan.uploadsPerHour)],
    ['Kept for', `${plan.retentionDays} days`],
    ['Cameras, people', `${plan.cameras}, ${plan.members}`],
  ];
}

function parts(month: string): { readonly year: number; readonly index: number } {
  return { year: Number(month.slice(0, 4)), index: Number(month.slice(5, 7)) - 1 };
}
