import type { Api } from '../../api/api';
import { ApiProblem } from '../../api/problem';
import type { HeartbeatAnswer } from '../../api/shapes';
import type { Watch, WatchOptions } from '../../capture/watch';
import type { CameraIdentity } from '../../outbox/database';
import type { Outbox } from '../../outbox/outbox';
import { runOutbox } from '../../outbox/run';
import type { OutboxStatus } from '../../outbox/status';
import type { ClientLog } from '../client-log';
import { Dimmer } from './dimmer.svelte';
import { beatOf } from './health/beat';
import { Heartbeat, type HeartbeatListener } from './health/heartbeat';
import { Vitals } from './health/vitals.svelte';
import type { Release } from './only-watcher';
import { opensUnasked, ResumeMark } from './resume';
import { CameraOrders } from './settings/camera-orders.svelte';
import { PhonePreferences } from './settings/phone-preferences.svelte';
import { Sight } from './sight.svelte';
import { makeReady, type StartWatch } from './starting';
import { Storing } from './storing.svelte';
import { askNowAndThen } from './waiting/asking';
import { RefusalReports } from './waiting/refusal-reports';

/** What a camera phone is made of. */
export interface CameraParts {
  readonly identity: CameraIdentity;
  readonly outbox: Outbox;
  /** Speaks as this camera. */
  readonly api: Api;
  readonly loadWatch: () => Promise<StartWatch>;
  readonly log: ClientLog;
}

const lastWordMs = 3_000;

/** Why a camera that watched does so no more, without anybody at this phone having said so. */
export type Interruption = 'needsTap' | 'stoppedElsewhere';

