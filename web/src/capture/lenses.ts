/** One camera of this phone. */
export interface Lens {
  readonly deviceId: string;
  /** Its name in the words of the system. */
  readonly label: string;
}

/** The cameras of this phone; none until the page was allowed to use one, because browsers do not name them before. */
export async function lenses(): Promise<Lens[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind, deviceId, label }) => kind === 'videoinput' && deviceId !== '' && label !== '')
    .map(({ deviceId, label }) => ({ deviceId, label }));
}
