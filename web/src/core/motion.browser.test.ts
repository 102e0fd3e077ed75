import { expect, test } from 'vitest';
import { play, walker } from '../../testing/drawn/room';

test('a browser sees the same triggers as Node', () => {
  const picture = (at: number) => ({ ...walker(at, 9), light: at < 7 ? 0.4 : 1 });
  const { triggers, doubts } = play({ seconds: 12, picture });
  const told = [...triggers, ...doubts].map(({ at, changedShare, cells, doubt }) => ({
    at,
    changedShare,
    cells,
    doubt,
  }));
  // The unit test of the same name, in Node, expects the same figures.
  expect(told).toMatchInlineSnapshot();
});