/** This phone as a camera: it starts and stops watching, keeps sending, and tells the server how it is. */
export class CameraPhone implements HeartbeatListener {
  status = $state.raw<OutboxStatus | undefined>();
  interruption = $state<Interruption>();
  /** It was told to stop, and finishes what is being recorded. */
  stopping = $state(false);
  readonly preferences = new PhonePreferences(localStorage);
  readonly dimmer = new Dimmer(() => this.preferences.dimAfterMinutes);
  readonly vitals = new Vitals(() => this.#heartbeat.changed());
  readonly orders: CameraOrders;
  readonly storing: Storing;
  readonly sight: Sight;
  readonly #resume: ResumeMark;
  readonly #heartbeat: Heartbeat;
  readonly #over = new AbortController();
  #watch: Watch | undefined;
  #release: Release | undefined;
  #ending: Promise<void> | undefined;
  /** The beat that says that it watches no more. */
  #lastWord: Promise<void> | undefined;
  /** Counts starts and stops, so that a start that was overtaken by a stop ends. */
  #attempt = 0;

  constructor(private readonly parts: CameraParts) {
    const { api, outbox, log } = parts;
    const { deviceId } = parts.identity;
    const storage = localStorage;
    this.orders = new CameraOrders({ api, deviceId, storage, changed: (settings) => this.#watch?.update(settings) });
    this.storing = new Storing(() => log.report('storage.full'));
    this.#resume = new ResumeMark(storage, deviceId);
    this.#heartbeat = new Heartbeat(api, deviceId, () => beatOf(this.sight, this.vitals, this.status), this);
    const { vitals, storing } = this;
    this.sight = new Sight({ outbox, vitals, storing, changed: () => this.#heartbeat.changed() });
  }

  get name(): string {
    return this.parts.identity.name;
  }

  get outbox(): Outbox {
    return this.parts.outbox;
  }

  /** Follows the outbox and sends from it, from the moment that this phone is a camera; goes on watching if it did. */
  open(): void {
    const { outbox, api, log } = this.parts;
    const over = this.#over.signal;
    const refusals = new RefusalReports(log);
    const unsubscribe = outbox.subscribe((status) => {
      this.status = status;
      refusals.look(status.items);
      // Nothing that it sees could be kept any more.
      if (status.storage === 'lost') void this.#end();
    });
    over.addEventListener('abort', unsubscribe);
    this.vitals.watch(over);
    this.dimmer.watch(over);
    document.addEventListener('visibilitychange', () => this.#shownOrHidden(), { signal: over });
    addEventListener('online', () => void this.orders.sendUnsent(), { signal: over });
    askNowAndThen(
      () => !this.sight.isOn && this.#hasDismissed,
      () => void this.#heartbeat.beat(),
      over,
    );
    void runOutbox(outbox, api, over);
    void this.#goOn();
  }

  /** The page goes, or this phone is a camera no more. Again does nothing more. */
  async close(): Promise<void> {
    await this.#end();
    this.#over.abort();
    // Bounded, since the network may be slow: nobody waits long for the server to hear the last word.
    await Promise.race([this.#lastWord, new Promise((resolve) => setTimeout(resolve, lastWordMs))]);
  }

  /** Begins to watch; to be called from a tap where the browser has to ask for the camera. */
  async start(): Promise<void> {
    if (this.sight.isOn) return;
    this.sight.watching = { kind: 'starting' };
    this.interruption = undefined;
    this.#resume.set();
    const attempt = (this.#attempt += 1);
    const { loadWatch, outbox, log } = this.parts;
    const readiness = await makeReady({ loadWatch, refreshOrders: () => this.orders.refresh() });
    // Somebody may have stopped it meanwhile.
    const isOvertaken = attempt !== this.#attempt;
    if (readiness.kind === 'obstacle') {
      log.report(readiness.code);
      if (!isOvertaken) this.sight.watching = { kind: 'blind', reason: 'failed', text: readiness.sentence };
      return;
    }
    if (isOvertaken) return readiness.release();
    this.#release = readiness.release;
    void outbox.askToPersist();
    this.#watch = readiness.startWatch(this.#options(), this.sight);
    this.dimmer.start();
    this.#heartbeat.start();
  }

  /** Finishes what is being recorded, and lets go of the camera. It stays off until somebody starts it. */
  stop(): Promise<void> {
    this.#resume.clear();
    return this.#end();
  }

  /** Opens the camera anew, after it went blind. */
  async again(): Promise<void> {
    await this.#end();
    await this.start();
  }

  /** Looks through this lens from now on; undefined for any that looks the right way. */
  chooseLens(lensId: string | undefined): void {
    this.preferences.chooseLens(lensId);
    this.#watch?.choose(lensId ? { deviceId: lensId } : {});
  }

  /** @param minutes 0 for never */
  dimAfter(minutes: number): void {
    this.preferences.dimAfter(minutes);
    this.dimmer.again();
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

  answered(answer: HeartbeatAnswer): void {
    if (answer.stop && this.#watch) {
      this.interruption = 'stoppedElsewhere';
      void this.stop();
    }
    if (answer.wanted.length > 0) void this.storing.keep(this.parts.outbox.wanted(answer.wanted));
    void this.orders.serverHas(answer.settingsVersion);
  }

  revoked(): void {
    void this.stop();
    void this.storing.keep(this.parts.outbox.cameraRevoked());
  }

  /** A reload, a crash or an update does not end watching. */
  async #goOn(): Promise<void> {
    if (!this.#resume.isSet || this.parts.identity.revoked) return;
    if (await opensUnasked(this.orders.settings.camera.microphone)) await this.start();
    else if (!this.sight.isOn) this.interruption = 'needsTap';
  }

  #end(): Promise<void> {
    this.#attempt += 1;
    this.#ending ??= this.#finish().finally(() => (this.#ending = undefined));
    return this.#ending;
  }

  async #finish(): Promise<void> {
    const hadSession = this.sight.session !== undefined;
    this.stopping = true;
    await this.#watch?.stop();
    this.#watch = undefined;
    await this.sight.finish();
    this.stopping = false;
    this.dimmer.stop();
    this.#heartbeat.stop();
    this.#release?.();
    this.#release = undefined;
    if (hadSession) this.#lastWord = this.#heartbeat.beat();
  }

  #options(): WatchOptions {
    const { settings, longestClipSeconds } = this.orders;
    const { lensId } = this.preferences;
    return { settings, longestClipSeconds, ...(lensId && { camera: { deviceId: lensId } }) };
  }

  get #hasDismissed(): boolean {
    return this.status?.items.some(({ step }) => step === 'dismissed') ?? false;
  }

  #shownOrHidden(): void {
    if (document.visibilityState === 'hidden') this.sight.hidden();
  }
}
