const key = 'nightjar.push';
const awayKey = 'nightjar.push.away';

/** Remembers for whom this browser shows alerts, so that it goes on when the same person signs in again. */
export function rememberSubscribed(person: string): void {
  localStorage.setItem(key, person);
}

/** Alerts were turned off here. */
export function forgetSubscribed(): void {
  localStorage.removeItem(key);
  localStorage.removeItem(awayKey);
}

/** Nobody is signed in here any more, or somewhere else: the server has ended the subscription. */
export function signedAway(): void {
  const person = localStorage.getItem(key);
  if (person !== null) localStorage.setItem(awayKey, person);
}

/** Whether this browser showed that person's alerts until they signed out of it, by themselves or by time. */
export function cameBack(person: string): boolean {
  return localStorage.getItem(key) === person && localStorage.getItem(awayKey) === person;
}

/** The person is here, and what followed from that was done. */
export function settled(): void {
  localStorage.removeItem(awayKey);
}
