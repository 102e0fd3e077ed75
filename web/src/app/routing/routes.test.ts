import { expect, test } from 'vitest';
import { routeOf, timelinePath } from './routes';

const at = (path: string) => routeOf(new URL(path, 'https://nightjar.example'));

test('reads the addresses of the screens', () => {
  expect(at('/')).toEqual({ name: 'timeline' });
  expect(at('/?event=0190&camera=0191')).toEqual({ name: 'timeline', event: '0190', camera: '0191' });
  expect(at('/events/0190-ab')).toEqual({ name: 'event', id: '0190-ab' });
  expect(at('/cameras/')).toEqual({ name: 'cameras' });
  expect(at('/cameras/add')).toEqual({ name: 'addCamera' });
  expect(at('/cameras/0190-c')).toEqual({ name: 'camera', id: '0190-c' });
  expect(at('/cameras/0190-c/mask')).toEqual({ name: 'mask', id: '0190-c' });
});

test('takes a pairing code and an invitation from behind the hash', () => {
  expect(at('/pair#K7M2QX')).toEqual({ name: 'pair', code: 'K7M2QX' });
  expect(at('/pair')).toEqual({ name: 'pair' });
  expect(at('/sign-up#abc_DEF-1')).toEqual({ name: 'signUp', invitation: 'abc_DEF-1' });
});

test('answers an unknown address with not found', () => {
  expect(at('/nowhere')).toEqual({ name: 'notFound' });
  expect(at('/events/')).toEqual({ name: 'notFound' });
  expect(at('/events/a/b')).toEqual({ name: 'notFound' });
});

test('writes the address of a chosen event so that it reads back the same', () => {
  const path = timelinePath({ event: 'e1', camera: 'c1' });
  expect(at(path)).toEqual({ name: 'timeline', event: 'e1', camera: 'c1' });
  expect(timelinePath()).toBe('/');
});
