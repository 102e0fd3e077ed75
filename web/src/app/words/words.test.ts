import { expect, test } from 'vitest';
import type { Device, PreviewVerdict } from '../../api/shapes';
import { aDevice, anEvent, findings, idOf, minutesBefore } from '../../../testing/app/builders';
import { byUrgency, cameraWords } from './camera-words';
import { digest } from './digest';
import { sentenceOf, stateWords } from './event-words';
import { countedLabel, listed, sureness } from './labels';
import { dayName, momentOf, position, shortStretch, stretch } from './time';

const now = new Date(2026, 10, 22, 15, 56);
const at = minutesBefore(now, 10);
const nameOf = (id: string) => ({ [idOf('device', 1)]: 'Hallway', [idOf('device', 2)]: 'Back garden' })[id] ?? 'Shed';

function unseen(more: Parameters<typeof anEvent>[2] = {}) {
  const event = { ...anEvent(1, at, more) };
  delete event.findings;
  return event;
}

test('names days by how far they are', () => {
  expect(dayName(new Date(2026, 10, 22, 0, 1), now)).toBe('Today');
  expect(dayName(new Date(2026, 10, 21, 23, 59), now)).toBe('Yesterday');
  expect(dayName(new Date(2026, 10, 18, 12), now)).toBe('Wednesday');
  expect(dayName(new Date(2026, 10, 15, 12), now)).toBe('15 November');
  expect(momentOf(new Date(2026, 10, 21, 17, 40), now)).toBe('yesterday, 17:40');
});

test('says lengths and places in a clip with the unit that matters', () => {
  expect(stretch(1)).toBe('1 second');
  expect(stretch(38 * 60)).toBe('38 minutes');
  expect(shortStretch(38 * 60)).toBe('38 min');
  expect(stretch(3 * 3600)).toBe('3 hours');
  expect(position(75.4)).toBe('1:15');
  expect(position(-3)).toBe('0:00');
});

test('counts things as people say them', () => {
  expect(countedLabel('person', 1)).toBe('a person');
  expect(countedLabel('person', 2)).toBe('two people');
  expect(countedLabel('elephant', 1)).toBe('an elephant');
  expect(listed(['a person', 'two dogs', 'a car'])).toBe('a person, two dogs and a car');
  expect([0.8, 0.6, 0.3].map(sureness)).toEqual(['quite sure', 'probably', 'perhaps']);
});

test('tells what happened in one sentence for each camera, the latest first', () => {
  const dog = findings('A dog.', { labels: [{ name: 'dog', confidence: 0.7, firstSeenSeconds: 1, count: 1 }] });
  const events = [
    anEvent(3, at),
    anEvent(2, minutesBefore(now, 20), { deviceId: idOf('device', 2), findings: dog }),
    anEvent(1, minutesBefore(now, 30)),
  ];
  const parts = digest(events, nameOf);
  expect(parts.map((part) => part.text).join('')).toBe('Hallway saw a person, twice. Back garden saw a dog. ');
  expect(parts.filter((part) => part.eventId).map((part) => part.eventId)).toEqual([
    idOf('event', 3),
    idOf('event', 2),
  ]);
});

test('tells of no more than three cameras by name, and of dismissed events not at all', () => {
  const events = [1, 2, 3, 4, 5].map((camera) => anEvent(camera, at, { deviceId: idOf('device', camera) }));
  expect(digest(events, nameOf).at(-1)?.text).toBe('Two more cameras noticed something.');
  expect(digest([anEvent(1, at, { state: 'dismissed' })], nameOf)).toEqual([]);
});

test('tells first of what is quite or probably so, and says perhaps where nothing is', () => {
  const seen = (confidence: number) =>
    findings('', {
      labels: [
        { name: 'person', confidence, firstSeenSeconds: 1, count: 1 },
        { name: 'bird', confidence: 0.4, firstSeenSeconds: 1, count: 1 },
      ],
    });
  const told = (confidence: number) => digest([anEvent(1, at, { findings: seen(confidence) })], nameOf)[1]?.text;
  expect(told(0.7)).toBe(' saw a person. ');
  expect(told(0.45)).toBe(' perhaps saw a person and a bird. ');
});

