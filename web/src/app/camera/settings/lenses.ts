/** One of the phone's cameras. */
export interface Lens {
  readonly id: string;
  readonly name: string;
}

/** The cameras that the browser names; none before it may use one. */
export async function findLenses(): Promise<Lens[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const named = devices.filter(({ kind, deviceId, label }) => kind === 'videoinput' && deviceId !== '' && label !== '');
  return named.map(({ deviceId, label }) => ({ id: deviceId, name: label }));
}
