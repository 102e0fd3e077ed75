import type { DeviceCoverage, NightjarEvent, Session, Why } from '../../src/api/shapes';
import { defaultCameraSettings } from '../../src/core/event';
import { aDevice, anEvent, findings, idOf, minutesBefore, owner } from '../app/builders';
import { Household } from '../app/household';
import { aRule } from '../app/household-alerts';
import { aSpentMonth } from '../app/used-month';
import type { SceneName } from './scenes';

const hallway = idOf('device', 1);
const garden = idOf('device', 2);
const store = idOf('device', 3);
const street = idOf('device', 4);

/** What the owner wants to be told. */
const asked = 'Tell me if anyone comes in while I am at work';

const sessionSettings = defaultCameraSettings as unknown as Session['settings'];

const label = (name: string, confidence = 0.82, count = 1) => ({ name, confidence, firstSeenSeconds: 8, count });

/** Which drawn picture each event of the story shows. */
export const posters: Readonly<Record<string, SceneName>> = {
  [idOf('event', 40)]: 'visitor',
  [idOf('event', 22)]: 'garden',
  [idOf('event', 21)]: 'car',
  [idOf('event', 20)]: 'visitor',
  [idOf('event', 19)]: 'store',
  [idOf('event', 18)]: 'store',
  [idOf('event', 17)]: 'night',
  [idOf('event', 12)]: 'hallway',
  [idOf('event', 11)]: 'dog',
  [idOf('event', 10)]: 'garden',
};

/** The event that the pictures of a single event show. */
export const chosenEvent = idOf('event', 20);
export const unheardEvent = idOf('event', 18);
export const failedEvent = idOf('event', 12);
export const skippedEvent = idOf('event', 40);

const healthy = {
  framesPerSecond: 15,
  lastPacketSeconds: 0.6,
  hidden: false,
  batteryLevel: 0.84,
  charging: true,
  storageUsedBytes: 14_000_000,
  storageQuotaBytes: 2_100_000_000,
  storagePersistent: true,
  queueLength: 0,
  screenKept: true,
  source: 'recorder',
  width: 1280,
  height: 720,
  keyFrameSeconds: 1,
  appVersion: '0.3.0',
} as const;

const whyChosen: Why = {
  settings: { version: 3, sensitivity: 'normal', extension: true, ignoredAreas: 1 },
  motionThreshold: 0.0025,
  ignoredShare: 0.004,
  curve: Array.from({ length: 120 }, (_, index) => {
    const at = index / 5;
    const flutter = (Math.sin(index * 1.7) + Math.sin(index * 0.6)) * 0.0002;
    const bump = (from: number, to: number) =>
      at > from && at < to ? Math.sin(((at - from) / (to - from)) * Math.PI) ** 0.5 : 0;
    return { atSeconds: at, share: Math.max(0, 0.0006 + flutter + 0.09 * bump(8, 12) + 0.05 * bump(18, 21.5)) };
  }),
};

/** A day as it could have been, told at 15:56 of the present day. */
export function story(now: Date): Household {
  const before = (minutes: number) => minutesBefore(now, minutes);
  const household = new Household({
    me: owner,
    devices: [
      aDevice(1, 'Hallway', { pairedAt: before(9000), health: healthy }),
      aDevice(2, 'Back garden', { pairedAt: before(8000), health: { batteryLevel: 0.12, charging: false } }),
      aDevice(3, 'Store room', { pairedAt: before(7000), state: 'stopped', watching: false, lastSeenAt: before(31) }),
      aDevice(4, 'Street', { pairedAt: before(3000), state: 'blind', blindReason: 'cameraTaken' }),
    ],
    events: [...today(before), ...yesterday(before)],
  });
  household.settings = { ...household.settings, instructions: [asked, 'Say whether the door is left open'] };
  household.sessions = [
    {
      id: idOf('session', 1),
      deviceId: hallway,
      startedAt: before(300),
      settings: sessionSettings,
      instructions: ['Tonight: tell me if the dog is on the sofa'],
    },
  ];
  household.reasons.set(chosenEvent, whyChosen);
  household.coverage = coverageOf(before);
  tellOf(household, before);
  return household;
}

function tellOf({ alerts }: Household, before: (minutes: number) => string): void {
  alerts.rules = [
    aRule(1, { channels: ['telegram'], schedule: { from: '22:00', to: '07:00' } }),
    aRule(2, { what: { cameraTrouble: true } }),
    aRule(3, { what: { everythingElse: true }, channels: ['push'], when: 'summary', at: '19:00' }),
    aRule(4, { enabled: false, what: { labels: ['vehicle', 'car'] }, channels: ['push'], deviceIds: [street] }),
  ];
  alerts.telegram = {
    setUp: true,
    bot: 'nightjar_bot',
    chats: [
      {
        id: idOf('session', 95),
        name: 'Mara',
        group: false,
        media: 'picture',
        linkedAt: before(9000),
        lastMessageAt: before(3),
      },
      {
        id: idOf('session', 96),
        name: 'Home',
        group: true,
        media: 'none',
        linkedAt: before(8000),
        trouble: 'Nightjar was removed from this group. Add it again there.',
      },
    ],
  };
  alerts.browsers = [
    {
      id: idOf('session', 91),
      name: 'Firefox on Linux',
      here: false,
      createdAt: before(9000),
      trouble: 'Its push service refuses what is sent (403). Open Nightjar there to renew it.',
    },
    { id: idOf('session', 92), name: 'Safari on iPhone', here: false, createdAt: before(900), sentAt: before(42) },
  ];
}

