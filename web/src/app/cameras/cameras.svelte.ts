import type { Api } from '../../api/api';
import type { Device, PairingCode, Session } from '../../api/shapes';
import type { CameraSettings } from '../../core/event';
import type { ListStatus } from '../timeline/timeline.svelte';
import { sentenceFor } from '../words/problem-words';

/** The cameras of an account. */
export class Cameras {
  /** Those that are paired now. */
  devices = $state.raw<readonly Device[]>([]);
  status = $state.raw<ListStatus>({ kind: 'loading' });
  #names = $state.raw<ReadonlyMap<string, string>>(new Map());

  constructor(private readonly api: Api) {}

  /** What a camera is called; also one that was removed, as long as the server still knows it. */
  nameOf = (id: string): string => this.#names.get(id) ?? 'A removed camera';

  /** The camera of this id, if it is paired. */
  find(id: string): Device | undefined {
    return this.devices.find((device) => device.id === id);
  }

  /** Fetches them all. */
  async load(): Promise<void> {
    try {
      const { items } = await this.api.devices();
      this.#names = new Map(items.map((device) => [device.id, device.name]));
      this.devices = items.filter((device) => !device.revokedAt);
      this.status = { kind: 'ready' };
    } catch (problem) {
      if (this.status.kind !== 'ready') this.status = { kind: 'trouble', sentence: sentenceFor(problem) };
    }
  }

  /** Gives a code that makes one phone a camera of this name. Throws what the server says against it. */
  pairingCode(name: string): Promise<PairingCode> {
    return this.api.createPairingCode(name);
  }

  /** Gives a camera another name. Throws what the server says against it. */
  async rename(id: string, name: string): Promise<void> {
    await this.api.renameDevice(id, name);
    await this.load();
  }

  /** Asks a camera to watch no more; it hears so when it speaks next. Throws what the server says against it. */
  async stop(id: string): Promise<void> {
    await this.api.stopDevice(id);
    await this.load();
  }

  /** Takes that back, as long as the camera has not heard it. Throws what the server says against it. */
  async letWatch(id: string): Promise<void> {
    await this.api.letDeviceWatch(id);
    await this.load();
  }

  /** How a camera shall watch. Throws what the server says against it. */
  settings(id: string): Promise<CameraSettings> {
    return this.api.cameraSettings(id);
  }

  /** Has a camera watch in another way. Throws what the server says against it. */
  changeSettings(id: string, settings: CameraSettings): Promise<CameraSettings> {
    return this.api.changeCameraSettings(id, settings);
  }

  /** The session in which a camera watches now, if it does. Throws what the server says against it. */
  async sessionNow(id: string): Promise<Session | undefined> {
    const { items } = await this.api.sessionsOf(id, 1);
    return items.find(({ endedAt }) => endedAt === undefined);
  }

  /** Says what to tell of in one session only. Throws what the server says against it. */
  instructSession(session: string, instructions: readonly string[]): Promise<Session> {
    return this.api.instructSession(session, instructions);
  }

  /** Takes a camera's leave to send; its events stay. Throws what the server says against it. */
  async remove(id: string): Promise<void> {
    await this.api.removeDevice(id);
    await this.load();
  }
}
