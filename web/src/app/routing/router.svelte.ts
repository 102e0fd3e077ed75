import { tick } from 'svelte';
import { routeOf, type Route } from './routes';

/**
 * Turns the address bar into the screen that is shown, and links into steps that need no reload. A link with `data-stay`
 * changes the address in place, for a choice within one screen.
 */
export class Router {
  #url = $state.raw(new URL(location.href));

  /** The screen that the address names. */
  readonly route: Route = $derived(routeOf(this.#url));

  /** Starts to follow links and the back button; the answer stops it. */
  listen(): () => void {
    history.scrollRestoration = 'manual';
    const stop = new AbortController();
    document.addEventListener('click', (click) => this.#follow(click), stop);
    window.addEventListener('popstate', (pop) => this.#arrive(scrollOf(pop.state)), stop);
    return () => stop.abort();
  }

  /** Goes to a path of this app. With `replace` the back button skips the present screen. */
  go(path: string, how: { replace?: boolean; keepScroll?: boolean } = {}): void {
    if (how.replace) history.replaceState(null, '', path);
    else {
      history.replaceState({ scroll: window.scrollY }, '');
      history.pushState(null, '', path);
    }
    this.#arrive(how.keepScroll ? window.scrollY : 0);
  }

  #arrive(scroll: number): void {
    const before = this.route.name;
    this.#url = new URL(location.href);
    void tick().then(() => {
      window.scrollTo(0, scroll);
      if (this.route.name !== before) document.getElementById('main')?.focus({ preventScroll: true });
    });
  }

  #follow(click: MouseEvent): void {
    const link = click.defaultPrevented ? undefined : plainlyClicked(click);
    const path = link && pathWithin(link);
    if (path === undefined) return;
    click.preventDefault();
    const stays = link?.dataset['stay'] !== undefined;
    this.go(path, { replace: stays, keepScroll: stays });
  }
}

function scrollOf(state: unknown): number {
  const known = typeof state === 'object' && state !== null && 'scroll' in state;
  return known && typeof state.scroll === 'number' ? state.scroll : 0;
}

/** The link under a click that asks for nothing special, such as a new tab or a download. */
function plainlyClicked(click: MouseEvent): HTMLAnchorElement | undefined {
  if (click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return undefined;
  const link = click.target instanceof Element ? click.target.closest('a') : null;
  return link?.href && !link.target && !link.hasAttribute('download') ? link : undefined;
}

/** Where in this app a link leads; other sites, media and `#` on the same page are the browser's. */
function pathWithin(link: HTMLAnchorElement): string | undefined {
  const url = new URL(link.href);
  if (url.origin !== location.origin || /^\/(api|blobs|actuator)\//.test(url.pathname)) return undefined;
  if (url.hash && url.pathname === location.pathname && url.search === location.search) return undefined;
  return url.pathname + url.search + url.hash;
}
