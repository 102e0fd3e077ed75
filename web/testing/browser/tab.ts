import { openOutbox } from '../../src/outbox/outbox';
import { runOutbox } from '../../src/outbox/run';
import { cameraApi } from '../../src/outbox/send';
import { aPreview } from './recorded';

/** What a tab is told by its frame's name. */
export interface TabTask {
  readonly outbox: string;
  readonly server: string;
  /** An event whose clip this tab begins to record. */
  readonly records?: string;
}

/** Runs the outbox as the page of a camera does; the frame's end is a crash of the tab. */
export async function runTab(): Promise<void> {
  const { outbox: name, server, records } = JSON.parse(window.name) as TabTask;
  const outbox = await openOutbox({ name });
  if (records !== undefined) await outbox.preview(aPreview(records));
  await runOutbox(outbox, cameraApi(outbox, server), new AbortController().signal);
}

/** Opens a second tab of the same browser. @returns kills it, as a crash would */
export function openTab(task: TabTask): () => void {
  const frame = document.createElement('iframe');
  frame.name = JSON.stringify(task);
  frame.srcdoc = `<script type="module">import { runTab } from ${JSON.stringify(import.meta.url)}; await runTab();</script>`;
  document.body.append(frame);
  return () => frame.remove();
}
