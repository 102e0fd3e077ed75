import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';

const root = resolve(import.meta.dirname, '..');
const footage = process.env['NIGHTJAR_FOOTAGE'] ?? resolve(root, '../shared/footage');
const run = promisify(execFile);

/** One line of the demo's output about an event. */
interface Told {
  readonly event: string;
  readonly state: string;
  readonly atSeconds: number;
  readonly labels?: readonly { readonly name: string }[];
  readonly clip?: { readonly file: string; readonly preSeconds: number; readonly postSeconds: number };
  readonly poster?: string;
}

test.skip(!existsSync(footage), `There is no footage at ${footage}. Set NIGHTJAR_FOOTAGE to where it is.`);

test('the demo tells of the woman who comes into the room', async () => {
  const { told, events } = await demo('p01_room_woman.webm');
  expect(events).toBeGreaterThanOrEqual(1);
  const first = told.filter(({ event }) => event === told[0]?.event).at(-1);
  expect(first).toMatchObject({ state: 'done', poster: expect.stringMatching(/\.jpg$/) as unknown });
  expect(first?.labels?.map(({ name }) => name)).toContain('person');
  expect(first?.clip?.preSeconds).toBeGreaterThanOrEqual(5);
  expect(first?.clip?.preSeconds).toBeLessThanOrEqual(6.2);
  expect(Math.abs((first?.clip?.postSeconds ?? 0) - 8)).toBeLessThanOrEqual(0.5);
  expect(existsSync(first?.poster ?? '')).toBe(true);
  expect(await complaintsAbout(first?.clip?.file ?? '')).toBe('');
});

test('the demo tells nothing of a room in which nothing happens', async () => {
  expect(await demo('n01_room_static.webm')).toEqual({ told: [], events: 0 });
});

test('the demo dismisses a light that is switched, and tells of the woman who comes later', async () => {
  const { told } = await demo('m01_switch_then_woman.webm');
  const before = told.filter(({ atSeconds }) => atSeconds < 25.5);
  expect(before.filter(({ state }) => state !== 'dismissed')).toEqual([]);
  const seen = told.filter(({ state, labels }) => state === 'done' && labels?.some(({ name }) => name === 'person'));
  expect(seen).not.toEqual([]);
});

/** Runs the demo, which must succeed. */
async function demo(video: string): Promise<{ told: Told[]; events: number }> {
  const arguments_ = ['demo', join(footage, 'dev', video)];
  const { stdout } = await run(join(root, 'nightjar'), arguments_, { timeout: 220_000, maxBuffer: 1 << 24 });
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Told & { demo?: 'end'; events: number });
  const end = lines.pop();
  expect(end?.demo).toBe('end');
  return { told: lines, events: end?.events ?? -1 };
}

/** What ffprobe finds wrong with a file. */
async function complaintsAbout(file: string): Promise<string> {
  const { FFPROBE = 'ffprobe', FFMPEG_LIBRARIES } = process.env;
  const env = FFMPEG_LIBRARIES ? { ...process.env, LD_LIBRARY_PATH: FFMPEG_LIBRARIES } : process.env;
  const { stderr } = await run(FFPROBE, ['-v', 'error', '-show_entries', 'packet=pts', '-of', 'csv', file], {
    env,
    maxBuffer: 1 << 24,
  });
  return stderr;
}
