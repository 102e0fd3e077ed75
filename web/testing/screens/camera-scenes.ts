import { defaultCameraSettings, type CameraSettings, type RecordedEvent } from '../../src/core/event';
import type { AppUpdate } from '../../src/app/shell/app-update.svelte';
import type { Outbox } from '../../src/outbox/outbox';
import { idOf, standingShape } from '../app/builders';
import { problem, type Household } from '../app/household';
import type { ScriptedWatch } from '../app/scripted-watch';
import type { CameraScene } from './camera-texts';

/** What a scene is played with. */
interface Stage {
  readonly watch: ScriptedWatch;
  readonly outbox: Outbox;
  readonly household: Household;
  readonly update: AppUpdate;
}

type Play = (stage: Stage) => Promise<void> | void;

const moving = {
  changedShare: 0.06,
  threshold: 0.01,
  levelDb: -52,
  framesPerSecond: 24,
  lastPacketSeconds: 0.4,
  cells: standingShape,
};
const listening: CameraSettings = { ...defaultCameraSettings, sound: { on: true, leastDb: -65, riseDb: 18 } };
const ignoring: CameraSettings = {
  ...listening,
  mask: [
    { name: 'Window', points: [[0.08, 0.1], [0.28, 0.1], [0.28, 0.54], [0.08, 0.54]].map(([x = 0, y = 0]) => ({ x, y })) }, // prettier-ignore
  ],
};

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

async function click(name: string): Promise<void> {
  const isIt = (one: HTMLButtonElement) => one.textContent.trim() === name || one.ariaLabel === name;
  for (;;) {
    const found = [...document.querySelectorAll('button')].find((one) => isIt(one) && !one.disabled);
    if (found) return found.click();
    await nextFrame();
  }
}

async function begin({ watch }: Stage): Promise<void> {
  await click('Start watching');
  while (!watch.observer) await nextFrame();
}

async function beginWith(stage: Stage, settings: CameraSettings): Promise<void> {
  stage.household.settings = settings;
  await begin(stage);
  stage.watch.observer?.sample({ ...moving, changedShare: 0.002, cells: [], riseDb: 4, soundThresholdDb: 18 });
}

const announcement = (minutesAgo: number) => ({
  sessionId: idOf('session', 1),
  at: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
  trigger: { type: 'motion', score: 0.1, doubt: false } as const,
});

/** An event of so many minutes ago, with a clip of nothing but size. */
async function anEventOf(id: string, minutesAgo: number, megabytes: number): Promise<RecordedEvent<Blob>> {
  const clip = new Blob([new Uint8Array(megabytes * 1_000_000)]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await clip.arrayBuffer()));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const length = { durationSeconds: 18, preSeconds: 10, postSeconds: 8 };
  const description = { ...length, bytes: clip.size, contentType: 'video/mp4', sha256 } as const;
  return { id, announcement: { ...announcement(minutesAgo), clip: description }, clip };
}

async function atStep(outbox: Outbox, step: string): Promise<void> {
  for (;;) {
    const { items } = await outbox.status();
    if (items.some((item) => item.step === step)) return;
    await nextFrame();
  }
}

/** Tells that so much is there, until it is shown: any other change in the outbox takes it back. */
async function sent(outbox: Outbox, eventId: string, share: number): Promise<void> {
  await atStep(outbox, 'send');
  while (!document.body.textContent.includes(`${share * 100} %`)) {
    outbox.sending(eventId, share);
    await nextFrame();
  }
}

/** Four events: one was refused, one was dismissed, one is being sent, one waits behind it. */
async function fill({ outbox, household }: Stage): Promise<void> {
  const [refused, dismissed, first, second] = [1, 2, 3, 4].map((number) => idOf('event', number)) as [string, string, string, string]; // prettier-ignore
  household.decision = 'dismiss';
  household.staysDown = true;
  const tooLong = 'This clip is 31 s; your plan allows 20 s. It was kept on the phone.';
  household.refusals.set(`PUT /events/${refused}`, problem(422, 'clipTooLong', tooLong));
  await outbox.add(await anEventOf(refused, 92, 7));
  await outbox.preview({ id: dismissed, announcement: announcement(34), frames: [new Blob(['drawn'])] });
  await outbox.add(await anEventOf(dismissed, 34, 3));
  await atStep(outbox, 'refused');
  await atStep(outbox, 'dismissed');
  await outbox.add(await anEventOf(first, 2, 3));
  await outbox.add(await anEventOf(second, 1, 4));
  await sent(outbox, first, 0.62);
}

/** What the camera screen can look like. */
export const cameraScenes: Record<CameraScene, Play> = {
  ready: () => undefined,
  watching: (stage) => beginWith(stage, listening),
  ignoring: (stage) => beginWith(stage, ignoring),
  moved: async (stage) => {
    await beginWith(stage, ignoring);
    stage.watch.observer?.state({ kind: 'moved' });
    stage.watch.observer?.sample({ ...moving, riseDb: 6, soundThresholdDb: 18 });
  },
  recording: async (stage) => {
    await beginWith(stage, listening);
    stage.watch.observer?.state({ kind: 'recording', event: idOf('event', 1), seconds: 9.2 });
    stage.watch.observer?.sample({ ...moving, riseDb: 23, soundThresholdDb: 18 });
  },
  sending: async (stage) => {
    await begin(stage);
    const { outbox } = stage;
    for (const number of [1, 2]) await outbox.add(await anEventOf(idOf('event', number), number, 3));
    await sent(outbox, idOf('event', 1), 0.62);
  },
  blind: async (stage) => {
    await begin(stage);
    stage.watch.observer?.state({ kind: 'blind', reason: 'cameraTaken' });
  },
  denied: async (stage) => {
    await begin(stage);
    stage.watch.observer?.state({ kind: 'blind', reason: 'permissionDenied' });
  },
  newer: async (stage) => {
    await begin(stage);
    stage.update.waits = true;
  },
  sleepy: async (stage) => {
    await begin(stage);
    stage.watch.observer?.awake?.(false);
  },
  waiting: async (stage) => {
    await begin(stage);
    await fill(stage);
    await click('2 waiting, 1 refused, 1 dismissed');
  },
  settings: async (stage) => {
    await beginWith(stage, ignoring);
    await click('Camera settings');
  },
  mask: async (stage) => {
    await beginWith(stage, ignoring);
    stage.watch.observer?.sample({ ...moving, ignoredShare: 0.03, ignoredCells: [33, 34, 49, 50] });
    await click('Areas to ignore');
  },
  dimmed: async (stage) => {
    await begin(stage);
    await click('Dim');
  },
  revoked: async ({ outbox }) => {
    await outbox.cameraRevoked();
  },
};
