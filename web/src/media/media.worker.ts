import { buildClip, type BuiltClip } from './build-clip';
import { serve } from './worker-server';

const functions = { buildClip };

/** What this worker does for the page. */
export type MediaFunctions = typeof functions;

serve<MediaFunctions>(functions, (value) => [(value as BuiltClip).file]);
