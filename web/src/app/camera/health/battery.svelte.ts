interface BatteryManager extends EventTarget {
  /** 0–1. */
  readonly level: number;
  readonly charging: boolean;
}

/** The phone's battery, in browsers that tell. */
export class Battery {
  /** 0–1; undefined where the browser does not tell. */
  level = $state<number>();
  charging = $state<boolean>();

  /** Follows the battery until the signal aborts. */
  async watch(signal: AbortSignal, changed: () => void): Promise<void> {
    const ask = (navigator as { getBattery?: () => Promise<BatteryManager> }).getBattery;
    if (!ask) return;
    const battery = await ask.call(navigator);
    const take = () => {
      this.level = battery.level;
      this.charging = battery.charging;
      changed();
    };
    take();
    battery.addEventListener('levelchange', take, { signal });
    battery.addEventListener('chargingchange', take, { signal });
  }
}
