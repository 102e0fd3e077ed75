import type { AlertsApi } from '../../api/alerts';
import { ApiProblem } from '../../api/problem';
import type { Alert } from '../../api/shapes';
import { sentenceFor } from '../words/problem-words';
import { clockTime } from '../words/time';
import {
  expired,
  longer,
  nextEnd,
  noNotes,
  withAlert,
  withAnswer,
  withoutAlert,
  type AlertNote,
  type AlertNotes,
} from './alert-notes';

/** As many of the newest are asked for at once: more than that come into no sight. */
const mostAsked = 20;
const snoozeSeconds = 3_600;

/** Whom alerts are asked of. */
export type TellingApi = Pick<AlertsApi, 'alerts' | 'alert' | 'snooze' | 'endSnooze'>;

/** How somebody is at what is shown. */
export type Holding = 'pointer' | 'focus';

/** Shows a person's alerts on an open page as they come and change, each for a while. */
export class Telling {
  #state = $state.raw<AlertNotes>(noNotes);
  /** What came last, for those who hear the page. */
  said = $state.raw('');
  #changed: ReadonlySet<string> = new Set();
  #asking = false;
  readonly #heldBy = new Set<Holding>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param isOnScreen whether the page shows anyway what an alert tells of */
  constructor(
    private readonly api: TellingApi,
    private readonly isOnScreen: (alert: Alert) => boolean,
  ) {}

  /** Newest first. */
  get notes(): readonly AlertNote[] {
    return this.#state.notes;
  }

  /** Alerts came or changed, of this person or another. */
  changed(ids: Iterable<string>): void {
    this.#changed = new Set([...this.#changed, ...ids]);
    this.catchUp();
  }

  /** Asks for what changed and could not be asked for. */
  catchUp(): void {
    if (!this.#asking && this.#changed.size) void this.#ask();
  }

  /** Its person has seen it, or needs it no more. */
  settle(id: string): void {
    this.#become(withoutAlert(this.#state, id));
  }

  /** Lets all stay while somebody is at them. */
  hold(by: Holding): void {
    this.#heldBy.add(by);
    clearTimeout(this.#timer);
  }

  /** Nobody is at them that way any more. */
  goOn(by: Holding): void {
    if (this.#heldBy.delete(by)) this.#become(longer(this.#state, Date.now()));
  }

  /** Asks for an hour of quiet of its camera. */
  async snooze({ id, deviceId, title }: Alert): Promise<void> {
    await this.#answered(id, async () => {
      const { until } = await this.api.snooze({ ...(deviceId && { deviceId }), seconds: snoozeSeconds });
      return `${title} is quiet${until ? ` until ${clockTime(new Date(until))}` : ''}. Everything is still kept.`;
    });
  }

  /** Takes the quiet back. */
  async speak({ id, deviceId }: Alert): Promise<void> {
    await this.#answered(id, async () => void (await this.api.endSnooze(deviceId)));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#changed = new Set();
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    try {
      while (this.#changed.size) {
        const ids = this.#changed;
        await this.#fetch(ids);
        this.#changed = new Set([...this.#changed].filter((id) => !ids.has(id)));
      }
    } catch (problem) {
      // What is still to be asked for is asked for with the next change, or when the connection is back.
      if (!(problem instanceof ApiProblem)) throw problem;
    } finally {
      this.#asking = false;
    }
  }

  /** What others are told is not listed; what is told no more is not either, but corrected where it is known here. */
  async #fetch(ids: ReadonlySet<string>): Promise<void> {
    const { items, at } = await this.api.alerts(mostAsked);
    const listed = items.filter(({ id }) => ids.has(id));
    const known = [...this.#state.notes.map(({ alert }) => alert.id), ...this.#state.gone.map(({ id }) => id)];
    const apart = known.filter((id) => ids.has(id) && !listed.some((alert) => alert.id === id));
    for (const alert of listed.reverse()) this.#tell(alert, at.getTime() - Date.parse(alert.madeAt));
    for (const id of apart) await this.#tellKnown(id);
  }

  async #tellKnown(id: string): Promise<void> {
    try {
      this.#tell(await this.api.alert(id), Infinity);
    } catch (problem) {
      if (!(problem instanceof ApiProblem) || problem.status !== 404) throw problem;
      this.settle(id);
    }
  }

  #tell(alert: Alert, ageMs: number): void {
    if (this.isOnScreen(alert)) return this.settle(alert.id);
    const before = this.#state;
    this.#become(withAlert(before, alert, ageMs, Date.now()));
    if (this.#state !== before) this.said = spoken(this.#state.notes.find((note) => note.alert.id === alert.id));
  }

  async #answered(id: string, ask: () => Promise<string | undefined>): Promise<void> {
    try {
      const text = await ask();
      this.#become(withAnswer(this.#state, id, text === undefined ? undefined : { text, undoable: true }, Date.now()));
      this.said = text ?? 'The quiet is over.';
    } catch (problem) {
      const text = `Not done. ${sentenceFor(problem)}`;
      this.#become(withAnswer(this.#state, id, { text, undoable: false }, Date.now()));
      this.said = text;
    }
  }

  #become(state: AlertNotes): void {
    this.#state = state;
    clearTimeout(this.#timer);
    const end = nextEnd(state);
    // Whoever was at what is gone is at nothing: no browser says so.
    if (end === undefined) this.#heldBy.clear();
    if (end === undefined || this.#heldBy.size) return;
    this.#timer = setTimeout(() => this.#become(expired(this.#state, Date.now())), Math.max(0, end - Date.now()));
  }
}

/** A note in one breath. */
function spoken(note: AlertNote | undefined): string {
  if (!note) return '';
  const { title, text, correction } = note.alert;
  return note.corrected ? `Corrected. ${title}: ${text} ${correction}` : `${title}: ${text}`;
}
