import { askedOf, type Asked } from '../search/asked';

/** Which events the timeline shows; each part that is absent lets all pass. */
export interface Narrowing {
  readonly camera?: string | undefined;
  /** A stretch of watching. */
  readonly session?: string | undefined;
  /** A kind of thing that is seen. */
  readonly label?: string | undefined;
  /** Only what is new to the person. */
  readonly onlyNew?: boolean | undefined;
}

/** Every address of the app. What is secret (a pairing code, an invitation, a link's token) stands behind `#` and is never sent. */
export type Route =
  | ({ readonly name: 'timeline'; readonly event?: string } & Narrowing)
  | { readonly name: 'search'; readonly asked: Asked }
  | { readonly name: 'event'; readonly id: string }
  | { readonly name: 'cameras' }
  | { readonly name: 'addCamera' }
  | { readonly name: 'camera'; readonly id: string }
  | { readonly name: 'mask'; readonly id: string }
  | { readonly name: 'alerts' }
  | { readonly name: 'telegram' }
  | { readonly name: 'you' }
  | { readonly name: 'usage' }
  | { readonly name: 'about' }
  | { readonly name: 'people' }
  | { readonly name: 'password' }
  | { readonly name: 'deleteAccount' }
  | { readonly name: 'deleted' }
  | { readonly name: 'signIn'; readonly invitation?: string }
  | { readonly name: 'join'; readonly invitation?: string }
  | { readonly name: 'forgot' }
  | { readonly name: 'newPassword'; readonly token?: string }
  | { readonly name: 'signUp'; readonly invitation?: string }
  | { readonly name: 'setup' }
  | { readonly name: 'becomeCamera' }
  | { readonly name: 'pair'; readonly code?: string }
  | { readonly name: 'watch' }
  | { readonly name: 'notFound' };

const fixed: Readonly<Record<string, Route>> = {
  '/cameras': { name: 'cameras' },
  '/cameras/add': { name: 'addCamera' },
  '/alerts': { name: 'alerts' },
  '/alerts/telegram': { name: 'telegram' },
  '/you': { name: 'you' },
  '/you/usage': { name: 'usage' },
  '/about': { name: 'about' },
  '/you/people': { name: 'people' },
  '/you/password': { name: 'password' },
  '/you/delete': { name: 'deleteAccount' },
  '/deleted': { name: 'deleted' },
  '/forgot': { name: 'forgot' },
  '/setup': { name: 'setup' },
  '/setup/camera': { name: 'becomeCamera' },
  '/watch': { name: 'watch' },
};

/** Screens to which an invitation may come along. */
const forInvited: Readonly<Record<string, 'join' | 'signIn' | 'signUp'>> = {
  '/join': 'join',
  '/sign-in': 'signIn',
  '/sign-up': 'signUp',
};

const names: Readonly<Record<Route['name'], string>> = {
  timeline: 'Timeline',
  search: 'Search',
  event: 'Event',
  cameras: 'Cameras',
  addCamera: 'Add a camera',
  camera: 'Camera',
  mask: 'Areas to ignore',
  alerts: 'Alerts',
  telegram: 'Telegram',
  you: 'You',
  usage: 'Usage',
  about: 'About',
  people: 'People',
  password: 'Password',
  deleteAccount: 'Delete everything',
  deleted: 'Deleted',
  signIn: 'Sign in',
  join: 'Invitation',
  forgot: 'Forgotten password',
  newPassword: 'New password',
  signUp: 'Sign up',
  setup: 'Set up',
  becomeCamera: 'Name this camera',
  pair: 'Pair this camera',
  watch: 'Camera',
  notFound: 'Not found',
};

/** The title of a screen, for the browser's tab and for those who hear it. */
export function titleOf(route: Route): string {
  return `${names[route.name]} · Nightjar`;
}

/** Reads an address; what no screen answers to is `notFound`. */
export function routeOf(url: URL): Route {
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/$/, '') : url.pathname;
  const secret = secretOf(url.hash);
  if (path === '/') return timelineRoute(url.searchParams);
  if (path === '/search') return { name: 'search', asked: askedOf(url.searchParams) };
  if (path === '/pair') return { name: 'pair', ...(secret && { code: secret }) };
  if (path === '/new-password') return { name: 'newPassword', ...(secret && { token: secret }) };
  const invited = forInvited[path];
  if (invited) return { name: invited, ...(secret && { invitation: secret }) };
  const camera = fixed[path] ? null : /^\/cameras\/([\w-]+)(\/mask)?$/.exec(path);
  if (camera?.[1]) return { name: camera[2] ? 'mask' : 'camera', id: camera[1] };
  const event = /^\/events\/([\w-]+)$/.exec(path)?.[1];
  return event ? { name: 'event', id: event } : (fixed[path] ?? { name: 'notFound' });
}

function timelineRoute(query: URLSearchParams): Route {
  const event = query.get('event');
  const camera = query.get('camera');
  const session = query.get('session');
  const label = query.get('label');
  const onlyNew = query.get('new') === '1';
  return {
    name: 'timeline',
    ...(event && { event }),
    ...(camera && { camera }),
    ...(session && { session }),
    ...(label && { label }),
    ...(onlyNew && { onlyNew }),
  };
}

function secretOf(hash: string): string {
  return hash.slice(1).replace(/[^\w-]/g, '');
}

/** The page of one event. */
export function eventPath(id: string): string {
  return `/events/${id}`;
}

/** The page of one camera. */
export function cameraPath(id: string): string {
  return `/cameras/${id}`;
}

/** The areas that one camera ignores. */
export function maskPath(id: string): string {
  return `/cameras/${id}/mask`;
}

/** Which events a screen shows: those of the whole timeline where it is another screen. */
export function narrowingOf(route: Route): Narrowing {
  if (route.name !== 'timeline') return {};
  const { camera, session, label, onlyNew } = route;
  return { camera, session, label, onlyNew };
}

/** The timeline with one event chosen, narrowed or whole. */
export function timelinePath(choice: Narrowing & { readonly event?: string | undefined } = {}): string {
  const query = new URLSearchParams();
  if (choice.camera) query.set('camera', choice.camera);
  if (choice.session) query.set('session', choice.session);
  if (choice.label) query.set('label', choice.label);
  if (choice.onlyNew) query.set('new', '1');
  if (choice.event) query.set('event', choice.event);
  return query.size ? `/?${query}` : '/';
}
