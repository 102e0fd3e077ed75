import type { Api } from '../../api/api';
import { ApiProblem } from '../../api/problem';
import type { HeartbeatAnswer } from '../../api/shapes';
import type { Watch, WatchObserver, WatchOptions, WatchSample, WatchSession, WatchState } from '../../capture/watch';
import { defaultCameraSettings, type CameraSettings, type RecordedEvent } from '../../core/event';
import { StorageLost, type CameraIdentity } from '../../outbox/database';
import type { Outbox } from '../../outbox/outbox';
import { runOutbox } from '../../outbox/run';
import type { OutboxStatus } from '../../outbox/status';
import { sendInBackground } from './background-sync';
import { Battery } from './battery.svelte';
import { type Beat, Heartbeat, type HeartbeatListener } from './heartbeat';
import { fetchOrders } from './orders';

/** Begins to watch; given from outside because capturing is loaded only on the camera screen. */
export type StartWatch = (options: WatchOptions, observer: WatchObserver) => Watch;

/** What a camera phone is made of. */
export interface CameraParts {
  readonly identity: CameraIdentity;
  readonly outbox: Outbox;
  /** Speaks as this camera. */
  readonly api: Api;
  readonly loadWatch: () => Promise<StartWatch>;
}

/** This phone as a camera: it watches, hands what it saw to the outbox, and tells the server how it is. */
export class CameraPhone implements WatchObserver, HeartbeatListener {
  /** Undefined until somebody starts it. */
  watching = $state.raw<WatchState | undefined>();
  current = $state.raw<WatchSample | undefined>();
  session = $state.raw<WatchSession | undefined>();
  status = $state.raw<OutboxStatus | undefined>();
  settings = $state.raw<CameraSettings>(defaultCameraSettings);
  lastMoved = $state.raw<Date | undefined>();
  dimmed = $state(false);
  /** Whether the phone's screen stays on by itself; undefined until that is known. */
  staysAwake = $state<boolean>();
  /** It was told to stop, and finishes what is being recorded. */
  stopping = $state(false);
  /** An event could not be stored: what that means, in a sentence. */
  storeTrouble = $state<string>();
  readonly battery = new Battery();
  readonly #heartbeat: Heartbeat;
  readonly #over = new AbortController();
  #watch: Watch | undefined;
  #stop: Promise<void> | undefined;
  /** Counts starts and stops, so that a start that was overtaken by a stop ends. */
  #attempt = 0;

  constructor(private readonly parts: CameraParts) {
    this.#heartbeat = new Heartbeat(parts.api, parts.identity.deviceId, () => this.#beat(), this);
  }

  get name(): string {
    return this.parts.identity.name;
  }

  /** Follows the outbox and sends from it, from the moment that this phone is a camera. */
  open(): void {
    const { outbox, api } = this.parts;
    const over = this.#over.signal;
    over.addEventListener('abort', outbox.subscribe((status) => (this.status = status))); // prettier-ignore
    void this.battery.watch(over);
    void runOutbox(outbox, api, over);
  }

  /** The page goes, or this phone is a camera no more. Again does nothing more. */
  async close(): Promise<void> {
    await this.stop();
    this.#over.abort();
  }

  /** Begins to watch; to be called from a tap, because browsers ask for the camera only then. */
  async start(): Promise<void> {
    if (this.watching && this.watching.kind !== 'stopped') return;
    this.watching = { kind: 'starting' };
    const attempt = (this.#attempt += 1);
    const { api, identity, outbox } = this.parts;
    const [orders, startWatch] = await Promise.all([fetchOrders(api, identity.deviceId, localStorage), this.#load()]);
    // Somebody may have stopped it meanwhile.
    if (!startWatch || attempt !== this.#attempt) return;
    this.settings = orders.settings;
    void outbox.askToPersist();
    this.#watch = startWatch(orders, this);
    this.#heartbeat.start();
  }

  /** Finishes what is being recorded, and lets go of the camera. */
  stop(): Promise<void> {
    this.#attempt += 1;
    this.#stop ??= this.#finish().finally(() => (this.#stop = undefined));
    return this.#stop;
  }

  /** Tries the camera again after it went blind. */
  async again(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Ends that this phone is a camera: the server forgets its token, and what waits here goes. */
  async resign(): Promise<void> {
    await this.stop();
    try {
      await this.parts.api.removeDevice(this.parts.identity.deviceId);
    } catch (problem) {
      // Removed from elsewhere already; anything else is told.
      if (!(problem instanceof ApiProblem && (problem.status === 401 || problem.status === 404))) throw problem;
    }
  }

  /** The owner has read what was lost. */
  acknowledgeLosses(): Promise<void> {
    return this.parts.outbox.acknowledgeLosses();
  }

  state(state: WatchState): void {
    const before = this.watching?.kind;
    this.watching = state;
    if (state.kind === 'recording' || state.kind === 'moved') this.lastMoved = new Date();
    if (before !== state.kind && (before === 'blind' || state.kind === 'blind')) void this.#heartbeat.beat();
  }

  started(session: WatchSession): void {
    this.session = session;
    void this.#stored(this.parts.outbox.sessionStarted(session.id, session.startedAt));
    void this.#heartbeat.beat();
  }

  awake(isKept: boolean): void {
    this.staysAwake = isKept;
  }

  sample(sample: WatchSample): void {
    this.current = sample;
  }

  event(event: RecordedEvent<Blob>): void {
    void this.#stored(this.parts.outbox.add(event).then(sendInBackground));
  }

  answered(answer: HeartbeatAnswer): void {
    if (answer.stop && this.#watch) void this.stop();
    if (answer.settingsVersion !== this.settings.version) void this.#takeOrders();
  }

  revoked(): void {
    void this.stop();
    void this.parts.outbox.cameraRevoked();
  }

  async #finish(): Promise<void> {
    const session = this.session;
    this.stopping = true;
    await this.#watch?.stop();
    this.#watch = undefined;
    if (session) await this.#stored(this.parts.outbox.sessionStopped(session.id, new Date().toISOString()));
    this.session = undefined;
    this.current = undefined;
    this.watching = undefined;
    this.staysAwake = undefined;
    this.stopping = false;
    this.dimmed = false;
    this.#heartbeat.stop();
    if (session) void this.#heartbeat.beat();
  }

  async #load(): Promise<StartWatch | undefined> {
    try {
      return await this.parts.loadWatch();
    } catch {
      const text = 'A part of Nightjar could not be fetched. Check the connection.';
      this.watching = { kind: 'blind', reason: 'failed', text };
      return undefined;
    }
  }

  async #takeOrders(): Promise<void> {
    const { api, identity } = this.parts;
    this.settings = (await fetchOrders(api, identity.deviceId, localStorage)).settings;
    this.#watch?.update(this.settings);
  }

  async #stored(storing: Promise<void>): Promise<void> {
    try {
      await storing;
    } catch (cause) {
      // The status of the outbox says it, and what to do.
      if (cause instanceof StorageLost) return;
      if (!(cause instanceof DOMException)) throw cause;
      this.storeTrouble = 'An event could not be kept: this phone has no room left. Free some space, then start again.';
    }
  }

  #beat(): Beat {
    const kind = this.watching?.kind;
    const state = kind === undefined || kind === 'stopped' ? 'stopped' : kind === 'blind' ? 'blind' : 'watching';
    return { state, ...(this.session && { sessionId: this.session.id }) };
  }
}
