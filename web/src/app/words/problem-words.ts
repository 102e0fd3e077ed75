import { ApiProblem } from '../../api/problem';
import { StorageRefused } from '../../outbox/database';
import { clockTime, dayOfMonth } from './time';

/** The sentence for whatever went wrong with a request: the server's own, with the time at which a limit ends. */
export function sentenceFor(problem: unknown): string {
  if (problem instanceof StorageRefused) return problem.message;
  if (!(problem instanceof ApiProblem)) return 'Something went wrong on this page. Reload it, and try again.';
  if (problem.code === 'outOfCredits' && problem.endsAt) {
    return `The minutes that are left do not suffice for this clip. They begin again on ${dayOfMonth(new Date(problem.endsAt))}.`;
  }
  const ends = problem.endsAt ? ` Try again at ${clockTime(new Date(problem.endsAt))}.` : '';
  return /try again/i.test(problem.detail) ? problem.detail : `${problem.detail}${ends}`;
}
