// What goes wrong in the outbox bench, by chance that follows from a seed.

/** @typedef {import('../../tools/faulty-line.mjs').Fault} Fault */

/**
 * Numbers in [0, 1) that follow from a seed (mulberry32).
 * @param {number} seed
 * @returns {() => number}
 */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Every kind comes as often as the others. @type {readonly (() => Fault)[]} */
const kinds = [
  () => ({ kind: 'cutBefore' }),
  () => ({ kind: 'cutInBody' }),
  () => ({ kind: 'cutAfter' }),
  () => ({ kind: 'answer', status: 500 }),
  () => ({ kind: 'answer', status: 503, retryAfterSeconds: 1 }),
  () => ({ kind: 'answer', status: 429, retryAfterSeconds: 1 }),
  () => ({ kind: 'slow', milliseconds: 1_500 }),
];

/** Strikes a share of the requests of a camera, and counts them. */
export class Faults {
  requests = 0;
  failed = 0;
  /** How often each kind struck. @type {Record<string, number>} */
  byKind = {};
  /** Requests while no page of the camera is open: the service worker's. */
  withoutPage = 0;
  pageIsOpen = true;
  #share;
  #random;

  /**
   * @param {number} share of the requests that are struck, 0–1
   * @param {() => number} random
   */
  constructor(share, random) {
    this.#share = share;
    this.#random = random;
  }

  /**
   * @param {{ method: string, path: string }} seen
   * @returns {Fault | undefined}
   */
  for({ path }) {
    if (!path.startsWith('/api/') && !path.startsWith('/blobs/')) return undefined;
    this.requests += 1;
    if (!this.pageIsOpen) this.withoutPage += 1;
    if (this.#random() >= this.#share) return undefined;
    const fault = kinds[Math.floor(this.#random() * kinds.length)]?.();
    const name = fault?.kind === 'answer' ? String(fault.status) : (fault?.kind ?? '');
    this.failed += 1;
    this.byKind[name] = (this.byKind[name] ?? 0) + 1;
    return fault;
  }
}
