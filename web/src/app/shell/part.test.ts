import { expect, test, vi } from 'vitest';
import { loadWhenIdle, Part } from './part';

test('a part is loaded once, however often it is asked for, and is at hand from then on', async () => {
  let fetched = 0;
  const part = new Part(() => Promise.resolve((fetched += 1)));
  expect(part.now).toBeUndefined();
  expect(await Promise.all([part.load(), part.load()])).toEqual([1, 1]);
  expect(await part.load()).toBe(1);
  expect(part.now).toBe(1);
});

test('a part that could not be fetched is fetched anew the next time', async () => {
  let connected = false;
  const part = new Part(() => (connected ? Promise.resolve('here') : Promise.reject(new TypeError('no connection'))));
  await expect(part.load()).rejects.toThrow('no connection');
  connected = true;
  expect(await part.load()).toBe('here');
});

test('parts are loaded ahead, in their order', async () => {
  const order: string[] = [];
  const parts = ['first', 'second'].map((name) => new Part(() => Promise.resolve(order.push(name))));
  loadWhenIdle(parts);
  await vi.waitUntil(() => order.length === 2, { timeout: 10_000 });
  expect(order).toEqual(['first', 'second']);
});

test('without a connection no more is loaded ahead, and nothing is thrown', async () => {
  const asked: string[] = [];
  const broken = new Part(() => {
    asked.push('broken');
    return Promise.reject(new TypeError('no connection'));
  });
  const next = new Part(() => Promise.resolve(asked.push('next')));
  loadWhenIdle([broken, next]);
  await vi.waitUntil(() => asked.length > 0, { timeout: 10_000 });
  await vi.waitUntil(() => broken.now === undefined, { timeout: 1_000 });
  expect(asked).toEqual(['broken']);
});

test('nothing is loaded ahead any more once that is ended', async () => {
  const asked: string[] = [];
  const parts = ['first', 'second', 'third'].map((name) => new Part(() => Promise.resolve(asked.push(name))));
  const end = loadWhenIdle(parts);
  await vi.waitUntil(() => asked.length === 1, { timeout: 10_000 });
  end();
  const later = new Part(() => Promise.resolve(asked.push('later')));
  loadWhenIdle([later]);
  await vi.waitUntil(() => asked.includes('later'), { timeout: 10_000 });
  expect(asked).toEqual(['first', 'later']);
});
