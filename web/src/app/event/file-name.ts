import type { NightjarEvent } from '../../api/shapes';
import { dayKey, exactTime } from '../words/time';

/** The name of a downloaded clip: "hallway-2026-11-22-145107.mp4". */
export function clipFileName(event: NightjarEvent, camera: string): string {
  const at = new Date(event.at);
  const name =
    camera
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'camera';
  const ending = event.clip?.contentType === 'video/webm' ? 'webm' : 'mp4';
  return `${name}-${dayKey(at)}-${exactTime(at).replaceAll(':', '')}.${ending}`;
}
