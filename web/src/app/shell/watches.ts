import type { WatchObserver } from '../../capture/watch';
import type { StartWatch } from '../camera/starting';

const lock = 'nightjar-watching';
/** Longer than the longest clip, and the time to put it together. */
const longestRecordingMs = 90_000;

/** Knows whether a camera watches in this browser, in whichever tab: then nothing may take its code away. */
export class Watches {
  #isRecording = false;
  #onQuiet: (() => void) | undefined;

  /** The same start; what it begins is known to all tabs until it has stopped, or its page has gone. */
  guard(start: StartWatch): StartWatch {
    return (options, observer) => {
      const watch = start(options, this.#overheard(observer));
      let stopped = (): void => undefined;
      const over = new Promise<void>((resolve) => (stopped = resolve));
      void navigator.locks.request(lock, { mode: 'shared' }, () => over);
      return {
        update: (settings) => watch.update(settings),
        choose: (camera) => watch.choose(camera),
        stop: () => watch.stop().finally(stopped),
      };
    };
  }

  async anywhere(): Promise<boolean> {
    const { held = [] } = await navigator.locks.query();
    return held.some(({ name }) => name === lock);
  }

  /** Resolves when this tab records no event: a clip that is stopped early lacks its end. */
  async quiet(): Promise<void> {
    if (!this.#isRecording) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.#onQuiet = resolve;
      timer = setTimeout(resolve, longestRecordingMs);
    });
    clearTimeout(timer);
  }

  #overheard(observer: WatchObserver): WatchObserver {
    const state: WatchObserver['state'] = (state) => {
      observer.state(state);
      this.#isRecording = state.kind === 'recording' || state.kind === 'building';
      if (!this.#isRecording) this.#onQuiet?.();
    };
    return new Proxy(observer, {
      get: (all, name) => {
        if (name === 'state') return state;
        const value: unknown = Reflect.get(all, name, all);
        return typeof value === 'function' ? (value.bind(all) as unknown) : value;
      },
    });
  }
}
