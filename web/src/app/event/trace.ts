import type { NightjarEvent } from '../../api/shapes';

/** One moment on an event's way to you. `seconds` count from the first moment known, `share` is its place on the line. */
export interface TraceStep {
  readonly name: string;
  readonly seconds: number;
  readonly share: number;
}

/** How an event came about, in order. Phone and server have clocks of their own, so no step goes back in time. */
export function traceOf(event: NightjarEvent): TraceStep[] {
  const { trace } = event;
  const named: [string, string | undefined][] = [
    ['The phone noticed it', trace.triggeredAt],
    ['First pictures came', trace.previewedAt],
    ['Looked at them', trace.judgedAt],
    ['Clip complete', trace.clipReadyAt],
    // with its first pictures the server has heard of it
    ['The server heard of it', trace.previewedAt === undefined ? trace.announcedAt : undefined],
    ['Clip sent', trace.uploadedAt],
    ['Looking began', trace.analysisStartedAt],
    [event.state === 'failed' ? 'Looking failed' : 'Told', trace.doneAt],
  ];
  const known = named.flatMap(([name, at]) => (at === undefined ? [] : [{ name, at: Date.parse(at) }]));
  const first = known[0]?.at ?? 0;
  let latest = 0;
  const steps = known.map(({ name, at }) => {
    latest = Math.max(latest, (at - first) / 1000);
    return { name, seconds: latest };
  });
  return steps.map((step) => ({ ...step, share: latest > 0 ? step.seconds / latest : 0 }));
}
