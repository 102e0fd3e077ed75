// What was asked of the demo.

/** Wrong use: the sentence is for the person at the keyboard. */
export class UsageError extends Error {}

/**
 * @typedef {object} DemoOptions
 * @property {string} video path of the video that the camera sees
 * @property {number} preSeconds
 * @property {number} postSeconds
 * @property {number} cooldownSeconds counted from the trigger
 * @property {boolean} keep whether the server's data stays after the end
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
  const options = { video: '', preSeconds: 5, postSeconds: 8, cooldownSeconds: 10, keep: false };
  for (let i = 0; i < words.length; i++) {
    const word = /** @type {string} */ (words[i]);
    if (word in numbers) {
      const { name, lowest, highest } = numbers[/** @type {keyof typeof numbers} */ (word)];
      options[name] = secondsFrom(word, words[++i], lowest, highest);
    } else if (word === '--keep') options.keep = true;
    else if (word === '--sound' || word === '--mask')
      throw new UsageError(`${word} is not there yet: this version watches the picture, all of it.`);
    else if (word.startsWith('--')) throw new UsageError(`demo does not know ${word}. See ./nightjar --help`);
    else if (options.video !== '') throw new UsageError(`demo plays one video, not two: ${options.video}, ${word}`);
    else options.video = word;
  }
  if (options.video === '') throw new UsageError('demo needs a video: ./nightjar demo VIDEO');
  return options;
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
