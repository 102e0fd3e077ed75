// ./nightjar admin plan ACCOUNT|E-MAIL [PLAN]: shows which plan an account has, or gives it another.
import { ask, Refusal, run } from './server.mjs';

/** @typedef {{ account: { id: string, name: string }, usage: Usage }} AccountUsage */
/**
 * @typedef {{
 *   month: string, timeZone?: string, endsAt: string, plan: { name: string, monthlySeconds?: number },
 *   usedSeconds: number, heldSeconds: number, leftSeconds?: number
 * }} Usage
 */

/** @param {number} seconds */
const minutes = (seconds) => `${(seconds / 60).toFixed(1)} min`;

/** @param {AccountUsage} found */
function show({ account, usage }) {
  const zone = usage.timeZone ?? 'UTC';
  const limit = usage.plan.monthlySeconds;
  console.log(`account  ${account.id}  ${account.name}`);
  console.log(
    `plan     ${usage.plan.name}${limit === undefined ? ', no monthly limit' : `, ${minutes(limit)} a month`}`,
  );
  console.log(
    `${usage.month}  ${minutes(usage.usedSeconds)} used, ${minutes(usage.heldSeconds)} held` +
      (usage.leftSeconds === undefined ? '' : `, ${minutes(usage.leftSeconds)} left`) +
      `; begins again at ${usage.endsAt} (${zone})`,
  );
}

await run(async ([who, plan, ...rest]) => {
  if (who === undefined || rest.length > 0) {
    throw new Refusal('admin plan needs an account or an e-mail address, and for a change the name of a plan.');
  }
  /** @type {AccountUsage[]} */
  const found = await ask('GET', `/accounts?of=${encodeURIComponent(who)}`);
  const only = found[0];
  if (only === undefined) throw new Refusal(`There is no account of ${who}.`);
  if (plan === undefined) {
    found.forEach(show);
    return;
  }
  if (found.length > 1) {
    found.forEach(show);
    throw new Refusal(`${who} belongs to ${found.length} accounts. Name one by its id.`);
  }
  show(await ask('PUT', `/accounts/${only.account.id}/plan`, { plan }));
});
