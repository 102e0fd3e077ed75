import type { Reply, Request, WorkerFunctions } from './worker-bridge';

/**
 * Answers a bridge's calls with these functions; the other end of `bridgeTo`, called once in a worker.
 *
 * @param buffersOfAnswer buffers in an answer that are handed over instead of copied
 */
export function serve<Functions extends WorkerFunctions<Functions>>(
  functions: Functions,
  buffersOfAnswer: (value: unknown) => Transferable[],
): void {
  const running = new Map<number, AbortController>();
  const table: Partial<Record<string, (argument: never, signal: AbortSignal) => Promise<unknown>>> = functions;

  const answer = async (id: number, name: string, argument: unknown) => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const called = table[name];
      if (!called) throw new TypeError(`The worker has no function ${name}`);
      const value = await called(argument as never, controller.signal);
      postMessage({ id, kind: 'answer', value } satisfies Reply, buffersOfAnswer(value));
    } catch (error) {
      postMessage({ id, kind: 'failure', error } satisfies Reply);
    } finally {
      running.delete(id);
    }
  };

  onmessage = ({ data }: MessageEvent<Request>) => {
    if (data.kind === 'abort') running.get(data.id)?.abort();
    else void answer(data.id, data.name, data.argument);
  };
}
