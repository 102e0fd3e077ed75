/** The JavaScript files that a page needs before it shows anything, relative to the build folder. */
export declare function firstLoadFiles(
  manifest: Record<string, { file: string; imports?: string[] }>,
  entry: string,
): string[];
