import { expect, test } from 'vitest';
import { play, switchThenWalker, told, toldOfSwitchThenWalker } from '../../testing/drawn/room';

test('a browser sees the same triggers as Node', () => {
  expect(told(play(switchThenWalker))).toEqual(toldOfSwitchThenWalker);
});
