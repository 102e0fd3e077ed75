// What operator commands have in common: the server's address, the operator's token, and words for what goes wrong.
import { readFileSync } from 'node:fs';

/** Something to tell the operator in a sentence, without a stack. */
export class Refusal extends Error {}

/**
 * @returns {string} from the environment, else from the file that a server of this machine made
 * @throws Refusal when there is none, or it may not be read
 */
function operatorToken() {
  const set = process.env['NIGHTJAR_OPERATOR_TOKEN']?.trim();
  if (set) return set;
  const file = process.env['NIGHTJAR_TOKEN_FILE'] ?? 'data/operator-token';
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new Refusal(
      `The operator's token cannot be read from ${file}. Name the data folder of the server with --data DIR, ` +
        'or set NIGHTJAR_OPERATOR_TOKEN.',
    );
  }
}

/**
 * Asks the server as its operator.
 * @param {'GET' | 'POST' | 'PUT' | 'DELETE'} method
 * @param {string} path below /api/v1/admin, such as /plans
 * @param {object} [body] sent as JSON
 * @returns {Promise<any>} the answer, or undefined when it is empty
 * @throws Refusal with the server's own sentence, or why there is no answer
 */
export async function ask(method, path, body) {
  const server = (process.env['NIGHTJAR_ADDRESS'] ?? 'http://127.0.0.1:8080').replace(/\/$/, '');
  const headers = { Authorization: `Bearer ${operatorToken()}`, 'Content-Type': 'application/json' };
  const answer = await fetch(`${server}/api/v1/admin${path}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(60_000),
  }).catch((/** @type {Error} */ error) => {
    const why = error.cause instanceof Error ? error.cause.message : error.message;
    throw new Refusal(`No answer from ${server} (${why}). Start the server, or name its address with --address URL.`);
  });
  const text = await answer.text();
  if (answer.ok) return text === '' ? undefined : JSON.parse(text);
  if (answer.status === 401) throw new Refusal(`${server} does not know this operator's token.`);
  throw new Refusal(sentenceOf(text) ?? `${server} answered ${answer.status}.`);
}

/** @param {string} text body of a problem */
function sentenceOf(text) {
  try {
    const detail = JSON.parse(text).detail;
    return typeof detail === 'string' ? detail : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Runs a command: what it answers goes to standard output, a refusal as a sentence to standard error with exit code 2.
 * @param {(parameters: string[]) => Promise<void>} command gets what stands behind the name of its group
 */
export async function run(command) {
  try {
    await command(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(`nightjar: ${error.message}`);
    process.exitCode = 2;
  }
}
