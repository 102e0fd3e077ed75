import type { Hearing, SourceDetails, WatchSample } from '../../../capture/watch';
import type { Health } from '../../../core/event';
import type { OutboxStatus } from '../../../outbox/status';
import { appVersion } from '../../version';
import { Battery } from './battery.svelte';
import { SlowPicture } from './slow-picture';

/** Without a new packet for so long, the recorder is taken to stand still. */
const stalledSeconds = 5;

/** How this phone is, as far as its browser tells. */
export class Vitals {
  readonly battery = new Battery();
  /** The page is in the background. */
  hidden = $state(false);
  /** Whether the screen stays on by itself; undefined until that is known. */
  screenKept = $state<boolean>();
  /** The camera has given few frames for a while. */
  slow = $state(false);
  /** The recorder hands nothing over. */
  stalled = $state(false);
  /** Whether the microphone is listened to; undefined until that is known. */
  hearing = $state<Hearing | undefined>();
  /** What the camera gives; undefined while it is closed. */
  details = $state.raw<SourceDetails | undefined>();
  sample = $state.raw<WatchSample | undefined>();
  #slowness = new SlowPicture();

  /** @param changed hears when somebody should be told at once */
  constructor(private readonly changed: () => void) {}

  /** Follows the battery and the page, until the signal aborts. */
  watch(signal: AbortSignal): void {
    void this.battery.watch(signal, this.changed);
    const look = () => {
      this.hidden = document.visibilityState === 'hidden';
      this.changed();
    };
    document.addEventListener('visibilitychange', look, { signal });
    look();
  }

  /** The picture was checked. @param at milliseconds of any clock */
  checked(sample: WatchSample, at: number): void {
    this.sample = sample;
    const slow = this.#slowness.isSlow(sample.framesPerSecond, this.details?.frameRate ?? 0, at);
    const stalled = (sample.lastPacketSeconds ?? 0) > stalledSeconds;
    if (slow === this.slow && stalled === this.stalled) return;
    this.slow = slow;
    this.stalled = stalled;
    this.changed();
  }

  awake(isKept: boolean): void {
    this.screenKept = isKept;
    this.changed();
  }

  opened(details: SourceDetails): void {
    this.details = details;
  }

  /** The camera is closed. */
  closed(): void {
    this.sample = undefined;
    this.details = undefined;
    this.screenKept = undefined;
    this.slow = false;
    this.stalled = false;
    this.hearing = undefined;
    this.#slowness = new SlowPicture();
  }

  /** What the server is told; what this browser does not tell is absent. */
  async health(muted: boolean, status: OutboxStatus | undefined): Promise<Health> {
    const { usage, quota } = await navigator.storage.estimate();
    return known({
      ...this.#ofPicture(),
      ...this.#ofPhone(),
      muted,
      storageUsedBytes: usage,
      storageQuotaBytes: quota,
      storagePersistent: status && status.storage === 'persistent',
      queueLength: status && status.items.filter(({ step }) => step !== 'refused' && step !== 'dismissed').length,
      appVersion,
    });
  }

  #ofPicture() {
    const { framesPerSecond, lastPacketSeconds } = this.sample ?? {};
    const { source, width, height, keyFrameSeconds } = this.details ?? {};
    return { framesPerSecond, lastPacketSeconds, source, width, height, keyFrameSeconds };
  }

  #ofPhone() {
    const { level: batteryLevel, charging } = this.battery;
    return { hidden: this.hidden, batteryLevel, charging, screenKept: this.screenKept };
  }
}

type Unsure<Shape> = { readonly [Key in keyof Shape]: Shape[Key] | undefined };

/** Without what is undefined or no number. */
function known(health: Unsure<Health>): Health {
  const isKnown = (value: unknown) => value !== undefined && (typeof value !== 'number' || Number.isFinite(value));
  return Object.fromEntries(Object.entries(health).filter(([, value]) => isKnown(value)));
}
