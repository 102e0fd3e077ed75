/** What stands on the camera screen when it has come to its state. */
export const cameraTexts = {
  ready: 'is ready to watch',
  watching: 'Nothing has moved since',
  ignoring: 'Nothing has moved since',
  moved: 'Looking closer',
  recording: 'seconds so far',
  sending: '62 % there',
  blind: 'Another app took the camera',
  denied: 'may not use the camera',
  newer: 'A newer version is here',
  sleepy: 'The screen may turn off',
  waiting: 'Sending, 62 %',
  settings: 'About this camera',
  mask: 'A person inside an ignored area',
  dimmed: 'Tap to wake',
  revoked: 'was removed',
} as const;

/** A state of the camera screen that is drawn. */
export type CameraScene = keyof typeof cameraTexts;
