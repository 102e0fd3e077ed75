/** Times and lengths in the words and figures of the screens. All take the time to speak of; none reads a clock. */

const language = 'en-GB';
const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
const exactClock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const weekday = new Intl.DateTimeFormat(language, { weekday: 'long' });
const longDay = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' });
const shortDay = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long' });

const small = [
  'no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve',
]; // prettier-ignore

/** 3 → "three"; from thirteen on as figures. */
export function inWords(count: number): string {
  return small[count] ?? String(count);
}

/** "14:51" on this device's clock. */
export function clockTime(at: Date): string {
  return clock.format(at);
}

/** "14:51:07" on this device's clock. */
export function exactTime(at: Date): string {
  return exactClock.format(at);
}

/** "Sunday 22 November". */
export function fullDay(at: Date): string {
  return longDay.format(at).replace(',', '');
}

/** "12 November" on this device's clock. */
export function dayOfMonth(at: Date): string {
  return shortDay.format(at);
}

/** A key that is the same for two times on the same local day, and sorts: "2026-11-22". */
export function dayKey(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days, 12);
}

/** "Today", "Yesterday", "Saturday" within the last week, then "12 November". */
export function dayName(at: Date, now: Date): string {
  const key = dayKey(at);
  if (key === dayKey(now)) return 'Today';
  if (key === dayKey(daysBefore(now, 1))) return 'Yesterday';
  for (let days = 2; days < 7; days++) if (key === dayKey(daysBefore(now, days))) return weekday.format(at);
  return shortDay.format(at);
}

/** "08:30" today, "yesterday, 17:40", "Saturday, 17:40", "12 November, 17:40". */
export function momentOf(at: Date, now: Date): string {
  const name = dayName(at, now);
  if (name === 'Today') return clockTime(at);
  return `${name === 'Yesterday' ? 'yesterday' : name}, ${clockTime(at)}`;
}

/** A place in a clip: 8 → "0:08", 75.4 → "1:15". */
export function position(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds + 1e-6));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** The same for narrow places: "40 s", "6 min", "3 h", "2 d". */
export function shortStretch(seconds: number): string {
  const [count = '', unit = ''] = stretch(seconds).split(' ');
  const short = { second: 's', minute: 'min', hour: 'h', day: 'd' }[unit.replace(/s$/, '')];
  return `${count} ${short ?? unit}`;
}

/** A stretch of time, rounded to the unit that matters: "40 seconds", "6 minutes", "3 hours", "2 days". */
export function stretch(seconds: number): string {
  if (seconds < 60) return counted(Math.max(1, Math.round(seconds)), 'second');
  if (seconds < 3600) return counted(Math.round(seconds / 60), 'minute');
  if (seconds < 86_400) return counted(Math.round(seconds / 3600), 'hour');
  return counted(Math.round(seconds / 86_400), 'day');
}

/** Minutes until then, to the nearest, and 1 until it is over; then 0. */
export function minutesLeft(until: Date, now: Date): number {
  const left = until.getTime() - now.getTime();
  return left > 0 ? Math.max(1, Math.round(left / 60_000)) : 0;
}
