import type { Api } from '../../../api/api';
import { ApiProblem } from '../../../api/problem';
import { defaultCameraSettings, type CameraSettings } from '../../../core/event';
import { StorageLost } from '../../../outbox/database';
import { keepUnsent, sameSettings, unsentIn, type UnsentSettings } from './unsent-settings';

/** What the orders stand on. */
export interface OrdersGround {
  /** Speaks as this camera. */
  readonly api: Api;
  readonly deviceId: string;
  readonly storage: Storage;
  /** Hears of every change of the settings that are in force. */
  readonly changed: (settings: CameraSettings, before: CameraSettings) => void;
}

const key = 'nightjar.orders';
/** The smallest plan's: what a camera goes by that has never reached the server. */
const shortestPlanSeconds = 20;

/** How this camera shall watch: as the server said last, with what was changed on this phone since. */
export class CameraOrders {
  settings = $state.raw<CameraSettings>(defaultCameraSettings);
  /** The plan's limit for one clip. */
  longestClipSeconds = $state(shortestPlanSeconds);
  /** Changes of this phone wait for the server. */
  unsent = $state(false);
  /** Changes of this phone were dropped: somebody had changed the settings elsewhere, or the server refused them. */
  dropped = $state<'overruled' | 'refused'>();
  readonly #ground: OrdersGround;
  #sending: Promise<void> | undefined;
  /** Counts changes, so that an answer from before one is not taken for the newest. */
  #changes = 0;

  constructor(ground: OrdersGround) {
    this.#ground = ground;
    const { storage, deviceId } = ground;
    const known = remembered(storage, deviceId);
    const unsent = unsentIn(storage, deviceId);
    this.settings = unsent ? { ...unsent.settings, version: unsent.basedOn } : known.settings;
    this.longestClipSeconds = known.longestClipSeconds;
    this.unsent = unsent !== undefined;
  }

  /** Asks the server anew, after telling it what it does not know yet. Without a connection all stays as it is. */
  async refresh(): Promise<void> {
    const { api, deviceId } = this.#ground;
    await this.sendUnsent();
    const changes = this.#changes;
    try {
      const [settings, plan] = await Promise.all([api.cameraSettings(deviceId), api.plan()]);
      this.longestClipSeconds = plan.longestClipSeconds;
      if (!this.unsent && changes === this.#changes) this.#adopt(settings);
    } catch (problem) {
      if (!(problem instanceof ApiProblem || problem instanceof StorageLost)) throw problem;
    }
  }

  /** The server said which version it has. */
  async serverHas(version: number): Promise<void> {
    if (this.unsent || version !== this.settings.version) await this.refresh();
  }

  /**
   * Goes by these settings from now on, and tells the server; without a connection, later.
   *
   * @throws ApiProblem when the server refuses them; those before are then in force again
   */
  async save(settings: CameraSettings): Promise<void> {
    const basedOn = this.settings.version;
    this.dropped = undefined;
    this.#changes += 1;
    this.#keep({ basedOn, settings });
    this.#inForce({ ...settings, version: basedOn });
    // What is being sent may be older than this.
    await this.#sending?.catch(() => undefined);
    await this.#send();
  }

  /** Tells the server what it does not know yet, if it can be reached. */
  async sendUnsent(): Promise<void> {
    try {
      await this.#send();
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      this.dropped = 'refused';
    }
  }

  /** Its owner has read that changes were dropped. */
  acknowledge(): void {
    this.dropped = undefined;
  }

  #send(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = undefined));
    return this.#sending;
  }

  async #sendAll(): Promise<void> {
    const { storage, deviceId } = this.#ground;
    for (let unsent = unsentIn(storage, deviceId); unsent; unsent = unsentIn(storage, deviceId))
      if (!(await this.#sendOne(unsent))) return;
  }

  /** @returns false when it has to wait */
  async #sendOne(unsent: UnsentSettings): Promise<boolean> {
    const { api, deviceId } = this.#ground;
    try {
      const known = await api.cameraSettings(deviceId);
      const isSame = sameSettings(known, unsent.settings);
      if (known.version !== unsent.basedOn && !isSame) this.#overrule(known);
      else this.#sent(unsent, isSame ? known : await api.changeCameraSettings(deviceId, unsent.settings));
      return true;
    } catch (problem) {
      // With the storage the token went that speaks for this camera.
      if (problem instanceof StorageLost) return false;
      if (!(problem instanceof ApiProblem)) throw problem;
      if (!isRefusal(problem)) return false;
      this.#keep(undefined);
      this.#inForce(remembered(this.#ground.storage, deviceId).settings);
      throw problem;
    }
  }

  #overrule(known: CameraSettings): void {
    this.#keep(undefined);
    this.#adopt(known);
    this.dropped = 'overruled';
  }

  /** Changed once more meanwhile, what is newer is based on what the server has now. */
  #sent(sent: UnsentSettings, answer: CameraSettings): void {
    const { storage, deviceId } = this.#ground;
    const now = unsentIn(storage, deviceId);
    if (now && !sameSettings(now.settings, sent.settings)) {
      this.#keep({ ...now, basedOn: answer.version });
      return;
    }
    this.#keep(undefined);
    this.#adopt(answer);
  }

  #adopt(settings: CameraSettings): void {
    const { storage, deviceId } = this.#ground;
    storage.setItem(key, JSON.stringify({ deviceId, settings, longestClipSeconds: this.longestClipSeconds }));
    this.#inForce(settings);
  }

  #inForce(settings: CameraSettings): void {
    const before = this.settings;
    this.settings = settings;
    if (!sameSettings(before, settings)) this.#ground.changed(settings, before);
  }

  #keep(unsent: UnsentSettings | undefined): void {
    const { storage, deviceId } = this.#ground;
    keepUnsent(storage, deviceId, unsent);
    this.unsent = unsent !== undefined;
  }
}

/** Sent again, it would be refused again; a 401 is for the heartbeat to tell. */
function isRefusal({ status }: ApiProblem): boolean {
  return status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status);
}

interface Remembered {
  readonly deviceId?: string;
  readonly settings?: Partial<CameraSettings>;
  readonly longestClipSeconds?: number;
}

function remembered(storage: Storage, deviceId: string): Pick<CameraOrders, 'settings' | 'longestClipSeconds'> {
  const text = storage.getItem(key);
  const stored: Remembered = text === null ? {} : (JSON.parse(text) as Remembered);
  const known = stored.deviceId === deviceId ? stored : {};
  return {
    // What an older version of this page kept lacks what came since.
    settings: { ...defaultCameraSettings, ...known.settings },
    longestClipSeconds: known.longestClipSeconds ?? shortestPlanSeconds,
  };
}
