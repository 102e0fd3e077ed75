import { expect, test } from 'vitest';
import { Notices } from './notices';

test('what ends after the outbox was closed is told to nobody', () => {
  const notices = new Notices('closed', () => Promise.reject(new Error('nobody reads a closed outbox')));
  notices.close();
  expect(() => notices.changed()).not.toThrow();
});
