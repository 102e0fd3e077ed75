import type { Attachment } from 'svelte/attachments';

/** Shows a camera's stream in a video element. */
export function livePicture(stream: MediaStream | undefined): Attachment<HTMLVideoElement> {
  return (video) => {
    video.srcObject = stream ?? null;
    // Without a stream there is nothing to play; a stream that ends rejects, and the camera's state says so.
    if (stream) video.play().catch(() => undefined);
    return () => {
      video.srcObject = null;
    };
  };
}
