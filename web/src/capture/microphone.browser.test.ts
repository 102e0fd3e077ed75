import { expect, onTestFinished, test } from 'vitest';
import { until } from '../../testing/browser/watching';
import type { HeardLevels } from '../media/levels';
import { type Hearing, listenTo } from './microphone';

/** A stream with a tone of 440 Hz, and what is heard of it. */
function listen(gain: number) {
  const source = new AudioContext();
  onTestFinished(() => source.close());
  const destination = source.createMediaStreamDestination();
  const volume = new GainNode(source, { gain });
  const tone = new OscillatorNode(source, { frequency: 440 });
  tone.connect(volume).connect(destination);
  tone.start();
  const heard: HeardLevels[] = [];
  const hearings: Hearing[] = [];
  const over = new AbortController();
  onTestFinished(() => over.abort());
  const observer = {
    levels: (levels: readonly HeardLevels[]) => void heard.push(...levels),
    hearing: (hearing: Hearing) => void hearings.push(hearing),
  };
  listenTo(destination.stream, observer, over.signal);
  return { heard, hearings, volume, over };
}

test('the levels of a tone are measured on the audio thread, and its times are those of the wall', async () => {
  const { heard, hearings, volume } = listen(0.1);
  await until(() => heard.length > 60);
  expect(hearings.at(-1)).toBe('listening');
  // A sine of amplitude 0.1 has a tenth of full scale, less 3 dB.
  expect(heard.at(-1)!.levels.levelDb).toBeCloseTo(-23, 0);
  expect(heard.at(-1)!.levels.middleDb).toBeGreaterThan(-32);
  expect(heard.at(-1)!.levels.highDb).toBeLessThan(-45);
  const gaps = heard.slice(1).map(({ at }, i) => at - heard[i]!.at);
  expect(gaps.toSorted((a, b) => a - b)[gaps.length >> 1]).toBeCloseTo(25, 0);

  const loudFromMs = performance.timeOrigin + performance.now();
  volume.gain.value = 0.8;
  await until(() => heard.some(({ levels }) => levels.levelDb > -10));
  const loudAtMs = heard.find(({ levels }) => levels.levelDb > -10)!.at;
  expect(loudAtMs - loudFromMs).toBeGreaterThan(-100);
  expect(loudAtMs - loudFromMs).toBeLessThan(500);
});

test('nothing is heard any more once it is over', async () => {
  const { heard, over } = listen(0.1);
  await until(() => heard.length > 0);
  over.abort();
  const count = heard.length;
  await new Promise((resolve) => requestAnimationFrame(resolve));
  expect(heard).toHaveLength(count);
});

test('a stream without a microphone is not listened to', () => {
  const hearings: Hearing[] = [];
  const observer = {
    levels: () => expect.fail('something was heard'),
    hearing: (hearing: Hearing) => hearings.push(hearing),
  };
  listenTo(new MediaStream(), observer, new AbortController().signal);
  expect(hearings).toEqual(['none']);
});

test('a browser that cannot listen to the microphone says that nothing is heard', async () => {
  const Original = AudioContext;
  const source = new Original();
  onTestFinished(async () => {
    globalThis.AudioContext = Original;
    await source.close();
  });
  globalThis.AudioContext = class extends Original {
    constructor() {
      super();
      void this.close();
      throw new DOMException('Too many audio contexts', 'NotSupportedError');
    }
  };
  const hearings: Hearing[] = [];
  const observer = { levels: () => undefined, hearing: (hearing: Hearing) => void hearings.push(hearing) };
  listenTo(source.createMediaStreamDestination().stream, observer, new AbortController().signal);
  await until(() => hearings.length > 0);
  expect(hearings).toEqual(['none']);
});

test('where the browser wants a tap first that is said, and the next tap lets it listen', async () => {
  const wake = letContextsWait();
  const { heard, hearings } = listen(0.1);
  await until(() => hearings.length > 0);
  expect(new Set(hearings)).toEqual(new Set(['waiting']));
  expect(heard).toEqual([]);
  wake();
  document.dispatchEvent(new PointerEvent('pointerup'));
  await until(() => heard.length > 0);
  expect(hearings.at(-1)).toBe('listening');
});

/** Lets new audio contexts wait for a tap, as browsers do on a page that nobody has touched; answers what ends that. */
function letContextsWait(): () => void {
  const Original = AudioContext;
  let mayRun = false;
  globalThis.AudioContext = class extends Original {
    constructor(options?: AudioContextOptions) {
      super(options);
      // Only those that listen say how fast they must be.
      if (options?.latencyHint) void this.suspend();
    }
    override resume() {
      return mayRun ? super.resume() : new Promise<void>(() => undefined);
    }
  };
  onTestFinished(() => {
    globalThis.AudioContext = Original;
  });
  return () => (mayRun = true);
}
