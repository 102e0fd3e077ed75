// What was asked of the demo.
import { readFileSync } from 'node:fs';

/** Wrong use: the sentence is for the person at the keyboard. */
export class UsageError extends Error {}

/**
 * @typedef {object} DemoOptions
 * @property {string} video path of the video that the camera sees
 * @property {number} preSeconds
 * @property {number} postSeconds
 * @property {number} cooldownSeconds counted from the trigger
 * @property {string} [sound] path of the sound that the microphone hears; without it the camera does not listen
 * @property {string} [mask] path of a file with the parts of the picture that are ignored
 * @property {'azurite'} [blob] where clips are kept instead of a folder
 * @property {boolean} keep whether the server's data stays after the end
 *
 * @typedef {{ points: { x: number, y: number }[] }} IgnoredArea
 */

const numbers = /** @type {const} */ ({
  '--pre': { name: 'preSeconds', lowest: 5, highest: 20 },
  '--post': { name: 'postSeconds', lowest: 5, highest: 30 },
  '--cooldown': { name: 'cooldownSeconds', lowest: 10, highest: 60 },
});

/**
 * @param {string[]} words the command line after `demo`
 * @returns {DemoOptions}
 * @throws UsageError naming what is wrong
 */
export function parseOptions(words) {
  /** @type {DemoOptions} */
  const options = { video: '', preSeconds: 5, postSeconds: 8, cooldownSeconds: 10, keep: false };
  for (let i = 0; i < words.length; i++) {
    const word = /** @type {string} */ (words[i]);
    if (word in numbers) {
      const { name, lowest, highest } = numbers[/** @type {keyof typeof numbers} */ (word)];
      options[name] = secondsFrom(word, words[++i], lowest, highest);
    } else if (word === '--keep') options.keep = true;
    else if (word === '--sound' || word === '--mask')
      options[word === '--sound' ? 'sound' : 'mask'] = fileFrom(word, words[++i]);
    else if (word.startsWith('--blob')) options.blob = storeFrom(word);
    else if (word.startsWith('--')) throw new UsageError(`demo does not know ${word}. See ./nightjar --help`);
    else if (options.video !== '') throw new UsageError(`demo plays one video, not two: ${options.video}, ${word}`);
    else options.video = word;
  }
  if (options.video === '') throw new UsageError('demo needs a video: ./nightjar demo VIDEO');
  return options;
}

/**
 * @param {string} word
 * @returns {'azurite'}
 */
function storeFrom(word) {
  if (word !== '--blob=azurite') throw new UsageError(`demo knows --blob=azurite, not ${word}.`);
  return 'azurite';
}

/**
 * @param {string} word
 * @param {string | undefined} value
 * @param {number} lowest
 * @param {number} highest
 */
function secondsFrom(word, value, lowest, highest) {
  const seconds = Number(value);
  if (value === undefined || value === '' || !(seconds >= lowest && seconds <= highest))
    throw new UsageError(`${word} must be from ${lowest} to ${highest} seconds, not ${value ?? 'missing'}.`);
  return seconds;
}

/**
 * @param {string} word
 * @param {string | undefined} file
 */
function fileFrom(word, file) {
  if (file === undefined || file.startsWith('--')) throw new UsageError(`${word} needs a file.`);
  return file;
}

const mostAreas = 16;

/**
 * Reads a mask: a JSON array of rectangles `[x, y, width, height]` as shares of the picture.
 * @param {string} file
 * @returns {IgnoredArea[]} as the settings of a camera have them
 * @throws UsageError when it is not that
 */
export function readMask(file) {
  const rectangles = parsed(file);
  if (!Array.isArray(rectangles) || !rectangles.every(isRectangle))
    throw new UsageError(`${file} must be a JSON array of rectangles [x, y, width, height], as shares from 0 to 1.`);
  if (rectangles.length > mostAreas)
    throw new UsageError(`${file} has ${rectangles.length} rectangles; a camera ignores ${mostAreas} areas at most.`);
  return rectangles.map(([x, y, width, height]) => {
    const [left, top, right, bottom] = [x, y, x + width, y + height].map((share) => Math.min(1, share));
    return { points: [at(left, top), at(right, top), at(right, bottom), at(left, bottom)] };
  });
}

/** @param {string} file */
function parsed(file) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`There is no mask that can be read at ${file}.`);
  }
  try {
    return /** @type {unknown} */ (JSON.parse(text));
  } catch {
    throw new UsageError(`${file} is not JSON.`);
  }
}

/**
 * @param {unknown} value
 * @returns {value is [number, number, number, number]}
 */
function isRectangle(value) {
  return (
    Array.isArray(value) &&
    value.length === 4 &&
    value.every((share) => typeof share === 'number' && share >= 0 && share <= 1)
  );
}

/**
 * @param {number | undefined} x
 * @param {number | undefined} y
 */
function at(x = 0, y = 0) {
  return { x, y };
}
