/** What every headless Chromium of this project is started with: no background network, a camera that the test controls. */
export declare const chromiumFlags: string[];

/**
 * The Chromium of this machine: `CHROMIUM`, else the first known name on PATH.
 *
 * @returns path of the program
 * @throws Error when there is none
 */
export declare function findChromium(environment?: NodeJS.ProcessEnv): string;
