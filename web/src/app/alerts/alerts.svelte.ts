import type { AlertsApi } from '../../api/alerts';
import type { AlertRule, RuleChange, Snooze } from '../../api/shapes';
import type { ListStatus } from '../timeline/timeline.svelte';
import { sentenceFor } from '../words/problem-words';

/** What a person wants to be told, and when not. */
export class Alerts {
  status = $state.raw<ListStatus>({ kind: 'loading' });
  rules = $state.raw<readonly AlertRule[]>([]);
  snoozes = $state.raw<readonly Snooze[]>([]);
  /** The rule that was removed last, as long as that can be undone. */
  removed = $state.raw<AlertRule | undefined>();

  constructor(private readonly api: AlertsApi) {}

  /** Fetches all of it. */
  async load(): Promise<void> {
    try {
      const [rules, snoozes] = await Promise.all([this.api.alertRules(), this.api.snoozes()]);
      this.rules = rules.items;
      this.snoozes = snoozes.items;
      this.status = { kind: 'ready' };
    } catch (problem) {
      this.status = { kind: 'trouble', sentence: sentenceFor(problem) };
    }
  }

  /** The quiet of all cameras, if there is one now. */
  quiet(now: Date): Snooze | undefined {
    return this.snoozes.find((snooze) => snooze.deviceId === undefined && !isOver(snooze, now));
  }

  /** The quiet of single cameras. */
  quietCameras(now: Date): readonly Snooze[] {
    return this.snoozes.filter((snooze) => snooze.deviceId !== undefined && !isOver(snooze, now));
  }

  /** Adds a rule that tells of people; answers it. Throws what the server says against it. */
  async add(): Promise<AlertRule> {
    const rule = await this.api.addAlertRule({});
    this.rules = [...this.rules, rule];
    return rule;
  }

  /** Throws what the server says against it. */
  async change(id: string, change: RuleChange): Promise<void> {
    const changed = await this.api.changeAlertRule(id, change);
    this.rules = this.rules.map((rule) => (rule.id === id ? changed : rule));
  }

  /** Removes a rule. Throws what the server says against it. */
  async remove(rule: AlertRule): Promise<void> {
    await this.api.deleteAlertRule(rule.id);
    this.rules = this.rules.filter(({ id }) => id !== rule.id);
    this.removed = rule;
  }

  /** Adds the rule anew that was removed last, as it was. Throws what the server says against it. */
  async undoRemoval(): Promise<void> {
    const { removed } = this;
    if (!removed) return;
    const { id, ...rest } = removed;
    const rule = await this.api.addAlertRule(rest);
    this.rules = [...this.rules.filter((other) => other.id !== id), rule];
    this.removed = undefined;
  }

  /** Quiet of all cameras: for so long, until then, or until the person says. Throws what the server says against it. */
  async snooze(until: { readonly seconds?: number; readonly until?: string }): Promise<void> {
    await this.api.snooze(until);
    this.snoozes = (await this.api.snoozes()).items;
  }

  /** Ends a quiet. Throws what the server says against it. */
  async speak(deviceId?: string): Promise<void> {
    await this.api.endSnooze(deviceId);
    this.snoozes = this.snoozes.filter((snooze) => snooze.deviceId !== deviceId);
  }
}

/** The next time that the clock shows seven in the morning. */
export function nextMorning(now: Date): Date {
  const morning = new Date(now.getFullYear(), now.getMonth(), now.getDate(), 7);
  if (morning <= now) morning.setDate(morning.getDate() + 1);
  return morning;
}

function isOver(snooze: Snooze, now: Date): boolean {
  return snooze.until !== undefined && new Date(snooze.until) <= now;
}
