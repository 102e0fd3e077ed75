import { onTestFinished } from 'vitest';
import { openOutbox, type Outbox, type OutboxOptions } from '../../src/outbox/outbox';
import { cameraApi, lanes, sendNext, type Sent } from '../../src/outbox/send';
import type { OutboxStatus } from '../../src/outbox/status';
import { newWorld, type StubWorld } from './world';

/** A paired camera with an outbox of its own, before a stub server of its own. */
export interface Camera {
  readonly world: StubWorld;
  readonly outbox: Outbox;
  /** Takes steps until nothing is left to do, letting the time pass that is waited for. @returns how many steps were taken */
  readonly sendAll: () => Promise<number>;
  readonly status: () => Promise<OutboxStatus>;
  /** Lets so much time pass, in milliseconds. */
  readonly pass: (ms: number) => void;
  /** Sets the phone's clock, forward or back, by milliseconds. */
  readonly setClock: (ms: number) => void;
}

/** The camera of one test. */
export async function aCamera(options: Partial<OutboxOptions> = {}): Promise<Camera> {
  const world = newWorld();
  let passed = 0;
  let set = 0;
  const now = () => Date.now() + passed;
  const steady = () => performance.now() + passed;
  const outbox = await openOutbox({ name: world.name, now: () => now() + set, steady, ...options });
  onTestFinished(() => outbox.close());
  await outbox.becomeCamera({ deviceId: 'camera', name: 'Hallway', accountId: 'home', token: 'njd_secret' });
  const api = cameraApi(outbox, world.server);
  const sendAll = async (): Promise<number> => {
    for (let steps = 0; steps < 200;) {
      const sent: Sent[] = [];
      for (const lane of lanes) sent.push(await sendNext(outbox, api, new AbortController().signal, lane));
      const moved = sent.filter(({ kind }) => kind === 'moved').length;
      steps += moved;
      if (moved > 0) continue;
      const waits = sent.flatMap((one) => (one.kind === 'wait' ? one.until : []));
      if (waits.length === 0) return steps;
      passed += Math.min(...waits) - outbox.now();
    }
    throw new Error('The outbox does not come to rest.');
  };
  const pass = (ms: number): void => void (passed += ms);
  const setClock = (ms: number): void => void (set += ms);
  return { world, outbox, sendAll, status: () => outbox.status(), pass, setClock };
}
