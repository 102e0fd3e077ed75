/** What opens above the camera screen. */
export type SheetName = 'settings' | 'mask' | 'waiting';
