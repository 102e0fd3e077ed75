/** What this browser can do, asked once at the start. */
export interface Capabilities {
  /** It can be a camera: there is one to ask for, and the page may record it. */
  readonly watches: boolean;
  /** The page came by a connection that browsers trust with a camera. */
  readonly secure: boolean;
}

function ask(): Capabilities {
  const media = 'mediaDevices' in navigator && typeof MediaRecorder === 'function';
  return { watches: isSecureContext && media, secure: isSecureContext };
}

export const capabilities: Capabilities = ask();

/** Why this browser cannot be a camera and what to do, or undefined when it can. */
export function whyNoCamera(found: Capabilities = capabilities): string | undefined {
  if (found.watches) return undefined;
  if (!found.secure) {
    return 'Browsers give a camera only to secure addresses. Open Nightjar by https, or on the machine that runs it.';
  }
  return 'This browser cannot record video. Use a newer one: Chrome, Edge, Firefox or Safari from 2023 on.';
}
