import { type HeardLevels, levelsProcessor } from '../media/levels';
import levelsAddress from '../media/levels.worklet.ts?worker&url';
import { AudioTime } from './audio-time';

/** Whether the microphone is listened to. `waiting`: the browser wants a tap on the page first. */
export type Hearing = 'none' | 'listening' | 'waiting';

/** Hears a microphone. */
export interface MicrophoneObserver {
  /** Levels of the stretches since the last call, oldest first; `at` is wall time in milliseconds. */
  levels(levels: readonly HeardLevels[]): void;
  hearing(hearing: Hearing): void;
}

/** What counts as the tap that browsers want before they let a page hear. */
const taps = ['pointerdown', 'pointerup', 'keydown'] as const;

/**
 * Measures the levels of a stream's microphone on the audio thread, until the signal ends it. Without a microphone
 * nothing is heard. A page that was opened without a tap may not listen yet: says so, and listens from the next tap on.
 */
export function listenTo(stream: MediaStream, observer: MicrophoneObserver, signal: AbortSignal): void {
  const tracks = stream.getAudioTracks();
  if (tracks.length === 0 || typeof AudioWorkletNode === 'undefined' || signal.aborted) return observer.hearing('none');
  open(new MediaStream(tracks), observer, signal).catch((error: unknown) => {
    if (signal.aborted) return;
    // The camera sees all the same.
    console.error('The microphone cannot be listened to', error);
    observer.hearing('none');
  });
}

async function open(stream: MediaStream, observer: MicrophoneObserver, signal: AbortSignal): Promise<void> {
  // Nobody waits for what is heard: longer stretches at once cost less.
  const audio = new AudioContext({ latencyHint: 'playback' });
  signal.addEventListener('abort', () => void audio.close(), { once: true });
  const time = new AudioTime();
  const tell = () => {
    if (signal.aborted) return;
    time.reset();
    observer.hearing(audio.state === 'running' ? 'listening' : 'waiting');
  };
  const wake = () => {
    // Some browsers never answer until there is a tap; the state's change tells the rest.
    if (!signal.aborted && audio.state !== 'running') void audio.resume().catch(() => undefined);
  };
  audio.addEventListener('statechange', tell, { signal });
  for (const tap of taps) document.addEventListener(tap, wake, { signal, passive: true });
  document.addEventListener('visibilitychange', wake, { signal });
  wake();
  await audio.audioWorklet.addModule(levelsAddress);
  if (signal.aborted) return;
  tell();
  const node = new AudioWorkletNode(audio, levelsProcessor, { channelCount: 1, channelCountMode: 'explicit' });
  node.port.onmessage = ({ data }: MessageEvent<readonly HeardLevels[]>) => {
    if (!signal.aborted) observer.levels(time.toWall(data, performance.timeOrigin + performance.now()));
  };
  // Connected to the end, where it adds nothing: browsers run only what leads there.
  audio.createMediaStreamSource(stream).connect(node).connect(audio.destination);
}
