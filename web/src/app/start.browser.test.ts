import axe from 'axe-core';
import { openDB } from 'idb';
import { expect, onTestFinished, test } from 'vitest';
import { page } from 'vitest/browser';
import { openOutbox } from '../outbox/outbox';
import { Watches } from './shell/watches';
import { start } from './start';
import './styles/styles.css';

test('while an older Nightjar in another tab holds what is stored, that alone is said, with a way out', async () => {
  const name = `older-${Date.now()}`;
  const older = await openDB(name, 1);
  const target = document.createElement('div');
  document.body.append(target);
  onTestFinished(() => {
    older.close();
    target.remove();
  });
  await start({ target, watches: new Watches(), openOutbox: () => openOutbox({ name }) });
  await expect.element(page.getByRole('heading', { name: 'An older Nightjar is open in another tab.' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Go on here' })).toBeEnabled();
  const { violations } = await axe.run(target);
  expect(violations.map(({ id }) => id)).toEqual([]);
});
