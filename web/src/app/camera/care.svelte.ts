import { careNotice, type CareFacts, type CareNotice } from '../words/care-words';
import type { CameraPhone } from './camera-phone.svelte';

/** Looks after this phone: the one thing that somebody should know about it now. */
export class Care {
  readonly notice: CareNotice | undefined = $derived.by(() => careNotice(this.#facts()));

  constructor(private readonly phone: CameraPhone) {}

  /** Somebody has read it. */
  understood(kind: CareNotice['kind']): void {
    const { phone } = this;
    if (kind === 'losses') void phone.outbox.acknowledgeLosses();
    if (kind === 'blind') phone.sight.lastBlind = undefined;
    if (kind === 'settings') phone.orders.acknowledge();
  }

  #facts(): CareFacts {
    const { phone } = this;
    const { vitals, sight, orders } = phone;
    const isBlind = sight.watching?.kind === 'blind';
    return {
      status: phone.status,
      storeTrouble: phone.storing.trouble,
      batteryLevel: vitals.battery.level,
      charging: vitals.battery.charging,
      screenKept: vitals.screenKept,
      stalled: vitals.stalled && !isBlind,
      fewFrames: vitals.slow && !isBlind ? vitals.sample?.framesPerSecond : undefined,
      lastBlind: isBlind ? undefined : sight.lastBlind,
      sound: isBlind ? undefined : this.#missingSound(),
      settings: orders.dropped ?? (orders.unsent ? 'unsent' : undefined),
    };
  }

  #missingSound(): CareFacts['sound'] {
    const { vitals, orders } = this.phone;
    const { sound, camera } = orders.settings;
    if (!vitals.details || !camera.microphone) return undefined;
    if (!vitals.details.microphone) return 'noMicrophone';
    return sound.on && vitals.hearing === 'waiting' ? 'needsTap' : undefined;
  }
}
