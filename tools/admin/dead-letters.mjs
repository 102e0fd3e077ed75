// ./nightjar admin dead-letters [list [BEFORE] | show ID | replay ID | replay all]: work that was given up.
import { ask, Refusal, run } from './server.mjs';

/**
 * @typedef {{
 *   id: string, kind: string, instance: string, payload?: string, cause: string, diedAt: string, replayedAt?: string
 * }} DeadLetter
 */

const PAGE = 500;

/** @param {DeadLetter} letter */
function line({ id, kind, diedAt, replayedAt, cause }) {
  console.log(`${diedAt}  ${id}  ${kind}  ${replayedAt === undefined ? cause : `replayed ${replayedAt}`}`);
}

/** @param {DeadLetter} letter */
function show(letter) {
  console.log(`id       ${letter.id}`);
  console.log(`kind     ${letter.kind}  ${letter.instance}`);
  console.log(`died     ${letter.diedAt}`);
  console.log(`cause    ${letter.cause}`);
  console.log(`ids      ${letter.payload ?? 'could not be read'}`);
  if (letter.replayedAt !== undefined) console.log(`replayed ${letter.replayedAt}`);
}

/** @param {string} [before] */
async function page(before) {
  const query = before === undefined ? '' : `&before=${encodeURIComponent(before)}`;
  /** @type {{ items: DeadLetter[] }} */
  const { items } = await ask('GET', `/dead-letters?limit=${PAGE}${query}`);
  return items;
}

/** Those that cannot be replayed say why and keep none of the others from it. */
async function replayAll() {
  let replayed = 0;
  for (const letter of (await page()).filter((each) => each.replayedAt === undefined)) {
    try {
      line(await ask('POST', `/dead-letters/${letter.id}/replay`));
      replayed += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      console.log(`${letter.id}  ${error.message}`);
    }
  }
  console.log(`${replayed} replayed`);
}

await run(async ([what = 'list', which, ...rest]) => {
  if (rest.length > 0) throw new Refusal('admin dead-letters: list [BEFORE], show ID, replay ID or replay all.');
  if (what === 'list') {
    const items = await page(which);
    items.forEach(line);
    console.log(`${items.length} dead letters${items.length === PAGE ? '; more: list with the time of the last' : ''}`);
  } else if (what === 'show' && which !== undefined) {
    show(await ask('GET', `/dead-letters/${encodeURIComponent(which)}`));
  } else if (what === 'replay' && which === 'all') {
    await replayAll();
  } else if (what === 'replay' && which !== undefined) {
    show(await ask('POST', `/dead-letters/${encodeURIComponent(which)}/replay`));
  } else {
    throw new Refusal('admin dead-letters: list [BEFORE], show ID, replay ID or replay all.');
  }
});
