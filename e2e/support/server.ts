import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, storeSettings, type Azurite } from '../../tools/azurite/azurite.mjs';
import { processesOf } from '../../tools/bench/processes.mjs';
import { startServer } from '../../tools/throwaway-server.mjs';

type Running = Awaited<ReturnType<typeof startServer>>;

const launcher = resolve(import.meta.dirname, '../../nightjar');

/** The built server with data of its own, started by the command that people use. It may be killed and started again. */
export class Server {
  private constructor(
    private readonly data: string,
    private running: Running,
    private readonly log: string[],
    private readonly settings: Record<string, string>,
  ) {}

  /**
   * Starts one.
   * @param azurite where its clips are kept, instead of its folder
   * @param more settings
   */
  static async start(azurite?: Azurite, more: Record<string, string> = {}): Promise<Server> {
    const data = realpathSync(mkdtempSync(join(tmpdir(), 'nightjar-e2e-')));
    const log: string[] = [];
    // The store must know the page's address before there is one.
    const port = azurite ? await freePort() : 0;
    const settings = { ...more, ...(azurite && storeSettings(azurite, `http://127.0.0.1:${port}`)) };
    const running = await startServer({ launcher, port, data, settings, log: (line) => log.push(line) });
    return new Server(data, running, log, settings);
  }

  get address(): string {
    return this.running.address;
  }

  /** What the server has written, for the report of a test that failed. */
  get lines(): readonly string[] {
    return this.log;
  }

  /** Whether a program of this name runs for the server at this moment. */
  isRunning(program: string): boolean {
    return this.processes().some((process) => nameOf(process) === program);
  }

  /** Ends the server and everything that belongs to it, at once and without a word. Resolves when all of it is gone. */
  async kill(): Promise<void> {
    const processes = this.processes();
    for (const process of processes) end(process);
    while (processes.some(lives)) await pause(10);
  }

  /** Starts it again on the same data, at the same address. */
  async startAgain(): Promise<void> {
    const { data, settings } = this;
    const extra = ['--port', new URL(this.address).port];
    this.running = await startServer({ launcher, data, extra, settings, log: (line) => this.log.push(line) });
  }

  /** Ends it in order, and removes its data. */
  async stop(): Promise<void> {
    await this.running.stop();
    rmSync(this.data, { recursive: true, force: true });
  }

  private processes(): number[] {
    return processesOf(this.running.process, this.data);
  }
}

function nameOf(process: number): string {
  return read(`/proc/${process}/comm`).trim();
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process ended meanwhile.
    return '';
  }
}

/** What has ended stays listed until its parent asks how; and its first thread ends before those that hold its sockets. */
function lives(process: number): boolean {
  const status = read(`/proc/${process}/status`);
  const state = /^State:\s+(\w)/m.exec(status)?.[1];
  const threads = Number(/^Threads:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  return state !== undefined && (threads > 1 || (state !== 'Z' && state !== 'X'));
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
