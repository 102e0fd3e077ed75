import type { CameraSettings } from '../../core/event';
import { sentenceFor } from '../words/problem-words';
import type { Cameras } from './cameras.svelte';

/** How one camera shall watch, kept as the server has it. */
export class WatchSettings {
  settings = $state.raw<CameraSettings | undefined>();
  /** Why the settings cannot be shown. */
  trouble = $state<string>();

  constructor(
    private readonly cameras: Cameras,
    private readonly deviceId: string,
  ) {}

  /** Fetches them, unless this version is here already. */
  async want(version: number | undefined): Promise<void> {
    if (version === undefined || this.settings?.version === version) return;
    await this.load();
  }

  /** Fetches them. */
  async load(): Promise<void> {
    try {
      this.settings = await this.cameras.settings(this.deviceId);
      this.trouble = undefined;
    } catch (problem) {
      if (!this.settings) this.trouble = sentenceFor(problem);
    }
  }

  /** Throws what the server says against it. */
  save = async (settings: CameraSettings): Promise<void> => {
    this.settings = await this.cameras.changeSettings(this.deviceId, settings);
  };

  /** Changes the newest settings, whoever changed them last. Throws what the server says against it. */
  async change(patch: (settings: CameraSettings) => Partial<CameraSettings>): Promise<void> {
    const newest = await this.cameras.settings(this.deviceId);
    await this.save({ ...newest, ...patch(newest) });
  }
}
