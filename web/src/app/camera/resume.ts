/** A note that outlives the page: this phone was watching, and nobody has told it to stop. */
export class ResumeMark {
  constructor(
    private readonly storage: Storage,
    private readonly deviceId: string,
  ) {}

  /** Whether this camera was watching when its page went. */
  get isSet(): boolean {
    return this.storage.getItem(key) === this.deviceId;
  }

  set(): void {
    this.storage.setItem(key, this.deviceId);
  }

  clear(): void {
    this.storage.removeItem(key);
  }
}

const key = 'nightjar.resume';

/**
 * Whether the browser opens the camera without asking anybody; a question that nobody hears would leave the camera
 * blind. Of the microphone only the open question counts: without it, the camera still sees.
 */
export async function opensUnasked(microphone: boolean): Promise<boolean> {
  const [camera, sound] = await Promise.all([permission('camera'), permission('microphone')]);
  return camera === 'granted' && (!microphone || sound !== 'prompt');
}

async function permission(name: 'camera' | 'microphone'): Promise<PermissionState> {
  try {
    return (await navigator.permissions.query({ name })).state;
  } catch {
    // Browsers that do not tell name the devices of a page that may use them.
    const kind = name === 'camera' ? 'videoinput' : 'audioinput';
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.some((device) => device.kind === kind && device.label !== '') ? 'granted' : 'prompt';
  }
}