/** The same day, and the month's minutes are used up. */
export function spentStory(now: Date): Household {
  const household = story(now);
  household.usage = aSpentMonth();
  household.events = [skipped(minutesBefore(now, 1)), ...household.events];
  return household;
}

function skipped(at: string): NightjarEvent {
  const until = new Date(Date.parse(at) + 8 * 86_400_000).toISOString();
  const event = anEvent(40, at, { deviceId: hallway, poster: false, previews: 1 });
  return { ...without(event), analysis: { status: 'skipped', reason: 'outOfCredits', until } };
}

function coverageOf(before: (minutes: number) => string): DeviceCoverage[] {
  const watching = (from: number, until: number) =>
    ({ state: 'watching', from: before(from), until: before(until) }) as const;
  const blind = (from: number, until: number, reason: string) =>
    ({ state: 'blind', from: before(from), until: before(until), reason }) as const;
  return [
    { deviceId: hallway, stretches: [watching(2000, 0)] },
    {
      deviceId: garden,
      stretches: [watching(2000, 206), blind(206, 168, 'hidden'), watching(168, 0)],
    },
    { deviceId: street, stretches: [watching(900, 2), blind(2, 0, 'cameraTaken')] },
  ];
}

/** A change of light that was let go. */
function letGo(number: number, at: string): NightjarEvent {
  const event = anEvent(number, at, { deviceId: hallway, state: 'dismissed', poster: false, previews: 1 });
  delete event.clip;
  return { ...without(event), trigger: { type: 'motion', score: 0.3, changedShare: 0.3, cells: [], doubt: true } };
}

function today(before: (minutes: number) => string): NightjarEvent[] {
  return [
    unfinished(anEvent(22, before(2), { deviceId: garden, state: 'uploading', previews: 2 })),
    unfinished(anEvent(21, before(4), { deviceId: street, state: 'processing', poster: true })),
    anEvent(20, before(65), {
      deviceId: hallway,
      findings: findings('A person came in, stood at the table for nine seconds and left to the right.', {
        concern: 1,
        engine: 'vlm',
        model: 'Qwen/Qwen2.5-VL-7B-Instruct',
        tokens: { prompt: 5120, completion: 188 },
        details: 'The person wore a grey cardigan and carried nothing. The curtain moved once after they had gone.',
        instructions: { matched: 'yes', why: 'One person came in at second 8.', asked: [asked] },
        labels: [label('person', 0.86)],
        observations: [
          { atSeconds: 8, text: 'A person enters at the lower edge and walks to the table.' },
          { atSeconds: 10, text: 'They stand at the table with their back to the camera.' },
          { atSeconds: 19, text: 'They turn and walk off to the right.' },
          { atSeconds: 21, text: 'The room is empty again.' },
        ],
      }),
    }),
    letGo(31, before(100)),
    letGo(30, before(131)),
    anEvent(19, before(270), {
      deviceId: store,
      findings: findings('Someone in an orange vest walked into the hall, away from the camera.', {
        observations: [{ atSeconds: 7.5, text: 'A person comes from the left.' }],
      }),
    }),
    anEvent(18, before(276), {
      deviceId: store,
      findings: findings('A person stood by the pillar and walked out of view.', {
        labels: [label('person', 0.61), label('backpack', 0.4)],
        notHeard: {
          engine: 'vlm',
          model: 'Qwen/Qwen2.5-VL-7B-Instruct',
          code: 'tookTooLong',
          text: 'The vision model did not answer within 45 s.',
        },
        observations: [
          { atSeconds: 6, text: 'A person.' },
          { atSeconds: 14, text: 'A backpack, perhaps.' },
        ],
      }),
    }),
    anEvent(17, before(624), {
      deviceId: hallway,
      findings: findings('A person stood at the table in the dark for about fifteen seconds.'),
    }),
  ];
}

function yesterday(before: (minutes: number) => string): NightjarEvent[] {
  const failed = anEvent(12, before(1210), {
    deviceId: hallway,
    state: 'failed',
    poster: true,
    analysis: { status: 'failed', code: 'cannotDecode', text: 'The clip could not be read as video.' },
  });
  return [
    without(failed),
    anEvent(11, before(1330), {
      deviceId: hallway,
      findings: findings('A dog crossed the floor from right to left.', { labels: [label('dog', 0.77)] }),
    }),
    anEvent(10, before(1335), {
      deviceId: garden,
      findings: findings('Two people and a dog, for about 12 s.', {
        labels: [label('person', 0.9, 2), label('dog', 0.55)],
      }),
    }),
    ...[1650, 1655, 1700, 1760, 1764, 1768, 1900].map((minutes, index) =>
      anEvent(9 - index, before(minutes), {
        deviceId: street,
        poster: false,
        findings: findings('A car passed.', { labels: [label('car', 0.7)] }),
      }),
    ),
  ];
}

/** The same event before anybody has looked at it. */
function unfinished(event: NightjarEvent): NightjarEvent {
  const { triggeredAt, announcedAt } = event.trace;
  return {
    ...without(event),
    poster: event.poster && event.state === 'processing',
    analysis: { status: event.state === 'processing' ? 'pending' : 'none' },
    trace: { announcedAt, ...(triggeredAt && { triggeredAt }) },
  };
}

function without(event: NightjarEvent): NightjarEvent {
  const rest = { ...event };
  delete rest.findings;
  return rest;
}
