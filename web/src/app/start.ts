import { mount } from 'svelte';
import { createApi } from '../api/api';
import { OlderTabOpen, StorageRefused } from '../outbox/database';
import type { Outbox } from '../outbox/outbox';
import App from './App.svelte';
import { assemble } from './assemble';
import OlderTab from './shell/OlderTab.svelte';
import type { Watches } from './shell/watches';

/** What a page is started with. */
export interface StartGround {
  readonly target: HTMLElement;
  readonly watches: Watches;
  readonly openOutbox: () => Promise<Outbox>;
}

/**
 * Shows the app; a browser that stores nothing can still be a person's, it only cannot be a camera. While an older
 * version holds what is stored, only that is shown: a camera would not know that it is one.
 */
export async function start({ target, watches, openOutbox }: StartGround): Promise<void> {
  const outbox = await openOutbox().catch((cause: unknown) => {
    if (cause instanceof StorageRefused) return cause;
    throw cause;
  });
  if (outbox instanceof OlderTabOpen) return void mount(OlderTab, { target });
  const known = outbox instanceof StorageRefused ? undefined : outbox;
  const context = assemble({ api: createApi(), outbox: known, watches });
  mount(App, { target, props: { context } });
  await context.visitor.load();
  await context.update.register();
}
