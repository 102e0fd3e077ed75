import { buildClip } from '../src/capture/clip-builder';
import { runCamera } from '../src/capture/camera-run';
import { Footage } from '../src/capture/footage';
import { SessionClock } from '../src/capture/session-clock';
import { openMediaWorker } from '../src/media/media-worker';
import { installDrawnCamera } from '../testing/browser/drawn-camera';
import { brightnessAt, play, readBack, seek } from '../testing/browser/read-back';

/** What the bench measured; printed as one JSON object. */
export interface ClipBench {
  readonly durationSeconds: number;
  readonly bytes: number;
  readonly contentType: string;
  /** The first build, with the start of the worker. */
  readonly firstBuildMilliseconds: number;
  /** The median of the later builds. */
  readonly buildMilliseconds: number;
  readonly slowestBuildMilliseconds: number;
  /** What is asked for, what the clip says, and the difference. */
  readonly preAskedSeconds: number;
  readonly preSeconds: number;
  readonly preErrorSeconds: number;
  /** How far from its right place a thing appears in the played clip. */
  readonly misplacedSeconds: number;
  readonly ringBytes: number;
  readonly framesPerSecond: number;
}

const preSeconds = 20;
const postSeconds = 10;
/** When the thing appears, in seconds of the session: PRE and something more. */
const thingAt = 23;
const builds = 7;
const place = [0.45, 0.3, 0.15, 0.4] as const;

/** Records a drawn 720p camera for as long as a 30 s clip needs, then builds that clip again and again. */
export async function runClipBench(): Promise<ClipBench> {
  const { camera, close } = installDrawnCamera({ width: 1280, height: 720, framesPerSecond: 24, microphone: true });
  const recorded = await recordUntilComplete(() => camera.show(place));
  await close();
  const { footage, clock, shownAtMs } = recorded;
  const triggeredAt = clock.ofWall(shownAtMs) - footage.alignment.offset;
  const wish = { triggeredAt, preSeconds, postSeconds, longestSeconds: 60 };

  const media = openMediaWorker();
  const times: number[] = [];
  let clip: Awaited<ReturnType<typeof buildClip>>;
  for (let i = 0; i < builds; i++) {
    const start = performance.now();
    clip = await buildClip(footage, wish, media, AbortSignal.timeout(10_000));
    times.push(performance.now() - start);
  }
  media.close();
  if (!clip) throw new Error('No clip was built');
  const { description, file } = clip;
  const later = times.slice(1).sort((one, other) => one - other);
  return {
    durationSeconds: description.durationSeconds,
    bytes: description.bytes,
    contentType: description.contentType,
    firstBuildMilliseconds: round(times[0]!),
    buildMilliseconds: round(later[Math.floor(later.length / 2)]!),
    slowestBuildMilliseconds: round(later.at(-1)!),
    preAskedSeconds: preSeconds,
    preSeconds: description.preSeconds,
    preErrorSeconds: round(description.preSeconds - preSeconds),
    misplacedSeconds: round((await appearsAt(file)) - description.preSeconds),
    ringBytes: footage.ring.bytes,
    framesPerSecond: round((await readBack(file)).video.length / description.durationSeconds),
  };
}

/** Records until everything that the clip shows is in the ring. */
async function recordUntilComplete(show: () => number) {
  const stop = new AbortController();
  let footage: Footage | undefined;
  let clock: SessionClock | undefined;
  let shownAtMs: number | undefined;
  const blind = await runCamera(
    {},
    {
      began(_camera, first) {
        clock = new SessionClock(first);
      },
      records() {
        const now = performance.timeOrigin + performance.now();
        const kept = (footage = new Footage(clock!.ofWall(now), { mostSeconds: 90, mostBytes: 48 * 2 ** 20 }));
        return {
          video: (packet, coding) => {
            kept.addVideo(packet, coding, preSeconds, thingAt - preSeconds - 2);
            if (packet.timestamp + kept.alignment.offset > thingAt + postSeconds + 2) stop.abort();
          },
          audio: (packet, coding) => kept.addAudio(packet, coding),
          reachesBack: () => true,
          takeOver: () => undefined,
          isNeeded: () => false,
          ended: () => undefined,
        };
      },
      learnt: () => undefined,
      sample({ timestamp, timestamps }) {
        footage?.sawFrames(timestamps.map((time) => clock!.ofFrame(time)));
        if (shownAtMs === undefined && clock && clock.ofFrame(timestamp) >= thingAt) shownAtMs = show();
      },
      recorded: () => Promise.resolve(),
    },
    stop.signal,
  );
  if (blind) throw blind;
  if (!footage || !clock || shownAtMs === undefined) throw new Error('The camera gave nothing');
  return { footage, clock, shownAtMs };
}

/** When the thing can first be seen in a clip, in seconds. */
async function appearsAt(file: Blob): Promise<number> {
  const player = await play(file);
  for (let at = preSeconds - 1; at < preSeconds + 3; at += 1 / 48) {
    await seek(player, at);
    if (brightnessAt(player, place) > 200) return at;
  }
  return NaN;
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
