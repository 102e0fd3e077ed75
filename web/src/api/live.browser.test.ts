import { expect, onTestFinished, test, vi } from 'vitest';
import { newWorld, type StubWorld } from '../../testing/browser/world';
import { createApi } from './api';
import { liveChanges, type Live, type LiveState } from './live';

interface Heard {
  readonly world: StubWorld;
  readonly live: Live;
  /** Ids of the changes in the order in which they were told, and `reset`. */
  readonly told: string[];
  readonly states: LiveState[];
}

async function connected(before: (world: StubWorld) => Promise<void> = () => Promise.resolve()): Promise<Heard> {
  const world = newWorld();
  await before(world);
  const told: string[] = [];
  const states: LiveState[] = [];
  const live = liveChanges(createApi({ server: world.server }), {
    reset: () => told.push('reset'),
    changes: (changes) => told.push(...changes.map(({ id }) => id)),
    state: (state) => states.push(state),
  });
  onTestFinished(() => live.stop());
  return { world, live, told, states };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitUntil(condition, { timeout: 20_000 });
}

test('asks for everything at first, and then tells only what comes after', async () => {
  const { world, told, states } = await connected((world) => world.change('old'));
  await until(() => told.length === 1);
  await world.change('a');
  await world.change('b');
  await until(() => told.length === 3);
  expect(told).toEqual(['reset', 'a', 'b']);
  expect(states).toEqual(['connecting', 'live']);
});

test('fills a gap in the order of the changes, each one once', async () => {
  const { world, told } = await connected();
  await until(() => told.length === 1);
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await world.change(id, true);
  await world.change('h');
  await world.change('i');
  await until(() => told.includes('i'));
  expect(told).toEqual(['reset', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']);
});

test('comes back after the connection broke, with what was missed', async () => {
  const { world, told, states } = await connected();
  await until(() => told.length === 1);
  await world.change('a');
  await until(() => told.length === 2);
  await world.disconnect();
  await world.change('b', true);
  await until(() => told.length === 3);
  await world.change('c');
  await until(() => told.length === 4);
  expect(told).toEqual(['reset', 'a', 'b', 'c']);
  expect(states).toEqual(['connecting', 'live', 'waiting', 'connecting', 'live']);
});

test('asks again for what it could not fetch', async () => {
  const { world, told } = await connected();
  await until(() => told.length === 1);
  await world.fault('changes', { kind: 'cut' });
  await world.change('a', true);
  await world.change('b');
  await until(() => told.length === 3);
  expect(told).toEqual(['reset', 'a', 'b']);
});

test('asks for everything anew when what it missed is no longer kept', async () => {
  const { world, told } = await connected();
  await until(() => told.length === 1);
  await world.change('a', true);
  await world.change('b', true);
  await world.forget(2);
  await world.change('c');
  await until(() => told.length === 2);
  await world.change('d');
  await until(() => told.length === 3);
  expect(told).toEqual(['reset', 'reset', 'd']);
});

test('looks at once for what it missed when the page is seen again', async () => {
  const { world, live, told } = await connected();
  await until(() => told.length === 1);
  await world.change('a', true);
  live.check();
  await until(() => told.length === 2);
  expect(told).toEqual(['reset', 'a']);
});

test('stops and says so when the sign-in has ended', async () => {
  const { told, states } = await connected((world) => world.fault('other', { kind: 'answer', status: 401 }));
  await until(() => states.includes('signedOut'));
  expect(states).toEqual(['connecting', 'waiting', 'signedOut']);
  expect(told).toEqual([]);
});

test('says nothing more once it was stopped', async () => {
  const { world, live, told, states } = await connected();
  await until(() => told.length === 1);
  live.stop();
  await until(async () => (await world.report()).sockets === 0);
  expect(told).toEqual(['reset']);
  expect(states).toEqual(['connecting', 'live']);
});
