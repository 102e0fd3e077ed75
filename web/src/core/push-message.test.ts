import { expect, test } from 'vitest';
import { doneNotice, newest, noticeOf, ownPath, readPush, type PushMessage } from './push-message';

const first: PushMessage = {
  alert: 'a1',
  version: 1,
  title: 'Front door',
  body: 'Person at Front door.',
  at: 1_772_352_006_000,
  path: '/events/e1',
  actions: ['falseAlarm', 'snooze'],
  silent: false,
};
const second: PushMessage = { ...first, version: 2, body: 'A woman came in and left.', silent: true };

test('reads what the server sends', () => {
  expect(readPush(JSON.stringify(first))).toEqual(first);
});

test('reads a message that was made shorter', () => {
  const { body, ...shorter } = first;
  expect(body).toBeDefined();
  expect(readPush(JSON.stringify(shorter))).toEqual(shorter);
  expect(noticeOf(shorter).body).toBe('Open it to see what happened.');
});

test.each([undefined, '', 'null', '[]', '"text"', '{', '{"alert":"a1"}', '{"alert":"a1","title":"x","version":"2"}'])(
  'does not read %s',
  (text) => expect(readPush(text)).toBeUndefined(),
);

test('leaves out actions that it does not know, and paths that lead elsewhere', () => {
  const said = readPush(JSON.stringify({ ...first, actions: ['explode', 'snooze'], path: 'https://example.org/' }));
  expect(said?.actions).toEqual(['snooze']);
  expect(said?.path).toBe('/');
  expect(['//example.org', '/\\example.org', '/events/e1', 7].map(ownPath)).toEqual(['/', '/', '/events/e1', '/']);
});

test('shows the newer message of an alert, in whatever order they come', () => {
  expect(newest(first, undefined)).toBe(first);
  expect(newest(second, first)).toBe(second);
  expect(newest(first, second)).toEqual({ ...second, silent: true });
});

test('shows the same message again without a sound', () => {
  expect(noticeOf(newest(first, first))).toMatchObject({ silent: true, renotify: false, body: first.body });
});

test('is heard again only for what is said aloud', () => {
  expect(noticeOf(first)).toMatchObject({ tag: 'a1', renotify: true, silent: false });
  expect(noticeOf(second)).toMatchObject({ tag: 'a1', renotify: false, silent: true });
});

test('offers what can be done, and says that it was done', () => {
  const notice = noticeOf(first);
  expect(notice.actions.map(({ title }) => title)).toEqual(['False alarm', 'Quiet for 1 hour']);
  expect(doneNotice(notice, 'snooze')).toMatchObject({ tag: 'a1', silent: true, actions: [], data: notice.data });
});
