import type { BuiltClip, ClipParts } from './build-clip';
import type { MediaFunctions } from './media.worker';
import { buffersOf } from './packed-packets';
import { bridgeTo, type WorkerBridge } from './worker-bridge';

/** How long the worker lives on after a clip: the next one often follows soon. */
const idleMs = 60_000;

/** Builds clips off the main thread. */
export interface MediaWorker {
  /** The parts' buffers are handed over: they are empty afterwards. */
  buildClip(parts: ClipParts, signal: AbortSignal): Promise<BuiltClip>;
  close(): void;
}

/** A media worker; the thread itself starts with the first call. */
export function openMediaWorker(): MediaWorker {
  const bridge: WorkerBridge<MediaFunctions> = bridgeTo<MediaFunctions>(
    () => new Worker(new URL('./media.worker.ts', import.meta.url), { type: 'module', name: 'media' }),
    idleMs,
  );
  return {
    buildClip: (parts, signal) =>
      bridge.call('buildClip', parts, signal, [
        ...buffersOf(parts.video.packets),
        ...(parts.audio ? buffersOf(parts.audio.packets) : []),
      ]),
    close: () => bridge.close(),
  };
}
