import type { Api } from '../../api/api';
import { ApiProblem } from '../../api/problem';
import type { DeviceCoverage } from '../../api/shapes';

/** So many days are asked for at once; the server answers 8 at most. */
const chunkDays = 7;
/** Nobody scrolls further back at once. */
const mostChunks = 12;

/** When the cameras of an account watched, as far back as somebody looked. */
export class Coverage {
  /** It could not be fetched: what is drawn may be quiet or blind. */
  isUnknown = $state(false);
  /** By chunk, the newest first; only the newest still changes. */
  #chunks = $state.raw<readonly (readonly DeviceCoverage[])[]>([]);
  /** Where the newest chunk begins. */
  #anchor: Date | undefined;
  /** How far back somebody looks. */
  #wanted: Date | undefined;
  #reaching = false;

  constructor(private readonly api: Api) {}

  /** When each camera watched, by camera; the stretches of a camera may come in several pieces. */
  readonly all: readonly DeviceCoverage[] = $derived(joinedByCamera(this.#chunks.flat()));

  /** Fetches the newest days anew. */
  async load(now: Date): Promise<void> {
    const anchor = startOfDay(now, 1 - chunkDays);
    if (this.#anchor?.getTime() !== anchor.getTime()) this.#chunks = [];
    this.#anchor = anchor;
    // The present day ends after now; the server knows better than this clock when now is.
    if (!(await this.#fetch(0, anchor, startOfDay(now, 1)))) return;
    if (this.#wanted) await this.reach(this.#wanted);
  }

  /** Fetches older days, back to a time. Failing leaves what is there; the next scroll tries again. */
  async reach(oldest: Date): Promise<void> {
    this.#wanted = oldest;
    if (this.#reaching || !this.#anchor) return;
    this.#reaching = true;
    try {
      for (let chunk = this.#chunks.length; chunk > 0 && chunk < mostChunks; chunk++) {
        const to = startOfDay(this.#anchor, -chunkDays * (chunk - 1));
        if (to <= oldest || !(await this.#fetch(chunk, startOfDay(to, -chunkDays), to))) return;
      }
    } finally {
      this.#reaching = false;
    }
  }

  async #fetch(chunk: number, from: Date, to: Date): Promise<boolean> {
    try {
      const { items } = await this.api.coverage(from.toISOString(), to.toISOString());
      this.#chunks = [...this.#chunks.slice(0, chunk), items, ...this.#chunks.slice(chunk + 1)];
      this.isUnknown = false;
      return true;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      this.isUnknown = true;
      return false;
    }
  }
}

/** Midnight of a local day, so many days on. */
function startOfDay(at: Date, days: number): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days);
}

function joinedByCamera(pieces: readonly DeviceCoverage[]): DeviceCoverage[] {
  const byCamera = new Map<string, DeviceCoverage>();
  for (const { deviceId, stretches } of pieces) {
    const known = byCamera.get(deviceId)?.stretches ?? [];
    byCamera.set(deviceId, { deviceId, stretches: [...stretches, ...known] });
  }
  return [...byCamera.values()];
}
