import type { SourceKind } from '../src/capture/recording';
import { openMediaWorker } from '../src/media/media-worker';
import { installDrawnCamera } from '../testing/browser/drawn-camera';
import { play, seek } from '../testing/browser/read-back';
import { blinksOf, soundsLate } from '../testing/browser/sync';
import { Taping } from '../testing/browser/taping';

/** A source and a picture that are measured. */
export interface ClipCase {
  readonly source: SourceKind;
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
}

/** What was measured of one case. */
export interface ClipFigures {
  readonly source: string;
  readonly mimeType: string;
  readonly durationSeconds: number;
  readonly bytes: number;
  /** The first build, with the start of the worker; then the median and the slowest of the later ones. */
  readonly firstBuildMilliseconds: number;
  readonly buildMilliseconds: number;
  readonly slowestBuildMilliseconds: number;
  /** How much longer than asked for PRE is, for triggers all along: the least and the most. */
  readonly leastPreErrorSeconds: number;
  readonly mostPreErrorSeconds: number;
  /** How much later than it is seen a blink is heard: the median, and the one that is furthest off. */
  readonly soundLateMilliseconds: number;
  readonly worstSoundLateMilliseconds: number;
  readonly seeks: boolean;
  readonly keyFrameSeconds: number | undefined;
  readonly ringBytes: number;
  readonly picturesPerSecond: number;
}

const preSeconds = 20;
const postSeconds = 10;
const longestSeconds = 60;
const triggeredAt = 23;
const blinks = 8;
const builds = 7;
const place = [0.45, 0.3, 0.15, 0.4] as const;

/** Records a drawn camera for as long as a 30 s clip needs, then builds that clip again and again. */
export async function runClipBench({ source, width, height, framesPerSecond }: ClipCase): Promise<ClipFigures> {
  const { camera, close } = installDrawnCamera({ width, height, framesPerSecond, microphone: true });
  const taping = new Taping({
    only: source,
    choice: { width, height, frameRate: framesPerSecond },
    preSeconds,
    keepFrom: triggeredAt,
  });
  await until(() => taping.now > triggeredAt - preSeconds + 4);
  for (let i = 0; i < blinks; i++) {
    await camera.blink(place);
    const over = taping.now;
    await until(() => taping.now > over + 1.5 + Math.random() / 3);
  }
  await until(() => taping.recordedUntil > triggeredAt + postSeconds + 1);
  const ringBytes = taping.footages.bytes;
  const footage = taping.footages.current!;
  const figures = await measure(taping);
  await taping.stop();
  await close();
  const { mimeType, keyFrameSeconds } = taping.details.at(-1)!;
  const { video } = footage.ring;
  const picturesPerSecond = (video.length - 1) / (video.at(-1)!.timestamp - video[0]!.timestamp);
  const kept = { ringBytes, picturesPerSecond: round(picturesPerSecond) };
  return { source, mimeType, keyFrameSeconds: keyFrameSeconds && round(keyFrameSeconds), ...figures, ...kept };
}

async function measure(taping: Taping) {
  const media = openMediaWorker();
  const times: number[] = [];
  const build = (at: number, pre: number) => taping.clip(at, { preSeconds: pre, postSeconds, longestSeconds }, media);
  let clip = await build(triggeredAt, preSeconds);
  for (let i = 0; i < builds; i++) {
    const start = performance.now();
    clip = await build(triggeredAt, preSeconds);
    times.push(performance.now() - start);
  }
  const preErrors: number[] = [];
  for (let at = triggeredAt - 6; at < triggeredAt + postSeconds; at += 0.37)
    preErrors.push((await build(at, 10)).description.preSeconds - 10);
  media.close();
  const { file, description } = clip;
  const late = soundsLate(await blinksOf(file, place)).map((seconds) => seconds * 1_000);
  const later = times.slice(1).sort((one, other) => one - other);
  return {
    durationSeconds: description.durationSeconds,
    bytes: description.bytes,
    firstBuildMilliseconds: round(times[0]!),
    buildMilliseconds: round(later[Math.floor(later.length / 2)]!),
    slowestBuildMilliseconds: round(later.at(-1)!),
    leastPreErrorSeconds: round(Math.min(...preErrors)),
    mostPreErrorSeconds: round(Math.max(...preErrors)),
    soundLateMilliseconds: round(late.toSorted((one, other) => one - other)[Math.floor(late.length / 2)]!),
    worstSoundLateMilliseconds: round(late.toSorted((one, other) => Math.abs(other) - Math.abs(one))[0]!),
    seeks: await seeks(file, description.durationSeconds),
  };
}

/** Whether a player shows the moments that it is asked for. */
async function seeks(file: Blob, durationSeconds: number): Promise<boolean> {
  const player = await play(file);
  let isExact = Math.abs(player.duration - durationSeconds) < 0.2;
  for (const share of [0.9, 0.1, 0.5, 0.75]) {
    await seek(player, durationSeconds * share);
    isExact &&= Math.abs(player.currentTime - durationSeconds * share) < 0.05;
  }
  player.remove();
  return isExact;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
