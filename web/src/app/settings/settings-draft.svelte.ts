import type { CameraSettings } from '../../core/event';
import { sentenceFor } from '../words/problem-words';

/** Some of the settings. */
export type SettingsPatch = Partial<Omit<CameraSettings, 'version'>>;

/** How the last change stands. */
export type SettingsStatus =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly undo: SettingsPatch }
  | { readonly kind: 'undone' }
  | { readonly kind: 'refused'; readonly sentence: string; readonly patch: SettingsPatch };

/** The settings of a camera while somebody changes them: every change is saved at once, and can be undone. */
export class SettingsDraft {
  /** What the form shows. */
  settings = $state.raw<CameraSettings>() as CameraSettings;
  status = $state.raw<SettingsStatus>({ kind: 'untouched' });
  /** What was last known to be in force. */
  #inForce: CameraSettings;
  #sending: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(
    settings: CameraSettings,
    private readonly save: (settings: CameraSettings) => Promise<void>,
  ) {
    this.settings = this.#inForce = settings;
  }

  /** Takes what somebody else changed, unless a change of one's own is on its way. */
  take(settings: CameraSettings): void {
    if (settings === this.#inForce || settings.version < this.#inForce.version) return;
    this.#inForce = settings;
    if (this.#waiting === 0) this.settings = settings;
  }

  /** Changes some settings and saves them. Answers once they are saved or refused; it never throws. */
  change(patch: SettingsPatch): Promise<void> {
    const undo = inverse(this.settings, patch);
    return this.#apply(patch, { kind: 'saved', undo });
  }

  /** Puts back what the last change changed. */
  async undo(): Promise<void> {
    if (this.status.kind === 'saved') await this.#apply(this.status.undo, { kind: 'undone' });
  }

  /** Tries a change anew that was refused. */
  async again(): Promise<void> {
    if (this.status.kind === 'refused') await this.change(this.status.patch);
  }

  #apply(patch: SettingsPatch, then: SettingsStatus): Promise<void> {
    this.settings = { ...this.settings, ...patch };
    this.status = { kind: 'saving' };
    this.#waiting += 1;
    // One at a time and in order: the server keeps what comes last.
    this.#sending = this.#sending.then(() => this.#send(patch, then));
    return this.#sending;
  }

  async #send(patch: SettingsPatch, then: SettingsStatus): Promise<void> {
    try {
      const settings = { ...this.#inForce, ...patch };
      await this.save(settings);
      // The parent may have handed on the answer meanwhile, which is newer than what was sent.
      if (this.#inForce.version === settings.version) this.#inForce = settings;
      this.#waiting -= 1;
      if (this.#waiting === 0) this.status = then;
    } catch (problem) {
      this.#waiting -= 1;
      this.status = { kind: 'refused', sentence: sentenceFor(problem), patch };
    }
    if (this.#waiting === 0) this.settings = this.#inForce;
  }
}

/** What puts back what a change changes. */
function inverse(settings: CameraSettings, patch: SettingsPatch): SettingsPatch {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name in patch));
}
