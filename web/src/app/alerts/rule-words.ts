import type { AlertRule, RuleSchedule, What } from '../../api/shapes';
import { inWords } from '../words/time';
import { listed } from '../words/labels';

/** A word of a rule that can be changed. */
export type RuleWord = 'when' | 'channels' | 'what' | 'cameras' | 'schedule' | 'often';

/** A piece of a rule's sentence: plain, or a word that opens its choices; `after` clings to it. */
export interface Piece {
  readonly text: string;
  readonly word?: RuleWord;
  readonly after?: string;
}

/** A kind of thing that a rule can be about, with the labels that stand for it. */
export interface Kind {
  readonly name: string;
  readonly one: string;
  readonly labels: readonly string[];
}

/** Twenty labels in all, the most that one rule takes. */
export const kinds: readonly Kind[] = [
  { name: 'People', one: 'a person', labels: ['person'] },
  {
    name: 'Animals',
    one: 'an animal',
    labels: ['animal', 'bird', 'cat', 'dog', 'horse', 'sheep', 'cow', 'bear'],
  },
  {
    name: 'Vehicles',
    one: 'a vehicle',
    labels: ['vehicle', 'bicycle', 'car', 'motorcycle', 'bus', 'truck', 'boat'],
  },
  { name: 'Bags', one: 'a bag', labels: ['bag', 'backpack', 'handbag', 'suitcase'] },
];

/** The kinds that a rule is about, and labels that belong to none of them. */
export function kindsOf(what: What): { readonly kinds: readonly Kind[]; readonly others: readonly string[] } {
  const labels = what.labels ?? [];
  const found = kinds.filter((kind) => kind.labels.some((label) => labels.includes(label)));
  return { kinds: found, others: labels.filter((label) => !kinds.some((kind) => kind.labels.includes(label))) };
}

/** The rule as a sentence. */
export function sentenceOf(rule: AlertRule, cameras: string): readonly Piece[] {
  return rule.when === 'summary' ? summaryOf(rule, cameras) : atOnceOf(rule, cameras);
}

/** The rule in plain words, for those who hear it. */
export function spoken(pieces: readonly Piece[]): string {
  return pieces.map(({ text, after = '' }) => text + after).join(' ');
}

/** "any camera", "Street", "Street or Hallway". */
export function camerasWord(names: readonly string[] | undefined): string {
  if (!names) return 'any camera';
  return names.length ? listed(names).replace(' and ', ' or ') : 'no camera';
}

/** "22:00 to 07:00", "Monday to Friday, 22:00 to 07:00", "always". */
export function scheduleWord(schedule: RuleSchedule | undefined): string {
  const days = schedule?.days?.length ? daysWord(schedule.days) : '';
  const hours = schedule?.from && schedule.to ? `${schedule.from} to ${schedule.to}` : '';
  return [days, hours].filter(Boolean).join(', ') || 'always';
}

