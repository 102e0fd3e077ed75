import { mount } from 'svelte';
import { createApi } from '../api/api';
import { openOutbox, type Outbox } from '../outbox/outbox';
import { StorageRefused } from '../outbox/database';
import App from './App.svelte';
import { assemble } from './assemble';
import { updateAtStart } from './shell/app-update.svelte';
import { Watches } from './shell/watches';
import './styles/styles.css';

/** A browser that stores nothing can still be a person's; it only cannot be a camera. */
async function outboxOrNone(): Promise<Outbox | undefined> {
  try {
    return await openOutbox();
  } catch (cause) {
    if (cause instanceof StorageRefused) return undefined;
    throw cause;
  }
}

async function start(): Promise<void> {
  const target = document.getElementById('app');
  if (!target) throw new Error('index.html has no element with the id app');
  const watches = new Watches();
  if (await updateAtStart(watches)) return;
  const context = assemble({ api: createApi(), outbox: await outboxOrNone(), watches });
  mount(App, { target, props: { context } });
  await context.visitor.load();
  await context.update.register();
}

void start();
