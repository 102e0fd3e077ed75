import { expect, test } from 'vitest';
import { aboutCamera, codecWords } from './about-words';

const storage = { usedBytes: 12_400_000, quotaBytes: 5_300_000_000, isPersistent: false };
const valueOf = (facts: ReturnType<typeof aboutCamera>, name: string) =>
  facts.find((fact) => fact.name === name)?.value;

test('names codecs and container as people know them', () => {
  expect(codecWords('video/mp4;codecs="avc1.64001f,mp4a.40.2"')).toBe('H.264 and AAC in MP4');
  expect(codecWords('video/webm;codecs=vp8,opus')).toBe('VP8 and Opus in WebM');
  expect(codecWords('video/webm')).toBe('WebM');
});

test('says what the camera really gives, and how it is recorded', () => {
  const details = {
    width: 1280,
    height: 720,
    frameRate: 24,
    microphone: true,
    label: 'Back camera',
    mimeType: 'video/mp4;codecs=avc1.64001f',
    source: 'recorder',
    keyFrameSeconds: 1.04,
  } as const;
  const facts = aboutCamera({ details, framesPerSecond: 22.8, storage, screenKept: true, version: '1.2.3' });
  expect(valueOf(facts, 'Camera')).toBe('Back camera');
  expect(valueOf(facts, 'Picture')).toBe('1280 × 720');
  expect(valueOf(facts, 'Pictures')).toBe('23 of 24 a second');
  expect(valueOf(facts, 'Key frames')).toBe('every 1.0 s, as measured');
  expect(valueOf(facts, 'Recorded by')).toBe('the browser’s recorder');
  expect(valueOf(facts, 'Kept here')).toBe('12 MB of 5.3 GB; the browser may clear it when space runs short');
});

test('before it watches, only the phone itself is known', () => {
  const facts = aboutCamera({ details: undefined, storage, version: '1.2.3' });
  expect(facts.map(({ name }) => name)).toEqual(['Kept here', 'Version']);
});
