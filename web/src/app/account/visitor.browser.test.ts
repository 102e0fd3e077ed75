import { afterEach, expect, test, vi } from 'vitest';
import type { Api } from '../../api/api';
import { ApiProblem } from '../../api/problem';
import type { Outbox } from '../../outbox/outbox';
import { Visitor } from './visitor.svelte';

const account = { id: 'home', name: 'Home' };
const notSignedIn = new ApiProblem({ code: 'notSignedIn', status: 401, detail: 'Sign in first.' });

afterEach(() => vi.unstubAllGlobals());

test('a browser becomes a camera although it hears first that its sign-in ended', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ kind: 'device', account })));
  const api = {
    signIn: () => Promise.resolve({ kind: 'person', account }),
    pairDevice: async () => {
      await visitor.signedOut();
      return { device: { id: 'device', name: 'Hallway' }, token: 'token' };
    },
    serverInfo: () => Promise.resolve({}),
    me: () => Promise.reject(notSignedIn),
  } as unknown as Api;
  const visits: string[] = [];
  const outbox = {
    camera: () => Promise.resolve(undefined),
    becomeCamera: () => void visits.push(visitor.visit.kind),
  } as unknown as Outbox;
  const visitor = new Visitor(api, outbox);
  await visitor.signIn('mara@example.org', 'correct horse battery');
  await visitor.becomeCamera('K7M2QX');
  expect([...visits, visitor.visit.kind]).toEqual(['person', 'camera']);
});