test('keeps a figure and its unit on one line', () => {
  expect(sentenceOf(anEvent(1, at, { findings: findings('A dog, for about 6 s.') }))).toBe(
    'A dog, for about 6\u00a0s.',
  );
});

const person: PreviewVerdict = {
  decision: 'clip',
  reason: 'seen',
  labels: [{ name: 'person', confidence: 0.82, count: 1 }],
};
const faint: PreviewVerdict = {
  decision: 'clip',
  reason: 'trigger',
  labels: [
    { name: 'dog', confidence: 0.4, count: 1 },
    { name: 'person', confidence: 0.41, count: 1 },
  ],
};

test('a dismissal says what was looked at, and what is asked for again says so', () => {
  const verdict: PreviewVerdict = { decision: 'dismiss', reason: 'nothingSeen', labels: [] };
  const doubt = { type: 'motion', score: 0.1, doubt: true } as const;
  expect(sentenceOf(unseen({ state: 'dismissed', verdict, trigger: doubt }))).toBe(
    'The light changed. Nothing was recognised in it, so no clip was sent.',
  );
  expect(sentenceOf(unseen({ state: 'dismissed', verdict }))).toBe(
    'Something moved. Nothing was recognised, so no clip was sent.',
  );
  expect(sentenceOf(unseen({ state: 'announced', verdict, trigger: doubt }))).toContain('Its clip was asked for.');
  expect(stateWords(unseen({ state: 'announced', verdict: person, trigger: doubt }))).toBe('Waiting for the clip');
});

test('says of every state what is known, before and without an analysis', () => {
  expect(sentenceOf(anEvent(1, at))).toBe('A person, for about nine seconds.');
  expect(sentenceOf(unseen({ state: 'uploading' }))).toBe('Something moved. The clip is on its way.');
  expect(sentenceOf(unseen({ state: 'failed' }))).toBe('Something moved. The clip is here to play.');
  expect(sentenceOf(unseen({ state: 'expired' }))).toBe('Something moved, but its clip never arrived.');
  expect(sentenceOf(unseen({ state: 'announced', verdict: person }))).toBe('A person. The clip is on its way.');
  expect(sentenceOf(unseen({ state: 'uploading', verdict: faint }))).toBe(
    'Perhaps a dog and a person. The clip is on its way.',
  );
  expect(stateWords(unseen({ state: 'processing' }))).toBe('Being looked at');
  expect(stateWords(anEvent(1, at))).toBeUndefined();
  expect(stateWords(unseen({ analysis: { status: 'skipped', reason: 'outOfCredits' } }))).toBe('Not analysed');
});

test('tells a silent camera from one that watches and one that is off', () => {
  const heard = (minutes: number, state: Device['state'], more: Partial<Device> = {}) =>
    cameraWords(aDevice(1, 'Hallway', { lastSeenAt: minutesBefore(now, minutes), state, ...more }), now);
  expect(heard(0.5, 'watching')).toEqual({ eye: 'watching', word: 'Watching', trouble: false });
  expect(heard(12, 'silent')).toEqual({ eye: 'blind', word: 'Silent for 12 min', trouble: true });
  expect(heard(31, 'stopped')).toEqual({ eye: 'closed', word: 'Off since 15:25', trouble: false });
  expect(heard(0.5, 'blind')).toEqual({ eye: 'blind', word: 'Blind', trouble: true });
  const health = { batteryLevel: 0.12, charging: false };
  expect(heard(0.5, 'watching', { health })).toEqual({ eye: 'watching', word: '12 %, unplugged', trouble: true });
});

test('puts cameras in trouble first', () => {
  const devices = [
    aDevice(1, 'A', { lastSeenAt: at, state: 'stopped' }),
    aDevice(2, 'B', { lastSeenAt: minutesBefore(now, 0) }),
    aDevice(3, 'C', { lastSeenAt: minutesBefore(now, 40), state: 'silent' }),
  ];
  expect(byUrgency(devices, now).map((device) => device.name)).toEqual(['C', 'B', 'A']);
});
