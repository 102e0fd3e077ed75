import type { Router } from '../routing/router.svelte';
import { eventPath } from '../routing/routes';

/** A step to another event in place of this one; undefined where there is none. */
export function goTo(router: Router, id: string | undefined): (() => void) | undefined {
  return id === undefined ? undefined : () => router.go(eventPath(id), { replace: true });
}
