/** Whether this device says that it has a network. */
export class Connection {
  online = $state(navigator.onLine);

  /** Follows the network; the answer stops it. */
  watch(): () => void {
    const stop = new AbortController();
    const take = () => (this.online = navigator.onLine);
    addEventListener('online', take, stop);
    addEventListener('offline', take, stop);
    return () => stop.abort();
  }
}
