import type { Watch, WatchObserver, WatchOptions } from '../../capture/watch';
import { becomeOnlyWatcher, type Release } from './only-watcher';

/** Begins to watch; given from outside because capturing is loaded only on the camera screen. */
export type StartWatch = (options: WatchOptions, observer: WatchObserver) => Watch;

/** What has to be there before a camera can be opened. */
export interface Beginning {
  readonly loadWatch: () => Promise<StartWatch>;
  /** Asks the server how to watch. */
  readonly refreshOrders: () => Promise<void>;
}

/** All is there, with what lets another page watch in the end; or what stands in the way, in a sentence. */
export type Readiness =
  | { readonly kind: 'ready'; readonly startWatch: StartWatch; readonly release: Release }
  | { readonly kind: 'obstacle'; readonly code: string; readonly sentence: string };

/** How long a start waits for the server: one that does not answer must not keep a camera from watching. */
const patienceMs = 4_000;

/** Fetches what a camera needs, and makes this page the one that watches. */
export async function makeReady({ loadWatch, refreshOrders }: Beginning): Promise<Readiness> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, patienceMs));
  const orders = Promise.race([refreshOrders(), patience]);
  const [startWatch, release] = await Promise.all([orNothing(loadWatch), becomeOnlyWatcher(), orders]);
  if (startWatch && release) return { kind: 'ready', startWatch, release };
  release?.();
  return startWatch
    ? obstacle('start.second', 'Another window of this browser watches already. Close that one.')
    : obstacle('start.load', 'A part of Nightjar could not be fetched. Check the connection.');
}

function obstacle(code: string, sentence: string): Readiness {
  return { kind: 'obstacle', code, sentence };
}

async function orNothing<Part>(load: () => Promise<Part>): Promise<Part | undefined> {
  try {
    return await load();
  } catch {
    // A part of the page that cannot be fetched: no connection, or a newer version has taken its place.
    return undefined;
  }
}
