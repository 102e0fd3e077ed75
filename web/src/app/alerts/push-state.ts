/** What a browser says of pushes, before it is asked for any. */
export interface PushFacts {
  /** The page came by a connection that browsers trust. */
  readonly secure: boolean;
  /** It has a service worker for this address. */
  readonly worker: boolean;
  /** It can subscribe. */
  readonly pushes: boolean;
  /** It is an iPhone's or iPad's browser page, which only an installed page can subscribe from. */
  readonly installable: boolean;
  readonly permission: NotificationPermission;
  /** The browser is subscribed, and the server knows it. */
  readonly subscribed: boolean;
  /** Why nothing arrives, as the server says. */
  readonly trouble?: string | undefined;
}

/** Whether alerts reach this browser, and what is in the way. */
export type PushState =
  'looking' | 'works' | 'trouble' | 'off' | 'denied' | 'unsupported' | 'needsInstall' | 'needsHttps';

/** What is true of this browser: the first thing in the way, the one that comes first. */
export function pushStateOf(facts: PushFacts): PushState {
  if (!facts.secure) return 'needsHttps';
  if (!facts.pushes) return facts.installable ? 'needsInstall' : 'unsupported';
  if (!facts.worker) return 'needsHttps';
  if (facts.permission === 'denied') return 'denied';
  if (!facts.subscribed || facts.permission !== 'granted') return 'off';
  return facts.trouble === undefined ? 'works' : 'trouble';
}

/** What stands beside the name of this browser. */
export const pushWords: Readonly<Record<PushState, string>> = {
  looking: 'Looking',
  works: 'Works',
  trouble: 'Nothing arrives here',
  off: 'Off',
  denied: 'Blocked by the browser',
  unsupported: 'Not possible here',
  needsInstall: 'Only once installed',
  needsHttps: 'Only by a trusted address',
};

/** What to do about it; undefined where nothing is in the way. */
export function whatToDo(state: PushState): string | undefined {
  switch (state) {
    case 'denied':
      return 'Notifications of this page are blocked. Open the settings of this page, by the sign left of its address, set Notifications to Allow, and load the page again.';
    case 'needsInstall':
      return 'On an iPhone or iPad, alerts reach the installed page only. Tap Share, then Add to Home Screen, open Nightjar from there, and turn alerts on.';
    case 'unsupported':
      return 'This browser takes no pushes. Use Chrome, Edge, Firefox or Safari of today, and no private window.';
    case 'needsHttps':
      return 'Browsers take pushes only by https, with a certificate that they trust. Open Nightjar by such an address.';
    case 'looking':
    case 'works':
    case 'trouble':
    case 'off':
      return undefined;
  }
}

/** "Chrome on Android", from how a browser introduces itself; only ever shown to its owner. */
export function browserName(agent: string): string {
  const browser = first(agent, [
    [/Edg(A|iOS)?\//, 'Edge'],
    [/(OPR|OPT)\//, 'Opera'],
    [/SamsungBrowser\//, 'Samsung Internet'],
    [/(Firefox|FxiOS)\//, 'Firefox'],
    [/(Chrome|Chromium|CriOS)\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ]);
  const system = first(agent, [
    [/iPhone/, 'iPhone'],
    [/iPad/, 'iPad'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/CrOS/, 'ChromeOS'],
    [/Mac OS X/, 'Mac'],
    [/Linux/, 'Linux'],
  ]);
  return `${browser ?? 'A browser'}${system ? ` on ${system}` : ''}`;
}

function first(agent: string, names: readonly (readonly [RegExp, string])[]): string | undefined {
  return names.find(([sign]) => sign.test(agent))?.[1];
}
