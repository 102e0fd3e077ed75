/** What a worker offers: functions of one argument that can be aborted. */
export type WorkerFunctions<Functions> = {
  [Name in keyof Functions]: (argument: never, signal: AbortSignal) => Promise<unknown>;
};

/** The argument of a worker's function. */
type ArgumentOf<Function_> = Function_ extends (argument: infer Argument, signal: AbortSignal) => unknown
  ? Argument
  : never;
type AnswerOf<Function_> = Function_ extends (...args: never) => Promise<infer Answer> ? Answer : never;

/** Calls the functions of one worker, which is started on first use and ended when idle. */
export interface WorkerBridge<Functions> {
  /**
   * @param transfer buffers that are handed over instead of copied
   * @throws what the function throws; the signal's reason when it is aborted
   */
  call<Name extends keyof Functions & string>(
    name: Name,
    argument: ArgumentOf<Functions[Name]>,
    signal: AbortSignal,
    transfer?: Transferable[],
  ): Promise<AnswerOf<Functions[Name]>>;
  /** Ends the worker; calls under way are rejected. */
  close(): void;
}

export type Request =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly argument: unknown }
  | { readonly kind: 'abort'; readonly id: number };

export type Reply =
  | { readonly id: number; readonly kind: 'answer'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'failure'; readonly error: unknown };

interface Call {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * A bridge to the worker that `start` makes.
 *
 * @param idleMs how long the worker lives on without a call, in milliseconds
 */
export function bridgeTo<Functions extends WorkerFunctions<Functions>>(
  start: () => Worker,
  idleMs: number,
): WorkerBridge<Functions> {
  const calls = new Map<number, Call>();
  let worker: Worker | undefined;
  let idle: ReturnType<typeof setTimeout> | undefined;
  let lastId = 0;

  const end = (reason: Error) => {
    worker?.terminate();
    worker = undefined;
    for (const call of calls.values()) call.reject(reason);
    calls.clear();
  };
  const settle = (reply: Reply) => {
    const call = calls.get(reply.id);
    calls.delete(reply.id);
    if (reply.kind === 'answer') call?.resolve(reply.value);
    else call?.reject(reply.error);
    if (calls.size === 0) idle = setTimeout(() => end(new Error('The worker was idle')), idleMs);
  };
  const running = () => {
    clearTimeout(idle);
    if (worker) return worker;
    worker = start();
    worker.onmessage = ({ data }: MessageEvent<Reply>) => settle(data);
    worker.onerror = (event) => end(new Error(`The worker failed: ${event.message}`));
    return worker;
  };

  return {
    call(name, argument, signal, transfer = []) {
      if (signal.aborted) return Promise.reject(signal.reason as Error);
      const id = ++lastId;
      const abort = () => {
        worker?.postMessage({ kind: 'abort', id } satisfies Request);
        settle({ id, kind: 'failure', error: signal.reason });
      };
      signal.addEventListener('abort', abort, { once: true });
      const answered = new Promise<unknown>((resolve, reject) => calls.set(id, { resolve, reject }));
      running().postMessage({ kind: 'call', id, name, argument } satisfies Request, transfer);
      const done = answered.finally(() => signal.removeEventListener('abort', abort));
      return done as Promise<AnswerOf<Functions[typeof name]>>;
    },
    close() {
      clearTimeout(idle);
      end(new Error('The worker was closed'));
    },
  };
}
