import { openOutbox } from '../outbox/outbox';
import { updateAtStart } from './shell/app-update.svelte';
import { Watches } from './shell/watches';
import { start } from './start';
import './styles/styles.css';

async function begin(): Promise<void> {
  const target = document.getElementById('app');
  if (!target) throw new Error('index.html has no element with the id app');
  const watches = new Watches();
  if (await updateAtStart(watches)) return;
  await start({ target, watches, openOutbox });
}

void begin();
