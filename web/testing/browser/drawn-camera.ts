/** What stands in front of the camera, as x, y, width, height in shares of the picture. */
export type Thing = readonly [number, number, number, number];

/** A camera whose picture a test draws. */
export interface DrawnCamera {
  /** Puts a thing in front of the camera; answers the wall time in milliseconds at which it was drawn. */
  show(thing: Thing): number;
  /** Lets a thing walk through the picture, over and over. */
  walk(): void;
  clear(): void;
  /** Lets a tone of 900 Hz sound, 0–1; 0 ends it. */
  ring(gain: number): void;
  /** Shows a thing for 0.3 s, with a tone that begins and ends with it; resolves when it is over. */
  blink(thing: Thing): Promise<void>;
  /** No new picture comes any more, though the camera stays open. */
  freeze(): void;
  /** Ends the picture as if the camera was unplugged. */
  unplug(): void;
  unplugMicrophone(): void;
  /** The system shows no picture for a while, as during a call, or shows it again. */
  mute(isMuted: boolean): void;
}

/** What the drawn camera gives. */
export interface DrawnPicture {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly microphone: boolean;
}

/**
 * Puts a drawn camera (and a humming microphone) in the place of this browser's, until it is closed. All other parts are
 * real: the browser's recorder and encoders, workers, and frames that are read from the track.
 */
export function installDrawnCamera(picture: DrawnPicture): { camera: DrawnCamera; close: () => Promise<void> } {
  const { width, height, framesPerSecond, microphone } = picture;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { alpha: false })!;
  const tracks: MediaStreamTrack[] = [];
  let thing: Thing | 'walker' | undefined;
  const due: (() => void)[] = [];
  const show = () => {
    for (const step of due.splice(0)) step();
    draw(context, thing);
    // Just what was drawn, when it was drawn: a capture at a rate of its own would come later.
    for (const track of tracks) if (track instanceof CanvasCaptureMediaStreamTrack) track.requestFrame();
  };
  /** Does something just before the next picture is drawn. */
  const withNextPicture = (step: () => void) =>
    new Promise<void>((resolve) => {
      due.push(() => {
        step();
        resolve();
      });
    });
  const timer = setInterval(show, 1_000 / framesPerSecond);
  const sound = microphone ? hum() : undefined;

  const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = (wish) => {
    if (wish?.audio && !sound) return Promise.reject(new DOMException('No microphone', 'NotFoundError'));
    const stream = canvas.captureStream(0);
    if (wish?.audio) for (const track of sound!.tracks()) stream.addTrack(track);
    tracks.push(...stream.getTracks());
    return Promise.resolve(stream);
  };
  const camera: DrawnCamera = {
    show(shown) {
      thing = shown;
      show();
      return performance.timeOrigin + performance.now();
    },
    walk: () => (thing = 'walker'),
    clear: () => (thing = undefined),
    ring: (gain) => sound?.ring(gain),
    async blink(shown) {
      await withNextPicture(() => {
        thing = shown;
        sound?.ring(0.6);
      });
      const end = performance.now() + 300;
      while (performance.now() < end) await withNextPicture(() => undefined);
      thing = undefined;
      sound?.ring(0);
    },
    freeze: () => clearInterval(timer),
    mute: (isMuted) => {
      for (const track of tracks.filter(({ kind, readyState }) => kind === 'video' && readyState === 'live')) {
        Object.defineProperty(track, 'muted', { value: isMuted, configurable: true });
        track.dispatchEvent(new Event(isMuted ? 'mute' : 'unmute'));
      }
    },
    unplug: () => endTracks(tracks),
    unplugMicrophone: () => endTracks(tracks.filter(({ kind }) => kind === 'audio')),
  };
  const close = async () => {
    navigator.mediaDevices.getUserMedia = original;
    clearInterval(timer);
    for (const track of tracks) track.stop();
    await sound?.close();
  };
  return { camera, close };
}

/** A track that is stopped says nothing; one whose device goes away does. */
function endTracks(tracks: readonly MediaStreamTrack[]): void {
  for (const track of tracks) {
    track.stop();
    track.dispatchEvent(new Event('ended'));
  }
}

/** A room with some structure, and a little noise so that no two pictures are the same. */
function draw(context: CanvasRenderingContext2D, thing: Thing | 'walker' | undefined): void {
  const { width, height } = context.canvas;
  context.fillStyle = '#9a948c';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#5b5148';
  context.fillRect(0, height * 0.7, width, height * 0.3);
  context.fillStyle = '#746a60';
  context.fillRect(width * 0.12, height * 0.2, width * 0.12, height * 0.5);
  for (let i = 0; i < 60; i++) {
    context.fillStyle = `rgba(${Math.random() < 0.5 ? '0,0,0' : '255,255,255'},0.03)`;
    context.fillRect(Math.random() * width, Math.random() * height, 12, 12);
  }
  if (!thing) return;
  const walked = ((performance.now() / 4_000) % 1) * 0.8;
  const [x, y, w, h] = thing === 'walker' ? [walked, 0.3, 0.1, 0.5] : thing;
  context.fillStyle = '#f4f1ec';
  context.fillRect(x * width, y * height, w * width, h * height);
}

/** A microphone in a room with a faint hum. */
function hum() {
  const audio = new AudioContext();
  const hum = new OscillatorNode(audio, { frequency: 120 });
  const faint = new GainNode(audio, { gain: 0.05 });
  const ring = new OscillatorNode(audio, { frequency: 900 });
  const volume = new GainNode(audio, { gain: 0 });
  const both = new GainNode(audio);
  hum.connect(faint).connect(both);
  ring.connect(volume).connect(both);
  hum.start();
  ring.start();
  return {
    tracks() {
      const destination = audio.createMediaStreamDestination();
      both.connect(destination);
      return destination.stream.getAudioTracks();
    },
    ring: (gain: number) => void (volume.gain.value = gain),
    close: () => audio.close(),
  };
}
