import type { Alert } from '../../api/shapes';
import type { Route } from '../routing/routes';

/** An alert as an open page shows it for a while. */
export interface AlertNote {
  readonly alert: Alert;
  /** It said something else here before, which turned out wrong. */
  readonly corrected: boolean;
  /** When it goes by itself, in milliseconds of the page's clock. */
  readonly until: number;
  /** What became of what its person asked for with it. */
  readonly answer?: NoteAnswer;
}

/** What became of a request: done, and to be undone from here, or not done. */
export interface NoteAnswer {
  readonly text: string;
  readonly undoable: boolean;
}

/** An alert that is not shown any more. */
interface Gone {
  readonly id: string;
  /** By the person's hand, or because the page shows more of it anyway: then nothing brings it back. */
  readonly settled: boolean;
  /** It says already what was wrong. */
  readonly corrected: boolean;
}

/** The alerts that a page shows, and what it remembers of earlier ones. */
export interface AlertNotes {
  /** Newest first. */
  readonly notes: readonly AlertNote[];
  readonly gone: readonly Gone[];
}

/** The notes that a page has room for. */
interface InSight {
  readonly shown: readonly AlertNote[];
  /** How many there are besides. */
  readonly more: number;
}

/** How long a note stays after it said something new. */
export const noteMs = 20_000;
/** How long notes stay at least when nobody is at them any more. */
export const againMs = 8_000;
/** What was made longer ago is found in the timeline. */
const freshMs = 120_000;
/** As many are in sight at once, so that a phone's page still is. */
const mostOnPhone = 2;
const mostOnDesk = 3;
const mostKept = 30;
const mostGone = 100;

export const noNotes: AlertNotes = { notes: [], gone: [] };

/**
 * With an alert that came or changed. It takes the place of its earlier version; one that went by itself comes back only
 * to say that it was wrong.
 * @param ageMs how long ago it was made, by the server's clock
 * @param now milliseconds of the page's clock
 */
export function withAlert(state: AlertNotes, alert: Alert, ageMs: number, now: number): AlertNotes {
  const until = now + noteMs;
  const shown = state.notes.find((note) => note.alert.id === alert.id);
  if (shown) {
    if (alert.version <= shown.alert.version) return state;
    const wrong = alert.correction !== undefined && (shown.corrected || shown.alert.correction === undefined);
    const edited = { ...shown, alert, corrected: wrong, until };
    return { ...state, notes: state.notes.map((note) => (note === shown ? edited : note)) };
  }
  const gone = state.gone.find(({ id }) => id === alert.id);
  const corrects = gone && !gone.settled && !gone.corrected && alert.correction !== undefined;
  if (gone ? !corrects : ageMs > freshMs) return state;
  const note = { alert, corrected: gone !== undefined, until };
  const dropped = state.notes.slice(mostKept - 1).map(goneAs);
  return {
    notes: [note, ...state.notes.slice(0, mostKept - 1)],
    gone: remembered([...state.gone.filter(({ id }) => id !== alert.id), ...dropped]),
  };
}

/** Without an alert that its person needs no more, shown before or not. */
export function withoutAlert({ notes, gone }: AlertNotes, id: string): AlertNotes {
  return {
    notes: notes.filter((note) => note.alert.id !== id),
    gone: remembered([...gone.filter((other) => other.id !== id), { id, settled: true, corrected: true }]),
  };
}

/** With what became of a request. It stays a while, so that it can be read. */
export function withAnswer(state: AlertNotes, id: string, answer: NoteAnswer | undefined, now: number): AlertNotes {
  const notes = state.notes.map((note) => {
    if (note.alert.id !== id) return note;
    const { alert, corrected } = note;
    return { alert, corrected, until: now + noteMs, ...(answer && { answer }) };
  });
  return { ...state, notes };
}

/** Without those whose time is over. */
export function expired(state: AlertNotes, now: number): AlertNotes {
  const over = state.notes.filter(({ until }) => until <= now);
  if (!over.length) return state;
  return {
    notes: state.notes.filter((note) => !over.includes(note)),
    gone: remembered([...state.gone, ...over.map(goneAs)]),
  };
}

/** The same, each for a while yet: somebody was at them until now. */
export function longer(state: AlertNotes, now: number): AlertNotes {
  return { ...state, notes: state.notes.map((note) => ({ ...note, until: Math.max(note.until, now + againMs) })) };
}

/** When the next one goes by itself; undefined without any. */
export function nextEnd({ notes }: AlertNotes): number | undefined {
  return notes.length ? Math.min(...notes.map(({ until }) => until)) : undefined;
}

/** The newest few, and how many more there are. */
export function inSight(notes: readonly AlertNote[], isDesk: boolean): InSight {
  const most = isDesk ? mostOnDesk : mostOnPhone;
  return { shown: notes.slice(0, most), more: Math.max(0, notes.length - most) };
}

/** Whether the screen shows what the alert tells of. */
export function isOnScreen({ kind, eventId, deviceId }: Alert, route: Route, isDesk: boolean): boolean {
  if (route.name === 'event') return route.id === eventId;
  if (route.name === 'timeline') return isDesk && eventId !== undefined && route.event === eventId;
  return route.name === 'camera' && kind === 'trouble' && route.id === deviceId;
}

function goneAs({ alert }: AlertNote): Gone {
  return { id: alert.id, settled: false, corrected: alert.correction !== undefined };
}

function remembered(gone: readonly Gone[]): readonly Gone[] {
  return gone.slice(-mostGone);
}
