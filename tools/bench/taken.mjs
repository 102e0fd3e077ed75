// Whether a server has taken what was sent to it: each event once, and in the state that follows.

/**
 * @param {ReadonlySet<string>} sent ids of the events that were reported as uploaded
 * @param {readonly { id: string, state: string }[]} kept all events that the server has
 * @throws Error that says how many are missing, there twice, unknown, or in another state
 */
export function checkTaken(sent, kept) {
  const ids = new Set(kept.map((event) => event.id));
  const missing = [...sent].filter((id) => !ids.has(id)).length;
  const twice = kept.length - ids.size;
  const unknown = [...ids].filter((id) => !sent.has(id)).length;
  const otherwise = kept.filter((event) => event.state !== 'processing').length;
  if (missing + twice + unknown + otherwise === 0) return;
  throw new Error(
    `Of ${sent.size} events ${missing} are missing; ${twice} are there twice, ${unknown} were not sent, ` +
      `${otherwise} are not processing.`,
  );
}

/**
 * How many reservations were written to the ledgers of credits since the start, of all accounts.
 * @param {string} metrics as Prometheus reads them
 */
export function reservations(metrics) {
  return Number(/^nightjar_credits_events_total\{flow="reserved"\} (\S+)$/m.exec(metrics)?.[1] ?? 0);
}
