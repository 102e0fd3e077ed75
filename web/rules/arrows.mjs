/**
 * Which folder of src may import which. TypeScript's project references say the same (`tsc -b` enforces them);
 * ESLint reads this table so that Svelte files and editors hear of it too, and a test keeps the two equal.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const arrows = {
  core: [],
  api: ['core'],
  media: ['core'],
  capture: ['core', 'media'],
  outbox: ['core', 'api'],
  sw: ['core', 'api', 'outbox'],
  app: ['core', 'api', 'capture', 'outbox'],
};
