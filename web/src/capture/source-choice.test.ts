import { expect, test } from 'vitest';
import type { SourceKind } from './recording';
import { chooseSource, KeyFrameSpacing, type SourceExperience } from './source-choice';

const whole = { takesWholePicture: true };
const smaller = { takesWholePicture: false };

function experience(recorderKeyFrameSeconds?: number, ...failed: SourceKind[]): SourceExperience {
  return { ...(recorderKeyFrameSeconds ? { recorderKeyFrameSeconds } : {}), failed: new Set(failed) };
}

test('takes the recorder while nothing speaks against it', () => {
  expect(chooseSource({ recorder: whole, codecs: whole }, experience())).toBe('recorder');
  expect(chooseSource({ recorder: whole, codecs: whole }, experience(1))).toBe('recorder');
  expect(chooseSource({ recorder: whole, codecs: whole }, experience(2.5))).toBe('recorder');
});

test('takes the codecs when the key frames of the recorder stay too far apart', () => {
  expect(chooseSource({ recorder: whole, codecs: whole }, experience(2.6))).toBe('codecs');
});

test('keeps the recorder with its wide key frames where there are no codecs, or they follow only a smaller picture', () => {
  expect(chooseSource({ recorder: whole }, experience(6))).toBe('recorder');
  expect(chooseSource({ recorder: whole, codecs: smaller }, experience(6))).toBe('recorder');
});

test('takes the codecs where the recorder cannot follow the picture that was asked for', () => {
  expect(chooseSource({ recorder: smaller, codecs: whole }, experience())).toBe('codecs');
  expect(chooseSource({ recorder: smaller, codecs: smaller }, experience())).toBe('recorder');
});

test('takes the codecs where there is no recorder, and nothing where there is neither', () => {
  expect(chooseSource({ codecs: smaller }, experience())).toBe('codecs');
  expect(chooseSource({}, experience())).toBeUndefined();
});

test('takes the other one after one gave up, and begins anew when both did', () => {
  expect(chooseSource({ recorder: whole, codecs: whole }, experience(6, 'codecs'))).toBe('recorder');
  expect(chooseSource({ recorder: whole, codecs: whole }, experience(undefined, 'recorder'))).toBe('codecs');
  expect(chooseSource({ recorder: whole, codecs: whole }, experience(1, 'recorder', 'codecs'))).toBe('recorder');
});

function spacingOf(keyFrames: readonly number[], until: number): number | undefined {
  const spacing = new KeyFrameSpacing();
  for (let i = 0; i <= until * 10; i++) spacing.saw(i / 10, keyFrames.includes(i / 10));
  return spacing.seconds;
}

test('measures the usual space between key frames, not the odd one', () => {
  expect(spacingOf([0, 1, 2, 3, 8, 9, 10], 10)).toBeCloseTo(1);
  expect(spacingOf([0, 4, 8, 12], 13)).toBeCloseTo(4);
});

test('says nothing until two spaces were seen', () => {
  expect(spacingOf([0], 0.9)).toBeUndefined();
  expect(spacingOf([0, 1], 1.9)).toBeUndefined();
  expect(spacingOf([0, 1, 2], 2)).toBeCloseTo(1);
});

test('counts a key frame that never comes', () => {
  expect(spacingOf([0], 4)).toBeUndefined();
  expect(spacingOf([0], 12)).toBeCloseTo(12);
  expect(spacingOf([0, 1, 2, 3], 20)).toBeCloseTo(17);
});
