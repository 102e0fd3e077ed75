import { expect, test } from 'vitest';
import { anAlert } from '../../../testing/app/household-alerts';
import {
  againMs,
  expired,
  inSight,
  isOnScreen,
  longer,
  nextEnd,
  noNotes,
  noteMs,
  withAlert,
  withAnswer,
  withoutAlert,
  type AlertNotes,
} from './alert-notes';

const first = anAlert(1);
const told = { ...first, version: 2, text: 'A person came in.' };
const corrected = {
  ...first,
  version: 2,
  text: 'That was the curtain.',
  correction: 'The first message said a person.',
};

/** So many alerts, one a second. */
function notesOf(count: number): AlertNotes {
  let state = noNotes;
  for (let n = 1; n <= count; n += 1) state = withAlert(state, anAlert(n), 0, n * 1000);
  return state;
}

const textsOf = ({ notes }: AlertNotes) => notes.map(({ alert }) => alert.text);

test('a new alert comes first', () => {
  const { notes } = notesOf(2);
  expect(notes.map(({ alert }) => alert.id)).toEqual([anAlert(2).id, anAlert(1).id]);
});

test('an alert takes the place of its earlier version, where it stands', () => {
  const state = withAlert(notesOf(2), told, Infinity, 3_000);
  expect(textsOf(state)).toEqual(['Person at Hallway.', 'A person came in.']);
  expect(state.notes[1]).toMatchObject({ corrected: false, until: 3_000 + noteMs });
});

test('an older copy that comes late changes nothing', () => {
  const state = withAlert(withAlert(noNotes, told, 0, 0), first, 0, 1_000);
  expect(textsOf(state)).toEqual(['A person came in.']);
  expect(state.notes[0]?.until).toBe(noteMs);
});

test('what was made more than two minutes ago does not come up', () => {
  expect(withAlert(noNotes, first, 120_001, 0)).toBe(noNotes);
  expect(withAlert(noNotes, first, 119_999, 0).notes).toHaveLength(1);
});

test('a first look that was wrong is corrected where it stands, and stays so', () => {
  const wrong = withAlert(withAlert(noNotes, first, 0, 0), corrected, 1_000, 1_000);
  expect(wrong.notes).toMatchObject([{ corrected: true, alert: corrected }]);
  const later = withAlert(wrong, { ...corrected, version: 3, text: 'The curtain moved.' }, 2_000, 2_000);
  expect(later.notes).toMatchObject([{ corrected: true }]);
});

test('who never saw the first look hears of no correction', () => {
  const once = withAlert(noNotes, corrected, 0, 0);
  expect(once.notes).toMatchObject([{ corrected: false }]);
  expect(withAlert(once, { ...corrected, version: 3 }, 0, 0).notes).toMatchObject([{ corrected: false }]);
});

test('a note goes by itself, and no addition brings it back', () => {
  const state = withAlert(noNotes, first, 0, 0);
  expect(nextEnd(state)).toBe(noteMs);
  expect(expired(state, noteMs - 1)).toBe(state);
  const gone = expired(state, noteMs);
  expect(gone.notes).toEqual([]);
  expect(nextEnd(gone)).toBeUndefined();
  expect(withAlert(gone, told, noteMs, noteMs)).toBe(gone);
});

test('a note that went by itself comes back to say that it was wrong, once', () => {
  const gone = expired(withAlert(noNotes, first, 0, 0), noteMs);
  const back = withAlert(gone, corrected, Infinity, 30_000);
  expect(back.notes).toMatchObject([{ corrected: true, until: 30_000 + noteMs }]);
  const goneAgain = expired(back, 90_000);
  expect(withAlert(goneAgain, { ...corrected, version: 3 }, Infinity, 90_000).notes).toEqual([]);
});

test('what its person dismissed never comes back', () => {
  const gone = withoutAlert(withAlert(noNotes, first, 0, 0), first.id);
  expect(withAlert(gone, told, 0, 0).notes).toEqual([]);
  expect(withAlert(gone, corrected, 0, 0).notes).toEqual([]);
  expect(withAlert(withoutAlert(noNotes, first.id), first, 0, 0).notes).toEqual([]);
});

test('two are in sight on a phone and three on a desk at most, and the others are counted', () => {
  const { notes } = notesOf(5);
  const newest = [5, 4, 3].map((n) => anAlert(n).id);
  expect(inSight(notes, true).shown.map(({ alert }) => alert.id)).toEqual(newest);
  expect(inSight(notes, true).more).toBe(2);
  expect(inSight(notes, false).shown.map(({ alert }) => alert.id)).toEqual(newest.slice(0, 2));
  expect(inSight(notes, false).more).toBe(3);
  expect(inSight(notesOf(3).notes, true).more).toBe(0);
});

test('of very many, and of those that went, only so many are kept', () => {
  const state = notesOf(500);
  expect(state.notes).toHaveLength(30);
  expect(state.gone).toHaveLength(100);
  expect(state.gone.at(-1)?.id).toBe(anAlert(470).id);
});

test('who was at the notes has them for a while yet', () => {
  const state = longer(withAlert(noNotes, first, 0, 0), 60_000);
  expect(nextEnd(state)).toBe(60_000 + againMs);
  expect(nextEnd(longer(withAlert(noNotes, first, 0, 0), 1_000))).toBe(noteMs);
});

test('what became of a request stands at its alert, also when that is edited', () => {
  const answer = { text: 'Hallway is quiet until 15:00.', undoable: true };
  const asked = withAnswer(withAlert(noNotes, first, 0, 0), first.id, answer, 5_000);
  expect(asked.notes).toMatchObject([{ answer, until: 5_000 + noteMs }]);
  expect(withAlert(asked, told, 0, 6_000).notes).toMatchObject([{ answer, alert: told }]);
  expect(withAnswer(asked, first.id, undefined, 6_000).notes[0]).not.toHaveProperty('answer');
});

test('an event that is open, or chosen beside the list of a desk, is on screen', () => {
  const { eventId = '' } = first;
  expect(isOnScreen(first, { name: 'event', id: eventId }, false)).toBe(true);
  expect(isOnScreen(first, { name: 'event', id: 'other' }, false)).toBe(false);
  expect(isOnScreen(first, { name: 'timeline', event: eventId }, true)).toBe(true);
  expect(isOnScreen(first, { name: 'timeline', event: eventId }, false)).toBe(false);
  expect(isOnScreen(first, { name: 'timeline' }, true)).toBe(false);
});

test('the page of a camera shows its trouble, and not its events', () => {
  const deviceId = first.deviceId ?? '';
  const trouble = anAlert(1, { kind: 'trouble' });
  delete trouble.eventId;
  expect(isOnScreen(trouble, { name: 'camera', id: deviceId }, false)).toBe(true);
  expect(isOnScreen(first, { name: 'camera', id: deviceId }, false)).toBe(false);
  expect(isOnScreen(trouble, { name: 'timeline' }, true)).toBe(false);
});
