import type { SourceDetails } from '../../capture/watch';

/** A fact about this camera: its name and what is so. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** What the browser's storage holds, and what it promised. */
export interface StorageFacts {
  readonly usedBytes?: number | undefined;
  readonly quotaBytes?: number | undefined;
  readonly isPersistent: boolean;
}

/** What is known of this camera. */
export interface AboutFacts {
  readonly details: SourceDetails | undefined;
  /** As counted; undefined while nothing is. */
  readonly framesPerSecond?: number | undefined;
  readonly storage: StorageFacts;
  readonly screenKept?: boolean | undefined;
  readonly version: string;
}

/** What this camera is and gives, in words; what it records is known only while it watches. */
export function aboutCamera({ details, framesPerSecond, storage, screenKept, version }: AboutFacts): Fact[] {
  return [
    ...(details ? recordingFacts(details, framesPerSecond) : []),
    { name: 'Kept here', value: storageWords(storage) },
    ...(details ? [{ name: 'Screen', value: screenWords(screenKept) }] : []),
    { name: 'Version', value: version },
  ];
}

function recordingFacts(details: SourceDetails, framesPerSecond: number | undefined): Fact[] {
  const { width, height, frameRate, keyFrameSeconds, microphone, label } = details;
  const counted = framesPerSecond ? `${Math.round(framesPerSecond)} of ` : '';
  return [
    ...(label ? [{ name: 'Camera', value: label }] : []),
    { name: 'Recorded by', value: sourceWords(details.source) },
    { name: 'Picture', value: `${width} × ${height}` },
    { name: 'Pictures', value: `${counted}${Math.round(frameRate)} a second` },
    {
      name: 'Key frames',
      value: keyFrameSeconds === undefined ? 'not measured yet' : `every ${keyFrameSeconds.toFixed(1)} s, as measured`,
    },
    { name: 'Coded as', value: codecWords(details.mimeType) },
    { name: 'Microphone', value: microphone ? 'on' : 'off, clips have no sound' },
  ];
}

function sourceWords(source: SourceDetails['source']): string {
  return source === 'codecs' ? 'the browser’s encoders, picture by picture' : 'the browser’s recorder';
}

const codecs: readonly (readonly [RegExp, string])[] = [
  [/^avc1|^avc3|^h264/i, 'H.264'],
  [/^hvc1|^hev1/i, 'H.265'],
  [/^vp0?8/i, 'VP8'],
  [/^vp0?9/i, 'VP9'],
  [/^av01|^av1/i, 'AV1'],
  [/^opus/i, 'Opus'],
  [/^mp4a|^aac/i, 'AAC'],
];

/** "H.264 and Opus in MP4", from a MIME type with its codecs. */
export function codecWords(mimeType: string): string {
  const container = /mp4/i.test(mimeType) ? 'MP4' : /webm/i.test(mimeType) ? 'WebM' : mimeType.split(';')[0];
  const listed = /codecs="?([^"]+)"?/i.exec(mimeType)?.[1]?.split(',') ?? [];
  const names = listed.map((codec) => {
    const code = codec.trim();
    return codecs.find(([pattern]) => pattern.test(code))?.[1] ?? code;
  });
  return names.length ? `${names.join(' and ')} in ${container}` : `${container}`;
}

function storageWords({ usedBytes, quotaBytes, isPersistent }: StorageFacts): string {
  const room = usedBytes === undefined || quotaBytes === undefined ? '' : `${size(usedBytes)} of ${size(quotaBytes)}; `;
  return `${room}${isPersistent ? 'the browser keeps it' : 'the browser may clear it when space runs short'}`;
}

function size(bytes: number): string {
  const megabytes = bytes / 1_000_000;
  if (megabytes < 1000) return `${Math.round(megabytes)} MB`;
  return `${(megabytes / 1000).toFixed(megabytes < 10_000 ? 1 : 0)} GB`;
}

function screenWords(kept: boolean | undefined): string {
  return kept === undefined ? 'not known yet' : kept ? 'kept on' : 'may turn off';
}
