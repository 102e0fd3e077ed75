// ./nightjar admin reindex [status]: has all that is searched written anew, and shows how far that is.
import { setTimeout } from 'node:timers/promises';
import { ask, Refusal, run } from './server.mjs';

/**
 * @typedef {{ startedAt: string, finishedAt?: string, written: number, withoutMeaning: number, expected: number }} State
 */

const PATH = '/search/rebuild';
const PAUSE_MS = Number(process.env['NIGHTJAR_REINDEX_PAUSE_MS'] ?? 1000);

/** @param {State} state */
function line({ startedAt, finishedAt, written, withoutMeaning, expected }) {
  const share = expected === 0 ? 100 : Math.min(100, Math.floor((100 * written) / expected));
  const words = withoutMeaning > 0 ? `; ${withoutMeaning} are found by their words alone` : '';
  console.log(
    finishedAt === undefined
      ? `${written} of ${expected} events, ${share} %${words}`
      : `${written} events written anew, from ${startedAt} to ${finishedAt}${words}`,
  );
}

/** Asks until it is done; ending this command does not end the work. @param {State} state */
async function follow(state) {
  let before = -1;
  for (;;) {
    if (state.finishedAt !== undefined || state.written !== before) line(state);
    if (state.finishedAt !== undefined) return;
    before = state.written;
    await setTimeout(PAUSE_MS);
    state = await ask('GET', PATH);
  }
}

await run(async ([what, ...rest]) => {
  if (rest.length > 0 || (what !== undefined && what !== 'status')) {
    throw new Refusal('admin reindex: nothing, to have all written anew; status, to see how far that is.');
  }
  if (what === 'status') line(await ask('GET', PATH));
  else await follow(await ask('POST', PATH));
});
