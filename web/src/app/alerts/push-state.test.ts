import { expect, test } from 'vitest';
import { browserName, pushStateOf, pushWords, whatToDo, type PushFacts, type PushState } from './push-state';

const able: PushFacts = {
  secure: true,
  worker: true,
  pushes: true,
  installable: false,
  permission: 'granted',
  subscribed: true,
};

test.each<readonly [string, Partial<PushFacts>, PushState]>([
  ['subscribed', {}, 'works'],
  ['subscribed, and refused by its push service', { trouble: 'It refuses.' }, 'trouble'],
  ['not subscribed', { subscribed: false }, 'off'],
  ['never asked', { subscribed: false, permission: 'default' }, 'off'],
  ['asked, and the permission was reset', { permission: 'default' }, 'off'],
  ['blocked', { permission: 'denied' }, 'denied'],
  ['a browser without pushes', { pushes: false }, 'unsupported'],
  ['a page on an iPhone', { pushes: false, installable: true }, 'needsInstall'],
  ['plain http', { secure: false, pushes: false }, 'needsHttps'],
  ['a certificate that is not trusted', { worker: false }, 'needsHttps'],
])('%s', (_, facts, state) => expect(pushStateOf({ ...able, ...facts })).toBe(state));

test('says what to do wherever something is in the way', () => {
  const states = Object.keys(pushWords) as PushState[];
  expect(states.filter((state) => whatToDo(state) !== undefined)).toEqual([
    'denied',
    'unsupported',
    'needsInstall',
    'needsHttps',
  ]);
});

test.each([
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1 Version/18.5 Mobile Safari/604.1',
    'Safari on iPhone',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge on Windows',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  ['something else', 'A browser'],
])('names %s', (agent, name) => expect(browserName(agent)).toBe(name));