/** "once in 5 minutes", "every time". */
export function oftenWord(seconds: number): string {
  if (seconds === 0) return 'as often as it happens';
  if (seconds < 60) return `once in ${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  if (minutes === 1) return 'once a minute';
  if (minutes === 60) return 'once an hour';
  return minutes % 60 === 0 ? `once in ${inWords(minutes / 60)} hours` : `once in ${minutes} minutes`;
}

/** "push and Telegram". */
export function channelsWord(channels: readonly AlertRule['channels'][number][]): string {
  return listed([
    ...(channels.includes('push') ? ['push'] : []),
    ...(channels.includes('telegram') ? ['Telegram'] : []),
  ]);
}

/** What a rule is about, as the clauses that follow "when". */
export function clausesOf(what: What): readonly string[] {
  const { kinds: seen, others } = kindsOf(what);
  const things = [...seen.map(({ one }) => one), ...others.map((label) => `a ${label}`)];
  return [
    ...(things.length ? [`${orListed(things)} is seen`] : []),
    ...(what.instructions ? ['what you asked for is seen'] : []),
    ...(what.concern ? [what.concern === 2 ? 'something wants a look now' : 'something is worth a look'] : []),
    ...(what.sound ? ['a sound is heard'] : []),
    ...(what.cameraTrouble ? ['a camera goes blind'] : []),
    ...(what.everythingElse ? ['anything else happens'] : []),
  ];
}

/** The parts of the day in which a rule holds, as shares of it. */
export function hoursOf(schedule: RuleSchedule | undefined): readonly { readonly from: number; readonly to: number }[] {
  if (!schedule?.from || !schedule.to) return [];
  const [from, to] = [shareOf(schedule.from), shareOf(schedule.to)];
  if (from < to) return [{ from, to }];
  return [
    { from: 0, to },
    { from, to: 1 },
  ].filter((part) => part.from < part.to);
}

function atOnceOf(rule: AlertRule, cameras: string): readonly Piece[] {
  const { what } = rule;
  const told = how(rule);
  const schedule: Piece = {
    text: scheduleWord(rule.schedule),
    word: 'schedule',
    after: what.cameraTrouble ? '.' : ',',
  };
  if (isTroubleOnly(what)) {
    const which = rule.deviceIds ? cameras : 'a camera';
    const blind: Piece = { text: 'goes blind', word: 'what', after: ',' };
    return [...told, { text: 'when' }, { text: which, word: 'cameras' }, blind, { ...schedule, after: '.' }];
  }
  const often: readonly Piece[] = what.cameraTrouble
    ? []
    : [{ text: 'at most' }, { text: oftenWord(rule.cooldownSeconds), word: 'often', after: '.' }];
  return [
    ...told,
    { text: 'when' },
    ...about(what),
    { text: cameras, word: 'cameras', after: ',' },
    schedule,
    ...often,
  ];
}

/** "a person" is seen by …, or "a person is seen or a sound is heard" at … */
function about(what: What): readonly Piece[] {
  const clauses = clausesOf(what);
  const only = clauses.length === 1 ? clauses[0] : undefined;
  const seen = only?.match(/^(.*) is seen$/)?.[1];
  if (seen !== undefined && what.labels?.length) {
    return [{ text: seen, word: 'what' }, { text: 'is seen by' }];
  }
  return [{ text: orListed(clauses), word: 'what' }, { text: 'at' }];
}

function summaryOf(rule: AlertRule, cameras: string): readonly Piece[] {
  const words = rule.what.everythingElse && clausesOf(rule.what).length === 1 ? 'everything else' : undefined;
  const { kinds: seen } = kindsOf(rule.what);
  const about: Piece = {
    text: words ?? (orListed(clausesOf(rule.what)) || orListed(seen.map(({ one }) => one))),
    word: 'what',
  };
  const limited = rule.schedule !== undefined;
  const cameraPiece: Piece = { text: cameras, word: 'cameras', after: limited ? ',' : '.' };
  return [
    ...how(rule),
    { text: words ? 'about' : 'when' },
    about,
    { text: 'at' },
    cameraPiece,
    ...(limited ? [{ text: scheduleWord(rule.schedule), word: 'schedule', after: '.' } as const] : []),
  ];
}

function how(rule: AlertRule): readonly Piece[] {
  const channels = channelsWord(rule.channels);
  const when: Piece =
    rule.when === 'summary'
      ? { text: `in one summary at ${rule.at ?? '19:00'}`, word: 'when' }
      : { text: 'at once', word: 'when' };
  const by: readonly Piece[] = channels
    ? [{ text: 'by' }, { text: channels, word: 'channels' }]
    : [{ text: 'on this page only', word: 'channels' }];
  return [{ text: 'Tell me' }, when, ...by];
}

/** Whether it is about blind cameras and nothing else. */
export function isTroubleOnly(what: What): boolean {
  return what.cameraTrouble === true && clausesOf(what).length === 1;
}

function orListed(things: readonly string[]): string {
  return listed(things).replace(/ and ([^,]*)$/, ' or $1');
}

const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A day of the week, as rules name it. */
export type Day = (typeof week)[number];

/** The days in order, with their names. */
export const days: readonly { readonly day: Day; readonly name: string }[] = [
  { day: 'mon', name: 'Monday' },
  { day: 'tue', name: 'Tuesday' },
  { day: 'wed', name: 'Wednesday' },
  { day: 'thu', name: 'Thursday' },
  { day: 'fri', name: 'Friday' },
  { day: 'sat', name: 'Saturday' },
  { day: 'sun', name: 'Sunday' },
];

function daysWord(chosen: readonly Day[]): string {
  const inOrder = days.filter(({ day }) => chosen.includes(day));
  if (inOrder.length === 7) return '';
  const [first, last] = [week.indexOf(inOrder[0]?.day ?? 'mon'), week.indexOf(inOrder.at(-1)?.day ?? 'mon')];
  const run = last - first === inOrder.length - 1;
  if (run && inOrder.length > 2) return `${inOrder[0]?.name} to ${inOrder.at(-1)?.name}`;
  return listed(inOrder.map(({ name }) => name));
}

/** "06:00" → 0.25. */
function shareOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) / 1440;
}
