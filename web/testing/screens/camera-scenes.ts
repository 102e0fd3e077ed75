import type { Outbox } from '../../src/outbox/outbox';
import { idOf, standingShape } from '../app/builders';
import type { ScriptedWatch } from '../app/scripted-watch';

type Play = (watch: ScriptedWatch, outbox: Outbox) => Promise<void> | void;

const moving = {
  changedShare: 0.06,
  threshold: 0.01,
  levelDb: -52,
  framesPerSecond: 24,
  lastPacketSeconds: 0.4,
  cells: standingShape,
};

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

async function begin(watch: ScriptedWatch): Promise<void> {
  for (;;) {
    const button = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === 'Start watching');
    if (button) button.click();
    if (watch.observer) return;
    await nextFrame();
  }
}

/** What the camera screen can look like. */
export const cameraScenes = {
  ready: () => undefined,
  watching: begin,
  moved: async (watch) => {
    await begin(watch);
    watch.observer?.state({ kind: 'moved' });
    watch.observer?.sample(moving);
  },
  recording: async (watch) => {
    await begin(watch);
    watch.observer?.state({ kind: 'recording', event: idOf('event', 1), seconds: 3.2 });
    watch.observer?.sample(moving);
  },
  sending: async (watch, outbox) => {
    await begin(watch);
    for (const number of [1, 2]) {
      await outbox.add({
        id: idOf('event', number),
        announcement: {
          sessionId: idOf('session', 1),
          at: new Date().toISOString(),
          trigger: { type: 'motion', score: 0.1, doubt: false },
        },
        clip: new Blob(['drawn']),
      });
    }
    while ((await outbox.status()).items[0]?.step !== 'send') await nextFrame();
    outbox.sending(idOf('event', 1), 0.62);
  },
  blind: async (watch) => {
    await begin(watch);
    watch.observer?.state({ kind: 'blind', reason: 'cameraTaken' });
  },
  dimmed: async (watch) => {
    await begin(watch);
    [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === 'Dim')?.click();
  },
  revoked: async (_watch, outbox) => {
    await outbox.cameraRevoked();
  },
} satisfies Record<string, Play>;

export type CameraScene = keyof typeof cameraScenes;
