// Plays the video to the phone once, and waits until the server is done with all that the phone saw.
import { setTimeout as pause } from 'node:timers/promises';

const firstFrameWithinSeconds = 30;
const sentWithinSeconds = 120;
const finalWithinSeconds = 180;

/**
 * @typedef {object} Parts
 * @property {import('./person.mjs').Person} person
 * @property {import('./phone.mjs').Phone} phone
 * @property {import('./follow.mjs').Follower} follower
 *
 * @typedef {object} Playback
 * @property {string} address of the server
 * @property {number} videoSeconds
 * @property {number} postSeconds
 * @property {import('./person.mjs').CameraChanges} settings
 */

/**
 * Pairs the phone, lets it watch the video once, and returns when every event is final.
 * @param {Playback} playback
 * @param {Parts} parts
 * @param {AbortSignal} signal
 * @throws Error when something does not come in time
 */
export async function playToPhone(playback, parts, signal) {
  const { person, phone, follower } = parts;
  await phone.pair(playback.address, await person.pairingCode('Demo camera'));
  await person.changeSettings(await person.camera(), playback.settings);
  const ended = new AbortController();
  const following = follower.run(AbortSignal.any([signal, ended.signal]));
  const playing = watchOnce(playback, parts, signal);
  try {
    // whichever fails ends the wait; the loser's own failure says nothing new
    await Promise.race([playing, following.then(() => playing)]);
  } finally {
    ended.abort();
    await Promise.allSettled([following, playing]);
  }
}

/**
 * @param {Playback} playback
 * @param {Parts} parts
 * @param {AbortSignal} signal
 */
async function watchOnce({ videoSeconds, postSeconds }, { person, phone, follower }, signal) {
  await phone.startWatching();
  const session = await until(
    firstFrameWithinSeconds,
    'the phone to see its first frame',
    async () => (await person.sessions())[0],
    signal,
  );
  const end = Date.parse(session.startedAt) + (videoSeconds + postSeconds + 2) * 1000;
  await pause(Math.max(0, end - Date.now()), undefined, { signal });
  await phone.stopWatching();
  await until(sentWithinSeconds, 'the phone to send what it saw', async () => isSent(person, phone), signal);
  await until(
    finalWithinSeconds,
    'every event to be final',
    async () => {
      await follower.update();
      return follower.allFinal;
    },
    signal,
  );
}

/**
 * @param {import('./person.mjs').Person} person
 * @param {import('./phone.mjs').Phone} phone
 */
async function isSent(person, phone) {
  const sessions = await person.sessions();
  return sessions.every(({ endedAt }) => endedAt !== undefined) && !(await phone.hasMoreToSend());
}

/**
 * Awaits a condition that is asked for again and again.
 * @template T
 * @param {number} seconds
 * @param {string} what is awaited, for the error
 * @param {() => Promise<T | undefined | false>} condition
 * @param {AbortSignal} signal
 * @returns {Promise<T>}
 */
async function until(seconds, what, condition, signal) {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const value = await condition();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > end) throw new Error(`Waited ${seconds} s for ${what}.`);
    await pause(250, undefined, { signal });
  }
}
