import { Watching } from '../src/capture/watching';
import { defaultCameraSettings } from '../src/core/event';
import { installDrawnCamera } from '../testing/browser/drawn-camera';

/** How a soak watches. */
export interface SoakOptions {
  /** What one recorder lasts. */
  readonly recorderSeconds: number;
  /** Between two events. */
  readonly eventSeconds: number;
  /** Whether the codecs record, not the browser's recorder. */
  readonly codecs: boolean;
}

/** What a soak says of itself. */
export interface SoakState {
  /** The least that the rings have held since this was asked before: a ring grows for a second, then lets go. */
  readonly ringBytes: number;
  readonly events: number;
  readonly recorders: number;
  readonly blind: number;
  readonly source: string;
}

const place = [0.4, 0.3, 0.2, 0.5] as const;
/** How long a thing stands before the camera. */
const shownMs = 4_000;

let state: () => SoakState = () => {
  throw new Error('No soak has begun');
};

/** Begins to watch a drawn camera for ever, with an event every now and then; clips are built and thrown away. */
export function beginSoak({ recorderSeconds, eventSeconds, codecs }: SoakOptions): void {
  if (codecs) Reflect.deleteProperty(globalThis, 'MediaRecorder');
  let recorders = 0;
  if (!codecs) countRecorders(() => (recorders += 1));
  const { camera } = installDrawnCamera({ width: 640, height: 360, framesPerSecond: 15, microphone: true });
  let [events, blind, source] = [0, 0, ''];
  const sound = { ...defaultCameraSettings.sound, on: true };
  const capture = { ...defaultCameraSettings.camera, height: 360, frameRate: 15 } as const;
  const settings = { ...defaultCameraSettings, sound, camera: capture };
  const watching = new Watching(
    { settings, longestClipSeconds: 60, recorderSeconds },
    {
      state: ({ kind }) => (blind += kind === 'blind' ? 1 : 0),
      started: () => undefined,
      opened: (details) => (source = details.source),
      sample: () => undefined,
      event: ({ clip }) => (events += clip ? 1 : 0),
    },
  );
  setInterval(() => {
    camera.show(place);
    setTimeout(() => camera.clear(), shownMs);
  }, eventSeconds * 1_000);
  let ringBytes: number[] = [];
  setInterval(() => ringBytes.push(watching.ringBytes), 1_000);
  state = () => {
    const least = Math.min(...ringBytes);
    ringBytes = [];
    return { ringBytes: least, events, recorders, blind, source };
  };
}

/** How the soak is now, and all the memory that this page and its workers use. */
export async function soakNow(): Promise<SoakState & { readonly memoryBytes: number }> {
  const { measureUserAgentSpecificMemory } = performance as Performance & {
    readonly measureUserAgentSpecificMemory: () => Promise<{ readonly bytes: number }>;
  };
  const { bytes } = await measureUserAgentSpecificMemory.call(performance);
  return { ...state(), memoryBytes: bytes };
}

function countRecorders(count: () => void): void {
  globalThis.MediaRecorder = class extends MediaRecorder {
    override start(timeslice?: number): void {
      count();
      super.start(timeslice);
    }
  };
}
