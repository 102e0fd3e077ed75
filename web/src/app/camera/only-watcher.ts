/** Ends that this page is the one that watches. */
export type Release = () => void;

/**
 * Makes this page the only one of this browser that watches: two would take the camera from each other. A page that
 * was just closed may hold it for a moment longer, so this waits a little.
 *
 * @returns undefined when another page watches
 */
export function becomeOnlyWatcher(waitMs = 3_000): Promise<Release | undefined> {
  return new Promise((resolve, reject) => {
    const held = () => new Promise<void>((release) => resolve(release));
    navigator.locks.request('nightjar-watch', { signal: AbortSignal.timeout(waitMs) }, held).catch((cause: unknown) => {
      if (cause instanceof DOMException && cause.name === 'TimeoutError') resolve(undefined);
      else reject(new Error('The browser gave no lock', { cause }));
    });
  });
}
