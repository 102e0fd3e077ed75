import { onTestFinished } from 'vitest';

/** Counts the browser's recorders that were started and ended, until the test is finished. */
export function countRecorders() {
  const original = globalThis.MediaRecorder;
  const counts = {
    started: 0,
    ended: 0,
    /** The most that ever ran at once. */
    most: 0,
    get running() {
      return this.started - this.ended;
    },
  };
  globalThis.MediaRecorder = class extends original {
    constructor(stream: MediaStream, options?: MediaRecorderOptions) {
      super(stream, options);
      this.addEventListener('start', () => {
        counts.started += 1;
        counts.most = Math.max(counts.most, counts.running);
      });
      this.addEventListener('stop', () => (counts.ended += 1));
    }
  };
  onTestFinished(() => {
    globalThis.MediaRecorder = original;
  });
  return counts;
}
