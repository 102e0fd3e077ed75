import type { StartWatch } from '../camera/starting';

const lock = 'nightjar-watching';

/** Knows whether a camera watches in this browser, in whichever tab: then nothing may take its code away. */
export class Watches {
  /** The same start; what it begins is known to all tabs until it has stopped, or its page has gone. */
  guard(start: StartWatch): StartWatch {
    return (options, observer) => {
      const watch = start(options, observer);
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
}
