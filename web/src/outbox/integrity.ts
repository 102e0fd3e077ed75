import type { ClipDescription } from '../core/event';

/** Whether a clip's bytes are those that were stored: a browser can lose a file, or bring back another. */
export async function isIntact(clip: Blob, { bytes, sha256 }: ClipDescription): Promise<boolean> {
  if (clip.size !== bytes) return false;
  try {
    return (await sha256Of(clip)) === sha256;
  } catch (cause) {
    // The file behind the blob is gone.
    if (cause instanceof DOMException) return false;
    throw cause;
  }
}

async function sha256Of(clip: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await clip.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
