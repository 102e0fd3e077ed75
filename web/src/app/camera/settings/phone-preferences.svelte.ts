/** What is set on this phone only. */
interface Preferences {
  /** The browser's id of the lens, where the phone has several; absent for any that looks the right way. */
  readonly lensId?: string;
  /** After how many minutes without a touch the screen goes dark; 0 for never. */
  readonly dimAfterMinutes: number;
}

const key = 'nightjar.phone';
const first: Preferences = { dimAfterMinutes: 5 };

/** What is set on this phone only, and stays when the page is closed. */
export class PhonePreferences {
  #values = $state.raw<Preferences>(first);

  constructor(private readonly storage: Storage) {
    this.#values = read(storage.getItem(key));
  }

  get lensId(): string | undefined {
    return this.#values.lensId;
  }

  get dimAfterMinutes(): number {
    return this.#values.dimAfterMinutes;
  }

  /** @param lensId undefined for any lens that looks the right way */
  chooseLens(lensId: string | undefined): void {
    const { dimAfterMinutes } = this.#values;
    this.#take({ dimAfterMinutes, ...(lensId && { lensId }) });
  }

  dimAfter(minutes: number): void {
    this.#take({ ...this.#values, dimAfterMinutes: minutes });
  }

  #take(values: Preferences): void {
    this.#values = values;
    this.storage.setItem(key, JSON.stringify(values));
  }
}

/** What an older or a newer version of this page stored may have another shape. */
function read(text: string | null): Preferences {
  if (text === null) return first;
  try {
    const { lensId, dimAfterMinutes } = JSON.parse(text) as { lensId?: unknown; dimAfterMinutes?: unknown };
    return {
      ...(typeof lensId === 'string' && { lensId }),
      dimAfterMinutes: typeof dimAfterMinutes === 'number' ? dimAfterMinutes : first.dimAfterMinutes,
    };
  } catch {
    return first;
  }
}
