import type { Api } from '../api/api';
import { liveChanges, type Live, type LiveListener, type LiveState } from '../api/live';
import type { Change, Me } from '../api/shapes';
import { Cameras } from './cameras/cameras.svelte';
import type { Narrowing } from './routing/routes';
import { Searching } from './search/searching.svelte';
import { Deletions } from './deletions.svelte';
import { Coverage } from './timeline/coverage.svelte';
import { DayHours } from './timeline/day-hours.svelte';
import { Looked } from './timeline/looked.svelte';
import { Narrowed } from './timeline/narrowed.svelte';
import { Timeline } from './timeline/timeline.svelte';
import { Inviting } from './you/invitation.svelte';
import { People } from './you/people.svelte';
import { PlanInForce } from './you/plan.svelte';
import { UsageOfMonth } from './you/usage/usage.svelte';

const cameraRefreshMs = 30_000;
/** More than these that wait to be shown are of no use. */
const mostAlerts = 100;

/** What a page gives to the person who is signed in. */
export interface MonitorGround {
  readonly api: Api;
  /** The sign-in has ended elsewhere. */
  readonly signedOut: () => void;
}

/** All that a signed-in person sees of an account, kept true by the server's live changes. */
export class Monitor implements LiveListener {
  readonly timeline: Timeline;
  readonly deletions: Deletions;
  readonly cameras: Cameras;
  readonly coverage: Coverage;
  readonly hours: DayHours;
  readonly looked: Looked;
  readonly plan: PlanInForce;
  readonly usage: UsageOfMonth;
  readonly inviting: Inviting;
  readonly people: People;
  connection = $state<LiveState>('connecting');
  /** Alerts that came or changed and that nobody asked for yet. */
  changedAlerts = $state.raw<readonly string[]>([]);
  #live: Live | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #stop = new AbortController();

  private readonly api: Api;

  constructor(
    readonly me: Me,
    private readonly ground: MonitorGround,
  ) {
    const { api } = ground;
    this.api = api;
    this.deletions = new Deletions(api, (id) => this.timeline.drop(id));
    this.timeline = new Timeline(api, () => this.deletions.hidden);
    this.cameras = new Cameras(api);
    this.coverage = new Coverage(api);
    this.hours = new DayHours(api);
    this.plan = new PlanInForce(api);
    this.people = new People(api, me);
    this.usage = new UsageOfMonth(api);
    this.inviting = new Inviting(this.people, location.origin);
    this.looked = new Looked(api);
  }

  /** Whether this person may change things, not only look. */
  get isOwner(): boolean {
    return this.me.role === 'owner';
  }

  /** How many events are new, fetched or not. */
  readonly newCount = $derived.by(() => {
    const { events, hasMore } = this.timeline;
    const { since, isKnown, newEvents } = this.looked;
    const fetched = events.filter((event) => this.looked.isNew(event)).length;
    const oldest = events.at(-1);
    const isAllFetched = !hasMore || !oldest || (since && Date.parse(oldest.at) <= since.getTime());
    return isKnown && !isAllFetched ? Math.max(fetched, newEvents) : fetched;
  });

  /** Looks for events; to be stopped by who asks. */
  readonly startSearching = (): Searching => new Searching(this.api);

  /** The events that pass a narrowing; to be stopped by who asks. */
  readonly startNarrowing = (by: Narrowing): Narrowed =>
    new Narrowed(this.api, by, () => ({
      events: this.timeline.events,
      isOut: (id) => this.deletions.hidden.has(id) || this.timeline.missing.has(id),
      find: (id) => this.timeline.find(id),
      isNew: (event) => this.looked.isNew(event),
    }));

  start(): void {
    this.reset();
    this.#live = liveChanges(this.api, this);
    document.addEventListener('visibilitychange', () => this.#seen(), this.#stop);
    window.addEventListener('pagehide', () => void this.deletions.send(true), this.#stop);
    // When a camera was last heard of is no change that the server tells of.
    this.#timer = setInterval(() => this.#look(), cameraRefreshMs);
  }

  stop(): void {
    this.#stop.abort();
    clearInterval(this.#timer);
    this.#live?.stop();
    void this.deletions.send(true);
    this.looked.leave(new Date());
  }

  reset(): void {
    void this.looked.load();
    void this.timeline.load();
    this.#loadCameras();
  }

  changes(changes: readonly Change[]): void {
    this.timeline.changed(idsOf(changes, 'event'));
    const alerts = idsOf(changes, 'alert');
    if (alerts.length) this.changedAlerts = [...this.changedAlerts, ...alerts].slice(-mostAlerts);
    if (changes.some((change) => change.kind !== 'event' && change.kind !== 'alert')) this.#loadCameras();
  }

  state(state: LiveState): void {
    this.connection = state;
    if (state === 'live') {
      this.timeline.catchUp();
      void this.looked.load();
      // after what the screen needs
      if (this.isOwner) void this.usage.settleClock(this.me.account.id, localStorage);
    }
    if (state === 'signedOut') this.ground.signedOut();
  }

  #look(): void {
    if (!document.hidden) this.#loadCameras();
  }

  /** The cameras, and when they could see: one changes with the other. */
  #loadCameras(): void {
    void this.cameras.load();
    void this.coverage.load(new Date());
  }

  #seen(): void {
    if (document.hidden) return this.looked.leave(new Date());
    this.looked.comeBack(new Date());
    this.#live?.check();
  }
}

function idsOf(changes: readonly Change[], kind: Change['kind']): string[] {
  return changes.filter((change) => change.kind === kind).map(({ id }) => id);
}
