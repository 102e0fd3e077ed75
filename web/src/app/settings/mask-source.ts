/** What areas are drawn over: a camera's live stream, the address of a picture, or nothing yet. */
export type MaskSource = MediaStream | string | undefined;
