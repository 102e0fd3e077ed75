import { expect, test } from 'vitest';
import { recordingFormat, videoBitsPerSecond } from './recording-format';

test('takes H.264 in MP4 first, with the sound that the browser can encode', () => {
  expect(recordingFormat(true, () => true)!.mimeType).toBe('video/mp4;codecs=avc1.42E01F,mp4a.40.2');
  expect(recordingFormat(true, (type) => !type.includes('mp4a'))!.mimeType).toBe('video/mp4;codecs=avc1.42E01F,opus');
});

test('without MP4 it takes H.264 in WebM, and VP8 only for a small picture', () => {
  expect(recordingFormat(true, (type) => type.includes('webm'))!.mimeType).toBe('video/webm;codecs=h264,opus');
  expect(recordingFormat(true, (type) => type.includes('vp8'))).toEqual({
    mimeType: 'video/webm;codecs=vp8,opus',
    largest: { width: 640, height: 360 },
  });
});

test('asks for no sound where there is no microphone', () => {
  expect(recordingFormat(false, () => true)!.mimeType).toBe('video/mp4;codecs=avc1.42E01F');
});

test('says so when the browser records nothing', () => {
  expect(recordingFormat(true, () => false)).toBeUndefined();
});

test('spends bits by the size of the picture, within bounds', () => {
  expect(videoBitsPerSecond({ width: 1280, height: 720, frameRate: 24 })).toBe(1_548_288);
  expect(videoBitsPerSecond({ width: 320, height: 180, frameRate: 10 })).toBe(600_000);
  expect(videoBitsPerSecond({ width: 3840, height: 2160, frameRate: 60 })).toBe(2_000_000);
});
