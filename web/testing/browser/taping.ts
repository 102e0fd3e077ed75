import type { Blind } from '../../src/capture/blind';
import type { CameraChoice, SourceDetails } from '../../src/capture/camera';
import { runCamera } from '../../src/capture/camera-run';
import { buildClip, type Clip } from '../../src/capture/clip-builder';
import { Footages } from '../../src/capture/footages';
import type { SourceKind } from '../../src/capture/recording';
import { SessionClock } from '../../src/capture/session-clock';
import type { ClipWish } from '../../src/core/clip';
import type { FrameSample } from '../../src/media/frame-sampling';
import { openMediaWorker } from '../../src/media/media-worker';

/** How a camera is taped. */
export interface TapingOptions {
  readonly choice?: CameraChoice;
  /** Leaves the browser no other source. */
  readonly only?: SourceKind;
  /** How much is kept before `keepFrom`. */
  readonly preSeconds: number;
  /** Session time from which on everything is kept. */
  readonly keepFrom?: number;
  /** Hears every sample, with its session time. */
  readonly sample?: (sample: FrameSample, at: number) => void;
}

/** Records a camera as watching does, but without triggers: clips are cut where one asks for them. */
export class Taping {
  readonly footages = new Footages();
  readonly details: SourceDetails[] = [];
  readonly #options: TapingOptions;
  readonly #stop = new AbortController();
  readonly over: Promise<Blind | undefined>;
  clock?: SessionClock;
  /** Session time of the newest frame. */
  now = 0;
  /** Session time up to which pictures are kept. */
  recordedUntil = 0;

  constructor(options: TapingOptions) {
    this.#options = options;
    const others = { recorder: 'codecs', codecs: 'recorder' } as const;
    const failed = new Set(options.only ? [others[options.only]] : []);
    this.over = runCamera(options.choice ?? {}, this.#hears(), this.#stop.signal, { learnt: { failed } });
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    const blind = await this.over;
    if (blind) throw blind;
  }

  /** A clip around a session time. @throws Error when nothing of it was recorded */
  async clip(at: number, wish: Omit<ClipWish, 'triggeredAt'>, media = openMediaWorker()): Promise<Clip> {
    const footage = this.footages.current;
    if (!footage) throw new Error('Nothing was recorded');
    const { offset, uncertainty } = footage.alignment;
    const whole = { ...wish, triggeredAt: at - offset, preSeconds: wish.preSeconds + uncertainty };
    const clip = await buildClip(footage, whole, media, AbortSignal.timeout(20_000));
    if (!clip) throw new Error('No clip could be built');
    return clip;
  }

  #hears(): Parameters<typeof runCamera>[1] {
    const { preSeconds, keepFrom = Infinity } = this.#options;
    const events = {
      neededFrom: () => keepFrom - preSeconds,
      isNeeded: () => false,
      footageCame: () => {
        const { ring, alignment } = this.footages.current!;
        this.recordedUntil = (ring.newest ?? 0) + alignment.offset;
      },
    };
    return {
      began: (_camera, first) => (this.clock = new SessionClock(first)),
      records: (source) =>
        this.footages.begin(source, {
          events,
          clock: this.clock!,
          preSeconds: () => preSeconds,
          longestClipSeconds: 60,
        }),
      learnt: (details) => this.details.push(details),
      sample: (sample) => {
        this.now = this.clock!.ofFrame(sample.timestamp);
        this.footages.sawFrames(sample.timestamps.map((time) => this.clock!.ofFrame(time)));
        this.#options.sample?.(sample, this.now);
      },
      recorded: () => Promise.resolve(),
      blind: () => undefined,
    };
  }
}
