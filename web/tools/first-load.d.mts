/** The JavaScript files that a page and the given parts of it need, relative to the build folder. */
export declare function firstLoadFiles(
  manifest: Record<string, { file: string; imports?: string[] }>,
  ...entries: string[]
): string[];

/** The JavaScript files of the build that the service worker does not keep. */
export declare function notPrecached(files: readonly string[], serviceWorker: string): string[];
