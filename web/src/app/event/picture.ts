import { posterAddress, previewAddress } from '../../api/api';
import type { NightjarEvent } from '../../api/shapes';

/** The address of the still picture of an event: its poster, or a preview frame until there is one. */
export function pictureAddress({ id, poster, previews }: NightjarEvent): string | undefined {
  if (poster) return posterAddress(id);
  // A moment after the trigger more is in sight than in its own frame.
  return previews > 0 ? previewAddress(id, Math.min(previews, 2)) : undefined;
}

/** The address of the picture that is nearest to an event's trigger. */
export function triggerPicture(event: NightjarEvent): string | undefined {
  return event.previews > 0 ? previewAddress(event.id, 1) : pictureAddress(event);
}
