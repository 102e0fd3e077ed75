import type { Losses } from '../../outbox/database';
import { inWords } from './time';

/** What was lost, and what to do; undefined when nothing was. */
export function lossSentence({ clips, events, damaged }: Losses): string | undefined {
  const sentences = [noRoomSentence(clips, events), damagedSentence(damaged)];
  return sentences.filter((sentence) => sentence !== undefined).join(' ') || undefined;
}

function noRoomSentence(clips: number, events: number): string | undefined {
  if (clips + events === 0) return undefined;
  const someEvents = events === 1 ? 'one event' : `${inWords(events)} events`;
  const gone =
    events === 0 ? clipCount(clips) : clips === 0 ? capital(someEvents) : `${clipCount(clips)} and ${someEvents}`;
  return `${gone} had to go unsent: this phone has no more room. Free some space, or check its connection.`;
}

function damagedSentence(damaged: number): string | undefined {
  if (damaged === 0) return undefined;
  const events = damaged === 1 ? 'Its event was' : 'Their events were';
  return `${clipCount(damaged)} could not be read back from this phone's storage. ${events} sent without.`;
}

function clipCount(clips: number): string {
  return clips === 1 ? 'One clip' : `${capital(inWords(clips))} clips`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
