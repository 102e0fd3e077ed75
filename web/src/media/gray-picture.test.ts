import { expect, test } from 'vitest';
import { shrink } from './gray-picture';

test('each small pixel is the mean of its block', () => {
  const bytes = new Uint8Array(320 * 180);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (i % 320) % 2 === 0 ? 100 : 200;
  const small = shrink({ bytes, stride: 320, width: 320, height: 180, step: 1 });
  expect(small).toMatchObject({ width: 160, height: 90 });
  expect(new Set(small.pixels)).toEqual(new Set([150]));
});

test('padding at the end of a row is no part of the picture', () => {
  const bytes = new Uint8Array(400 * 90).fill(255);
  for (let y = 0; y < 90; y++) bytes.fill(50, y * 400, y * 400 + 160);
  expect(new Set(shrink({ bytes, stride: 400, width: 160, height: 90, step: 1 }).pixels)).toEqual(new Set([50]));
});

test('an upright picture stays upright', () => {
  const small = shrink({ bytes: new Uint8Array(720 * 1280), stride: 720, width: 720, height: 1280, step: 1 });
  expect(small).toMatchObject({ width: 90, height: 160 });
});

test('colours count as bright as eyes see them', () => {
  const bytes = new Uint8Array(160 * 90 * 4);
  for (let i = 0; i < bytes.length; i += 4) bytes[i + 1] = 200;
  expect(shrink({ bytes, stride: 640, width: 160, height: 90, step: 4 }).pixels[0]).toBe(Math.floor(0.587 * 200));
});

test('a picture smaller than the small one is stretched', () => {
  const small = shrink({ bytes: new Uint8Array(80 * 45).fill(7), stride: 80, width: 80, height: 45, step: 1 });
  expect(new Set(small.pixels)).toEqual(new Set([7]));
});
