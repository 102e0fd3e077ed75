import { expect, test } from 'vitest';
import { codecsFormat, type CodecSupport } from './codecs-format';

const picture = { width: 1280, height: 720, frameRate: 15, microphone: true };

function supporting(...encoders: string[]): CodecSupport & { asked: VideoEncoderConfig[] } {
  const asked: VideoEncoderConfig[] = [];
  return {
    asked,
    video(config) {
      asked.push(config);
      return Promise.resolve(encoders.includes(config.codec));
    },
    audio: ({ codec }) => Promise.resolve(encoders.includes(codec)),
  };
}

test('asks for this very picture, and takes H.264 with AAC first', async () => {
  const support = supporting('avc1.42E01F', 'vp8', 'mp4a.40.2', 'opus');
  expect(await codecsFormat(picture, support)).toMatchObject({
    mimeType: 'video/mp4;codecs=avc1.42E01F,mp4a.40.2',
    largest: { width: 1280, height: 720 },
    video: { codec: 'avc', framesPerSecond: 15 },
    audio: { codec: 'aac' },
  });
  expect(support.asked[0]).toMatchObject({ width: 1280, height: 720, framerate: 15, latencyMode: 'realtime' });
});

test('takes Opus where AAC cannot be encoded, and VP8 only for a small picture', async () => {
  expect(await codecsFormat(picture, supporting('avc1.42E01F', 'opus'))).toMatchObject({ audio: { codec: 'opus' } });
  expect(await codecsFormat(picture, supporting('vp8', 'opus'))).toMatchObject({
    mimeType: 'video/webm;codecs=vp8,opus',
    largest: { width: 640, height: 360 },
  });
});

test('needs no sound where there is no microphone, and an encoder for it where there is one', async () => {
  const silent = await codecsFormat({ ...picture, microphone: false }, supporting('avc1.42E01F'));
  expect(silent?.mimeType).toBe('video/mp4;codecs=avc1.42E01F');
  expect(silent?.audio).toBeUndefined();
  expect(await codecsFormat(picture, supporting('avc1.42E01F'))).toBeUndefined();
});

test('says so when it records nothing', async () => {
  expect(await codecsFormat(picture, supporting())).toBeUndefined();
});
