interface BatteryManager extends EventTarget {
  readonly level: number;
  readonly charging: boolean;
}

/** The phone's battery, in browsers that tell. */
export class Battery {
  /** "100 %, charging", or undefined where the browser does not tell. */
  words = $state<string>();

  /** Follows the battery until the signal aborts. */
  async watch(signal: AbortSignal): Promise<void> {
    const ask = (navigator as { getBattery?: () => Promise<BatteryManager> }).getBattery;
    if (!ask) return;
    const battery = await ask.call(navigator);
    const take = () => {
      this.words = `${Math.round(battery.level * 100)} %, ${battery.charging ? 'charging' : 'unplugged'}`;
    };
    take();
    battery.addEventListener('levelchange', take, { signal });
    battery.addEventListener('chargingchange', take, { signal });
  }
}
